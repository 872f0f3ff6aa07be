"""What this room puts on the committee's docket: initiatives to review and to vote on, and appeals."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.committee import docket
from coordination.initiatives.actions import appealing, deciding
from coordination.initiatives.models import Appeal, Initiative, State
from coordination.initiatives.rules import APPROVAL, HEARING, STANDING, deciders_of, was_by_vote
from coordination.initiatives.terms import money_in
from deeds.lifecycle import Refused
from deeds.models import Entry


class OfInitiatives(docket.Kind):
    """A kind whose matters are initiatives in some states, the longest waiting first."""

    states: tuple[str, ...] = ()
    question: Any

    def rows(self):
        return Initiative.objects.with_card().prefetch_related("partnerships__budget_lines")

    def awaiting(self):
        rows = self.rows().filter(state__in=self.states).order_by("state_since", "pk")
        return [self.matter(row) for row in rows]

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def queue(self):
        rows = Initiative.objects.filter(state__in=self.states)
        return docket.columns(rows, self.name, ["title_ar", "title_en"], "state_since")

    def line(self, uuid, name):
        return asked(self.question, name), reverse("initiative_review", args=[uuid])

    def matter(self, row):
        title, url = self.line(row.uuid, row.title)
        return docket.Matter(
            self.name,
            row.uuid,
            title,
            url,
            groups_of(row),
            row.version,
            row.state_since,
            summary=summary(row),
        )

    def entries(self, uuid):
        return Entry.objects.about(one(uuid))


class Reviews(OfInitiatives):
    """A member of none of the groups takes it up; no vote is needed for that."""

    name = "initiatives.review"
    label = gettext_lazy("Review of an initiative")
    needs_ballot = False
    states = (State.SUBMITTED,)
    question = gettext_lazy("Review the initiative “%(title)s”")


class Approvals(OfInitiatives):
    name = APPROVAL
    label = gettext_lazy("Approval of an initiative")
    states = (State.IN_REVIEW, State.INQUORATE)
    brief_template = "initiatives/_brief.html"
    appealable = (docket.LOST,)
    question = gettext_lazy("Approve the initiative “%(title)s”")

    def lock(self, uuid):
        deciding.lock(one(uuid))

    def opened(self, uuid, ballot):
        deciding.open_vote(one(uuid))

    def decided(self, uuid, outcome, ballot):
        deciding.decide(one(uuid), outcome)

    def brief(self, uuid, by):
        initiative = Initiative.objects.with_plan().get(uuid=uuid)
        return {"initiative": initiative, "comments": initiative.comments.select_related("by")}


class Standings(docket.Kind):
    """What members decide without a ballot; nothing of it waits on the docket, and the register names it."""

    name = STANDING
    label = gettext_lazy("Suspension of an initiative")
    needs_ballot = False

    def awaiting(self):
        return []

    def queue(self):
        return docket.columns(Initiative.objects.none(), self.name, ["title_ar", "title_en"], "state_since")

    def find(self, uuid):
        return None


class Appeals(docket.Kind):
    """Carried means that the decision is overturned. Who suspended or cancelled is party; the version is the
    initiative's."""

    name = HEARING
    label = gettext_lazy("Appeal about an initiative")
    brief_template = "initiatives/_appeal_brief.html"

    def rows(self):
        return Appeal.objects.select_related(
            "initiative__lead", "initiative__area__parent", "decision", "by"
        ).prefetch_related("initiative__partnerships__group", "initiative__partnerships__budget_lines")

    def row(self, uuid):
        found = self.rows().filter(uuid=uuid).first()
        if found is None:
            raise Refused(_("This is no longer here."), "gone")
        return found

    def awaiting(self):
        """Each with those who are party to it."""
        rows = list(self.rows().open())
        deciders = deciders_of(row.initiative.uuid for row in rows)
        return [self.matter(row, deciders) for row in rows]

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row, deciders_of([row.initiative.uuid])) if row else None

    def matter(self, row, deciders):
        parties = frozenset() if was_by_vote(row) else frozenset(deciders[row.initiative.uuid])
        title, url = self.line(row.uuid, row.initiative.title)
        return docket.Matter(
            self.name, row.uuid, title, url, groups_of(row.initiative), row.initiative.version, row.filed_at,
            row.due_at, summary(row.initiative), parties,
        )  # fmt: skip

    def queue(self):
        names = ["initiative__title_ar", "initiative__title_en"]
        return docket.columns(Appeal.objects.open(), self.name, names, "filed_at", "due_at")

    def line(self, uuid, name):
        question = _("Overturn the decision on the initiative “%(title)s”?")
        return asked(question, name), reverse("initiative_hearing", args=[uuid])

    def lock(self, uuid):
        appealing.lock(self.row(uuid))

    def opened(self, uuid, ballot):
        appealing.opened(self.row(uuid))

    def decided(self, uuid, outcome, ballot):
        if outcome == docket.CARRIED:
            appealing.carried(self.row(uuid), ballot.decision)
        elif outcome == docket.LOST:
            appealing.lost(self.row(uuid), ballot.decision)
        else:
            appealing.put_back(self.row(uuid))

    def brief(self, uuid, by):
        return {"appeal": self.row(uuid)}

    def entries(self, uuid):
        return Entry.objects.about(self.row(uuid).initiative)


def asked(question, title):
    return question % {"title": f"\u2068{title}\u2069"}


def groups_of(row):
    """Ids of all its groups, from prefetched rows."""
    return frozenset({row.lead_id, *[part.group_id for part in row.partnerships.all()]})


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
