"""What this room puts on the committee's docket: responses whose two groups disagree on what was delivered."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coordination.committee import docket
from coordination.exchange.actions import mediating
from coordination.exchange.models import Response, Stage
from deeds.models import Entry


class Disputes(docket.Kind):
    """A member without a tie to either group decides, without a ballot; the register names no group."""

    name = mediating.KIND
    label = gettext_lazy("Disagreement about support")
    needs_ballot = False
    is_public = False
    question = gettext_lazy("Mediate about “%(title)s”")

    def rows(self):
        return Response.objects.with_all()

    def awaiting(self):
        rows = self.rows().filter(state=Stage.DISPUTED).order_by("state_since", "pk")
        return [self.matter(row) for row in rows]

    def queue(self):
        rows = Response.objects.filter(state=Stage.DISPUTED)
        return docket.columns(rows, self.name, ["post__title_ar", "post__title_en"], "state_since")

    def line(self, uuid, name):
        return self.question % {"title": f"\u2068{name}\u2069"}, reverse("exchange_response", args=[uuid])

    def find(self, uuid):
        row = self.rows().filter(uuid=uuid).first()
        return self.matter(row) if row else None

    def matter(self, row):
        title, url = self.line(row.uuid, row.post.title)
        groups = frozenset({row.group_id, row.post.group_id} - {None})
        people = frozenset({row.from_outside.person_id} if row.from_outside else ())
        return docket.Matter(
            self.name,
            row.uuid,
            title,
            url,
            groups,
            row.version,
            row.state_since,
            people=people,
            is_public=False,
        )

    def entries(self, uuid):
        return Entry.objects.about(self.rows().get(uuid=uuid))
