"""What the clock asks of those who keep a page: a confirmation after half a year, a licence before it runs out."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deeds.hooks import Waiting, audiences_of
from directory.clocks import licence_clock
from directory.completeness import needs_confirming
from directory.models import Group, Standing

KEPT_UP = (Standing.LISTED, Standing.SUBMITTED, Standing.RETURNED)


def of_pages(person):
    """One line for each page that waits to be confirmed, and for each licence that runs out."""
    groups = Group.objects.editable_by(audiences_of(person)).filter(standing__in=KEPT_UP)
    for group in groups.prefetch_related("licences").order_by("pk"):
        capacity = _("for %(group)s") % {"group": f"\u2068{group.name}\u2069"}
        if needs_confirming(group):
            url = reverse("group_edit", args=[group.slug]) + "#fresh"
            yield Waiting(_("Confirm that the page is still right"), url, None, capacity)
        clock = licence_clock(group.current_licence)
        if clock and clock.warns:
            url = reverse("group_edit_section", args=[group.slug, "licence"])
            yield Waiting(clock.sentence, url, end_of(group.current_licence.expires_on), capacity)


def end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max))
