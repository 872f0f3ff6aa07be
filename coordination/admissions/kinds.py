"""What this room puts on the committee's docket: requests, licences to check, suspensions and appeals."""

from typing import Any

from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.admissions import rules
from coordination.admissions.actions import appealing, suspending
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee import docket
from deeds.lifecycle import Refused, claim
from deeds.models import Entry
from directory.models import Group, Licence

GROUP_NAMES = ["group__name_ar", "group__name_en"]


class OfGroups(docket.Kind):
    """A kind whose root is the group of a row; `question` is its title, `page` the name of its address."""

    question: Any
    page: str
    since: Any = ""
    due: Any = None

    def queue(self):
        return docket.columns(self.waiting(), self.name, GROUP_NAMES, self.since, self.due)

    def line(self, uuid, name):
        return self.question % {"group": f"\u2068{name}\u2069"}, reverse(self.page, args=[uuid])

    def every(self):
        """All rows of this kind, with what a matter is made of."""
        raise NotImplementedError

    def waiting(self):
        """Those of them that wait for the committee."""
        raise NotImplementedError

    def matter(self, row) -> docket.Matter:
        raise NotImplementedError

    def awaiting(self):
        return [self.matter(row) for row in self.waiting()]

    def find(self, uuid):
        row = self.every().filter(uuid=uuid).first()
        return row and self.matter(row)

    def row(self, uuid):
        row = self.every().filter(uuid=uuid).first()
        if row is None:
            raise Refused(_("This is no longer here."), "gone")
        return row

    def lock(self, uuid):
        claim(self.row(uuid).group)

    def entries(self, uuid):
        """What happened to the group, as the committee reads it."""
        group = self.row(uuid).group
        return Entry.objects.filter(subject_type=group._meta.label_lower, subject_id=str(group.pk))


class Admissions(OfGroups):
    name = "admissions.admission"
    label = gettext_lazy("Request to be listed")
    needs_ballot = False
    question, page = gettext_lazy("List %(group)s in the directory?"), "admission_review"
    since, due = "submitted_at", "due_at"

    def every(self):
        return Admission.objects.select_related("group", "group__area")

    def waiting(self):
        return self.every().waiting()

    def matter(self, row):
        title, url = self.line(row.uuid, row.group.name)
        return docket.Matter(
            self.name,
            row.uuid,
            title,
            url,
            frozenset({row.group_id}),
            row.group.version,
            row.submitted_at,
            row.due_at,
            row.group.summary,
            is_public=rules.is_known(row.group),
        )


class Licences(OfGroups):
    """The current licence of a listed group, under the group's own id, once its scan is there."""

    name = "admissions.licence"
    label = gettext_lazy("Licence to check")
    needs_ballot = False
    question, page = gettext_lazy("Is the licence of %(group)s right?"), "licence_check"

    def waiting(self):
        return Licence.objects.to_check().select_related("group")

    def queue(self):
        group = {"uuid": "group__uuid", "since": "group__updated_at"}
        return docket.columns(self.waiting(), self.name, GROUP_NAMES, **group)

    def find(self, uuid):
        group = Group.objects.filter(uuid=uuid).first()
        licence = group and group.licences.select_related("group").first()
        return licence and self.matter(licence)

    def matter(self, row):
        title, url = self.line(row.group.uuid, row.group.name)
        return docket.Matter(
            self.name,
            row.group.uuid,
            title,
            url,
            frozenset({row.group_id}),
            row.group.version,
            row.group.updated_at,
        )


class Suspensions(OfGroups):
    name = "admissions.suspension"
    label = gettext_lazy("Suspension of a group")
    question, page = gettext_lazy("Suspend %(group)s?"), "suspension"
    since, due = "proposed_at", Case(When(state=Suspension.State.PROPOSED, then=F("until")))
    brief_template = "admissions/_suspension.html"
    appealable = (docket.CARRIED,)

    def every(self):
        return Suspension.objects.select_related("group", "proposed_by", "seconded_by")

    def waiting(self):
        return self.every().open()

    def matter(self, row):
        title, url = self.line(row.uuid, row.group.name)
        return docket.Matter(
            self.name,
            row.uuid,
            title,
            url,
            frozenset({row.group_id}),
            row.group.version,
            row.proposed_at,
            row.until if row.state == Suspension.State.PROPOSED else None,
            row.get_reason_code_display(),
        )

    def opened(self, uuid, ballot):
        suspending.opened(self.row(uuid))

    def decided(self, uuid, outcome, ballot):
        step = {docket.CARRIED: suspending.carried, docket.LOST: suspending.lost}
        step.get(outcome, suspending.put_back)(self.row(uuid))

    def brief(self, uuid, by):
        return {"suspension": self.row(uuid)}


class Appeals(OfGroups):
    """Carried means that the decision is overturned. Who took the decision is party to the appeal."""

    name = "admissions.appeal"
    label = gettext_lazy("Appeal")
    question, page = gettext_lazy("Overturn the decision about %(group)s?"), "appeal_hear"
    since, due = "filed_at", "due_at"
    brief_template = "admissions/_appeal.html"

    def every(self):
        return Appeal.objects.select_related("group", "by", "admission", "suspension")

    def waiting(self):
        return self.every().open()

    def matter(self, row):
        title, url = self.line(row.uuid, row.group.name)
        return docket.Matter(
            self.name,
            row.uuid,
            title,
            url,
            frozenset({row.group_id}),
            row.group.version,
            row.filed_at,
            row.due_at,
            row.decision.get_reason_code_display(),
            frozenset(rules.deciders(row)),
            is_public=rules.is_known(row.group),
        )

    def opened(self, uuid, ballot):
        appealing.opened(self.row(uuid))

    def decided(self, uuid, outcome, ballot):
        if outcome not in (docket.CARRIED, docket.LOST):
            appealing.put_back(self.row(uuid))
            return
        step = {docket.CARRIED: appealing.carried, docket.LOST: appealing.lost}[outcome]
        step(self.row(uuid), ballot.decision)

    def brief(self, uuid, by):
        return {"appeal": self.row(uuid)}


KINDS = (Admissions(), Licences(), Suspensions(), Appeals())
