"""The worlds that the addresses of the admissions room are asked in."""

import uuid

from model_bakery import baker

from coordination.admissions.models import Admission
from directory.models import Licence
from tests.coordination.admissions import world


def own(make):
    """Something of the cast's group, under its own id and the group's address."""

    def target(cast, route):
        world.bylaws()
        row = make(cast)
        return {"slug": cast.group.slug, "uuid": row.uuid}

    return target


def licence(cast, route):
    Licence.objects.create(group=cast.group, authority_en="Ministry", number="7")
    return {"uuid": cast.group.uuid}


def values(cast, label):
    """What a made row of this room cannot do without."""
    if label == "admissions.admission":
        return {"group": cast.group}
    asked = {"admission": baker.make(Admission, group=cast.group, submitted_by=cast.leader)}
    own = {"group": cast.group} if label != "admissions.review" else {}
    return own if label == "admissions.suspension" else own | asked


TARGETS = {
    "own complete draft": own(lambda cast: world.complete(cast.group)),
    "a request": own(world.handed_in),
    "a declined request": own(world.declined),
    "a proposed suspension": own(world.proposed),
    "a suspension": own(world.suspended),
    "an appeal": own(world.appealed),
    "own licence": licence,
    "nothing of this id": lambda cast, route: {"uuid": uuid.uuid4(), "slug": "no-such-group"},
}
