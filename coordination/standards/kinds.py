"""What this room puts on the committee's docket: standards to adopt, and standards whose use is to end.

A standard concerns every group alike, so nobody is recused from it by belonging to one.
"""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.committee import docket
from coordination.standards import rules_of_accreditations as accreditations
from coordination.standards.actions import appealing, deciding
from coordination.standards.models import Appeal, Clause, Comment, Level, Standard, State
from coordination.standards.wording import clauses_of
from deeds.lifecycle import Refused
from deeds.models import Entry


class OfStandards(docket.Kind):
    """A kind whose matters are versions of standards."""

    since = "state_since"
    question: Any

    def rows(self):
        return Standard.objects.with_clauses()

    def waiting(self):
        raise NotImplementedError

    def awaiting(self):
        rows = self.waiting().with_clauses()
        return [self.matter(row) for row in rows.order_by(self.since, "pk")]

    def queue(self):
        return docket.columns(self.waiting(), self.name, ["title_ar", "title_en"], self.since)

    def line(self, uuid, name):
        return self.question % {"title": f"\u2068{name}\u2069"}, reverse("standard", args=[uuid])

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def matter(self, row):
        return docket.Matter(
            self.name, row.uuid, self.title(row), row.get_absolute_url(), frozenset(), row.version,
            getattr(row, self.since) or row.state_since, summary=summary(row),
        )  # fmt: skip

    def title(self, row):
        raise NotImplementedError

    def lock(self, uuid):
        deciding.lock(one(uuid))

    def brief(self, uuid, by):
        standard = self.rows().get(uuid=uuid)
        return {"standard": standard, "clauses": clauses_of(standard)}

    def entries(self, uuid):
        return Entry.objects.about(one(uuid))


class Adoptions(OfStandards):
    name = "standards.adoption"
    label = gettext_lazy("Adoption of a standard")
    question = gettext_lazy("Adopt the standard “%(title)s”")
    brief_template = "standards/_brief.html"

    def waiting(self):
        """`rules.may_be_voted_on`, of all at once; a voted one waits no more."""
        today = timezone.localdate()
        asked = Comment.objects.unanswered().filter(standard=OuterRef("pk"))
        rows = Standard.objects.filter(
            ~Exists(asked), state=State.CONSULTATION, consulted_until__lt=today, effective_on__gte=today
        )
        required = Clause.objects.filter(standard=OuterRef("pk"), level=Level.MUST)
        return rows.filter(Exists(required)).exclude(purpose_ar="", purpose_en="")

    def title(self, row):
        return _("Adopt the standard “%(title)s”, version %(n)d") % named(row)

    def opened(self, uuid, ballot):
        deciding.open_vote(one(uuid))

    def decided(self, uuid, outcome, ballot):
        deciding.decide(one(uuid), outcome)


class Retirements(OfStandards):
    name = deciding.RETIREMENT
    label = gettext_lazy("End of a standard’s use")
    question = gettext_lazy("End the use of the standard “%(title)s”")
    brief_template = "standards/_brief.html"
    since = "retiring_at"

    def waiting(self):
        return Standard.objects.filter(state=State.ADOPTED, retiring_at__isnull=False)

    def title(self, row):
        return _("End the use of the standard “%(title)s”, version %(n)d") % named(row)

    def opened(self, uuid, ballot):
        """The standard stays in force while the committee votes."""
        standard = one(uuid)
        if not (standard.retiring_at and standard.state == State.ADOPTED):
            raise Refused(deciding.CANNOT_END, "state")

    def decided(self, uuid, outcome, ballot):
        deciding.end_use(one(uuid), outcome)


class Appeals(docket.Kind):
    """Carried means that a result is overturned and another member reviews, or that an accreditation is restored.

    The version is that of what it is about.
    """

    name = appealing.KIND
    label = gettext_lazy("Appeal about an assessment")
    question = gettext_lazy("Overturn the decision about the assessment or accreditation of %(title)s?")
    is_public = False
    brief_template = "standards/_appeal_brief.html"

    def rows(self):
        about = ("assessment", "accreditation")
        whose = [f"{one}__{of}" for one in about for of in ("standard", "group")]
        return Appeal.objects.select_related(*whose, "decision", "by")

    def row(self, uuid):
        found = self.rows().filter(uuid=uuid).first()
        if found is None:
            raise Refused(_("This is no longer here."), "gone")
        return found

    def awaiting(self):
        return [self.matter(row) for row in self.rows().open()]

    def queue(self):
        names = [f"assessment__group__name_{lang}" for lang in ("ar", "en")]
        return docket.columns(Appeal.objects.open(), self.name, names, "filed_at", "due_at")

    def line(self, uuid, name):
        title = self.question % {"title": f"\u2068{name}\u2069"}
        return title, reverse("matter", args=[self.name, uuid])

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def matter(self, row):
        one = row.about
        title = self.question % {"title": f"\u2068{one.group.name}\u2069"}
        return docket.Matter(
            self.name, row.uuid, title, one.get_absolute_url(), frozenset({one.group_id}), one.version, row.filed_at,
            row.due_at, summary=str(one.standard), people=frozenset(accreditations.deciders(row.decision)),
            is_public=False,
        )  # fmt: skip

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
        return Entry.objects.about(self.row(uuid).about)


def named(row):
    return {"title": f"\u2068{row.title}\u2069", "n": row.number}


def one(uuid):
    found = Standard.objects.filter(uuid=uuid).first()
    if found is None:
        raise Refused(_("This is no longer here."), "gone")
    return found


def summary(row):
    """How much it asks for, and its purpose or why its use is to end."""
    number = len(clauses_of(row))
    how_many = ngettext("%(n)d clause", "%(n)d clauses", number) % {"n": number}
    return " · ".join(
        str(part) for part in (how_many, row.reason if row.retiring_at else row.purpose) if part
    )
