"""Accreditations that are to be revoked, on the committee's docket: a second member or a ballot decides."""

from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.committee import docket
from coordination.standards.actions import revoking
from coordination.standards.models import Revocation
from coordination.standards.rules_of_accreditations import REVOCATION
from deeds.lifecycle import Refused
from deeds.models import Entry


class Revocations(docket.Kind):
    """The version is the accreditation's, as its steps claim that."""

    name = REVOCATION
    label = gettext_lazy("Revocation of an accreditation")
    brief_template = "standards/_revocation.html"
    appealable = (docket.CARRIED,)
    due = Case(When(state=Revocation.State.PROPOSED, then=F("until")))

    def rows(self):
        return Revocation.objects.select_related(
            "accreditation__group", "accreditation__standard", "proposed_by", "seconded_by"
        )

    def row(self, uuid):
        found = self.rows().filter(uuid=uuid).first()
        if found is None:
            raise Refused(_("This is no longer here."), "gone")
        return found

    def awaiting(self):
        return [self.matter(row) for row in self.rows().open()]

    def queue(self):
        names = ["accreditation__group__name_ar", "accreditation__group__name_en"]
        rows = Revocation.objects.open()
        return docket.columns(rows, self.name, names, "proposed_at", self.due, uuid="uuid")

    def line(self, uuid, name):
        title = _("Revoke the accreditation of %(group)s?") % {"group": f"\u2068{name}\u2069"}
        return title, reverse("revocation", args=[uuid])

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def matter(self, row):
        one = row.accreditation
        title = _("Revoke the accreditation “%(title)s”?") % {"title": f"\u2068{one}\u2069"}
        return docket.Matter(
            self.name, row.uuid, title, one.get_absolute_url(), frozenset({one.group_id}), one.version,
            row.proposed_at, row.until if row.state == Revocation.State.PROPOSED else None,
            row.get_reason_code_display(),
        )  # fmt: skip

    def lock(self, uuid):
        revoking.lock(self.row(uuid))

    def opened(self, uuid, ballot):
        revoking.opened(self.row(uuid))

    def decided(self, uuid, outcome, ballot):
        steps = {docket.CARRIED: revoking.carried, docket.LOST: revoking.lost}
        steps.get(outcome, revoking.put_back)(self.row(uuid))

    def brief(self, uuid, by):
        return {"revocation": self.row(uuid)}

    def entries(self, uuid):
        return Entry.objects.about(self.row(uuid).accreditation)
