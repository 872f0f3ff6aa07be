"""The committee's own matters: changes of its bylaws, and its seats."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from coordination.committee import docket
from coordination.committee.actions import ruling, seating
from coordination.committee.lifecycle import BYLAWS, NOMINATION
from coordination.committee.models import Bylaw, Nomination
from coordination.committee.models.bylaw import in_words, label
from deeds.lifecycle import Refused, called, claim
from deeds.models import Entry

MOST_NAMED = 2
NAMELESS = _("someone without a display name")
NEXT = {docket.LOST: "decline", docket.INQUORATE: "adjourn", docket.CANCELLED: "adjourn"}


class Own(docket.Kind):
    """A row with a state, known by its uuid, that waits for a ballot in the state `waits`."""

    model: Any
    steps: Any
    waits = "proposed"

    def rows(self):
        return self.model.objects.select_related("proposed_by")

    def row(self, uuid):
        found = self.rows().filter(uuid=uuid).first()
        if found is None:
            raise Refused(_("This is no longer here."), "gone")
        return found

    def awaiting(self):
        return [self.matter(row) for row in self.rows().filter(state=self.waits)]

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def matter(self, row):
        return docket.Matter(
            self.name, row.uuid, self.title(row), self.page(row), frozenset(), row.version, row.created_at,
            summary=self.summary(row), people=self.people(row),
        )  # fmt: skip

    def lock(self, uuid):
        claim(self.row(uuid))

    def opened(self, uuid, ballot):
        row = self.row(uuid)
        self.steps.take(row, "put_to_vote", by=ballot.opened_by, seen=row.version)

    def decided(self, uuid, outcome, ballot):
        row = self.row(uuid)
        if outcome == docket.CARRIED:
            self.carried(row)
        else:
            self.steps.take(row, NEXT[outcome], by=None, seen=row.version)

    def entries(self, uuid):
        return Entry.objects.about(self.row(uuid))

    def people(self, row):
        return frozenset()

    def title(self, row):
        raise NotImplementedError

    def page(self, row):
        raise NotImplementedError

    def summary(self, row):
        raise NotImplementedError

    def carried(self, row):
        raise NotImplementedError


class BylawChange(Own):
    name, label = "committee.bylaws", _("Bylaws")
    model, steps = Bylaw, BYLAWS
    brief_template = "committee/_brief_bylaws.html"

    def rows(self):
        return super().rows().select_related("base")

    def title(self, row):
        """It names the rules, as long as they are few, so that two changes are told apart."""
        named = [label(name) for name, _old, _new in row.changed()]
        if not 0 < len(named) <= MOST_NAMED:
            return _("Change of the bylaws")
        return gettext("Change of the bylaws: %(rules)s") % {"rules": " · ".join(named)}

    def page(self, row):
        return reverse("bylaw_change", args=[row.uuid])

    def summary(self, row):
        line = gettext("%(rule)s: %(new)s instead of %(old)s")
        return "\n".join(
            line % {"rule": label(name), "new": in_words(name, new), "old": in_words(name, old)}
            for name, old, new in row.changed()
        )

    def carried(self, row):
        ruling.adopt(row)

    def brief(self, uuid, by):
        return {"change": self.row(uuid)}


class SeatMatter(Own):
    name, label = "committee.seat", _("Seats")
    model, steps, waits = Nomination, NOMINATION, "accepted"
    brief_template = "committee/_brief_seat.html"

    def rows(self):
        return super().rows().select_related("person")

    def title(self, row):
        return seating.SUBJECT % {"person": called(row.person)}

    def page(self, row):
        return reverse("nomination", args=[row.uuid])

    def queue(self):
        rows = Nomination.objects.filter(state=self.waits)
        return docket.columns(rows, self.name, ["person__name", "person__name"], "created_at")

    def line(self, uuid, name):
        return seating.SUBJECT % {"person": name or NAMELESS}, reverse("nomination", args=[uuid])

    def summary(self, row):
        term = ngettext("%(role)s, for %(n)d month", "%(role)s, for %(n)d months", row.months)
        return term % {"role": row.get_role_display(), "n": row.months}

    def people(self, row):
        return frozenset({row.person_id})

    def carried(self, row):
        seating.elect(row)

    def brief(self, uuid, by):
        return {"nomination": self.row(uuid)}


def register():
    docket.register(BylawChange())
    docket.register(SeatMatter())
