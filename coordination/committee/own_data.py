"""A person's own data: what the committee hands out and forgets."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import Bylaw, Seat
from deeds import hooks
from deeds.journal import record

VACANT = _("A seat on the committee became vacant.")


def register():
    hooks.own_data.register(hooks.OwnData("committee", export, erase))


def export(person):
    return {
        "seats": list(Seat.objects.filter(person=person).values("role", "starts_at", "ends_at")),
        "bylaws": list(Bylaw.objects.filter(proposed_by=person).values("created_at", "why", "values")),
    }


def erase(person):
    """Terms that were served stay, on a person without a name; what is left of them ends now."""
    now = timezone.now()
    for seat in Seat.objects.filter(person=person).exclude(ends_at__lte=now):
        record("committee.vacate", seat, by=None, audience=["committee", "operator"], title=VACANT)
        if seat.starts_at >= now:
            seat.delete()
        else:
            Seat.objects.filter(pk=seat.pk).update(ends_at=now)
