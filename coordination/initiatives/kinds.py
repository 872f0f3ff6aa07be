"""What this room puts on the committee's docket: initiatives to review, and initiatives to vote on."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.committee import docket
from coordination.initiatives.actions import deciding
from coordination.initiatives.models import Initiative, State
from coordination.initiatives.terms import money_in
from deeds.lifecycle import Refused
from deeds.models import Entry


class OfInitiatives(docket.Kind):
    """A kind whose matters are initiatives in some states, the longest waiting first."""

    states: tuple[str, ...] = ()

    def rows(self):
        return Initiative.objects.with_card().prefetch_related("partnerships__budget_lines")

    def awaiting(self):
        rows = self.rows().filter(state__in=self.states).order_by("state_since", "pk")
        return [self.matter(row) for row in rows]

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def matter(self, row):
        groups = frozenset({row.lead_id, *[part.group_id for part in row.partnerships.all()]})
        return docket.Matter(
            self.name, row.uuid, self.title(row), reverse("initiative_review", args=[row.uuid]), groups,
            row.version, row.state_since, summary=summary(row),
        )  # fmt: skip

    def title(self, row):
        raise NotImplementedError

    def entries(self, uuid):
        return Entry.objects.about(one(uuid))


class Reviews(OfInitiatives):
    """A member of none of the groups takes it up; no vote is needed for that."""

    name = "initiatives.review"
    label = gettext_lazy("Review of an initiative")
    needs_ballot = False
    states = (State.SUBMITTED,)

    def title(self, row):
        return _("Review the initiative “%(title)s”") % {"title": f"\u2068{row.title}\u2069"}


class Approvals(OfInitiatives):
    name = "initiatives.approval"
    label = gettext_lazy("Approval of an initiative")
    states = (State.IN_REVIEW, State.INQUORATE)
    brief_template = "initiatives/_brief.html"

    def title(self, row):
        return _("Approve the initiative “%(title)s”") % {"title": f"\u2068{row.title}\u2069"}

    def lock(self, uuid):
        deciding.lock(one(uuid))

    def opened(self, uuid, ballot):
        deciding.open_vote(one(uuid))

    def decided(self, uuid, outcome, ballot):
        deciding.decide(one(uuid), outcome)

    def brief(self, uuid, by):
        initiative = Initiative.objects.with_plan().get(uuid=uuid)
        return {"initiative": initiative, "comments": initiative.comments.select_related("by")}


def one(uuid):
    found = Initiative.objects.filter(uuid=uuid).first()
    if found is None:
        raise Refused(_("This is no longer here."), "gone")
    return found


def summary(row):
    """Who, when, and how much."""
    partners = len(row.partnerships.all())
    who = ngettext("%(n)d group", "%(n)d groups", partners) % {"n": partners}
    parts = [row.lead.name, who, row.area.title if row.area else "", money_in(row)]
    return " · ".join(str(part) for part in parts if part)
