"""What a group gave, on its own page: offered once the receiver confirmed and said thanks."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from coordination.exchange.actions.stepping import keep, remember
from coordination.exchange.models import Stage, Unit
from deeds.lifecycle import Refused, claim, reload
from directory.actions import editing
from directory.actions.achievements import TOLD
from directory.models import Achievement
from directory.rules import edits
from directory.sections import SECTIONS

ANSWERED = _("%(giver)s answered the offer of an achievement from “%(post)s”.")
GIVEN = _("Support for %(group)s: %(title)s")
ONLY_EDITORS = _("Editors and leaders of the group answer for its page.")
NOT_OFFERED = _("It is offered once the other group confirmed it and said thanks.")


@transaction.atomic
def answer_offer(response, *, wanted, by):
    """Puts the achievement on the giver's page, or leaves it; asked once, the same answer twice is one."""
    giver = response.giver
    claim(giver)
    claim(response)
    row = reload(response)
    if not edits(by, giver):
        raise Refused(ONLY_EDITORS, "role")
    if row.offered_at is None or row.state != Stage.CONFIRMED:
        raise Refused(NOT_OFFERED, "state")
    if row.answered_at:
        return row
    achievement = put_on_page(row, by=by) if wanted else None
    names = {"giver": giver, "post": row.post}
    remember("offer", row, ANSWERED, by=by, names=names, data={"wanted": wanted})
    return keep(row, achievement=achievement, answered_at=timezone.now())


def put_on_page(row, *, by):
    """The group's own achievement, which its editors then change like any other."""
    key = uuid5(NAMESPACE_URL, f"exchange:{row.uuid}")

    def write():
        made = Achievement.objects.create(uuid=key, group=row.giver, **shown(row))
        made.partner_groups.set([row.receiver])
        return ["added"]

    told = {"by": by, "revision": None, "said": TOLD}
    editing.change(row.giver, SECTIONS["achievements"], write, **told)
    return Achievement.objects.get(uuid=key)


def shown(row):
    """The columns of the achievement: what, for whom, when, how much, and the thanks in the language they are in."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in row.thanks)
    texts = {"story_ar": row.thanks if arabic else "", "story_en": "" if arabic else row.thanks}
    figure = {"value": str(row.received)}
    for language in ("ar", "en"):
        with override(language):
            names = {"group": row.receiver.name, "title": row.post.title}
            texts[f"title_{language}"] = str(GIVEN % names)[:160]
            figure[f"label_{language}"] = str(Unit(row.post.unit).label)
    return {**texts, "happened_on": timezone.localdate(row.state_since), "figures": [figure]}
