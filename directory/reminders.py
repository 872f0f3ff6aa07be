"""What the clock asks of those who keep a page: a confirmation after half a year, a licence before it runs out."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deeds.hooks import Coming, Waiting, audiences_of
from directory.clocks import licence_clock
from directory.completeness import CONFIRMED_FOR, needs_confirming
from directory.models import Group, Standing

KEPT_UP = (Standing.LISTED, Standing.SUBMITTED, Standing.RETURNED)


def kept_by(person):
    groups = Group.objects.editable_by(audiences_of(person)).filter(standing__in=KEPT_UP)
    return groups.prefetch_related("licences").order_by("pk")


def of_pages(person):
    """One line for each page that waits to be confirmed, and for each licence that runs out."""
    for group in kept_by(person):
        capacity = _("for %(group)s") % {"group": f"\u2068{group.name}\u2069"}
        if needs_confirming(group):
            url = reverse("group_edit", args=[group.slug]) + "#fresh"
            yield Waiting(
                _("Confirm that the page is still right"), url, None, capacity, verb=_("Look and confirm")
            )
        clock = licence_clock(group.current_licence)
        if clock and clock.warns:
            url = reverse("group_edit_section", args=[group.slug, "licence"])
            until = end_of(group.current_licence.expires_on)
            yield Waiting(clock.sentence, url, until, capacity, verb=_("Upload the new licence"))


def to_come(person):
    """The day on which each page is to be confirmed again, and on which each licence ends."""
    for group in kept_by(person):
        url = reverse("group_edit", args=[group.slug])
        name = {"group": f"\u2068{group.name}\u2069"}
        if not needs_confirming(group):
            day = group.confirmed_on + CONFIRMED_FOR
            yield Coming(_("confirm the page of %(group)s") % name, end_of(day), url)
        clock = licence_clock(group.current_licence)
        if clock and not clock.warns:
            day = group.current_licence.expires_on
            yield Coming(_("the licence of %(group)s ends") % name, end_of(day), url)


def end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max))
