"""Standards that the permission matrix asks about, and what the cast's group said of them."""

import uuid

from coordination.standards.models import Comment, State
from tests.coordination.standards.world import draft, standard_in


def standard(state, *, part="clauses", step=""):
    """A standard in this state; `part` and `step` go into the address, with a clause and a comment of it."""

    def target(cast, route):
        one = standard_in(cast, state)
        row = getattr(one, part).first()
        said = Comment.objects.create(
            standard=one,
            clause_code="A1",
            group=cast.group,
            kind="concern",
            text="Small teams",
            by=cast.editor,
        )
        values = {"uuid": one.uuid, "part": part, "row": row.uuid, "step": step, "code": "A1"}
        return {**values, "comment": said.uuid}

    return target


def values(cast, label):
    return {"title_en": "Safeguarding", "code": "safeguarding"}


def later_version(cast, route):
    """A version in consultation that was made from another."""
    one = standard_in(cast, State.ADOPTED)
    later = draft(cast, base=one)
    type(one).objects.filter(pk=later.pk).update(state=State.CONSULTATION, consulted_until=later.effective_on)
    return {"uuid": later.uuid}


TARGETS = {
    "a draft standard": standard(State.DRAFT, step="withdraw"),
    "a draft standard's section": standard(State.DRAFT, part="sections"),
    "a standard in consultation": standard(State.CONSULTATION, step="take_back"),
    "a standard that was adopted": standard(State.ADOPTED, step="retire"),
    "a later version of a standard": later_version,
    "no such standard": lambda cast, route: {"uuid": uuid.uuid4()},
}
