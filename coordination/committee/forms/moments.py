"""A day and an hour as people write them, with the zone they mean, cleaned to one moment."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from coordination.committee.models.meeting import ZONES


def zone_choices():
    """The site's own zone first."""
    own = settings.TIME_ZONE
    return [(own, ZONES.get(own, own)), *((name, label) for name, label in ZONES.items() if name != own)]


def day_field(**options):
    widget = forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def hour_field(**options):
    widget = forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M")
    return forms.TimeField(widget=widget, **options)


def moment(day, hour, zone):
    """The aware datetime in UTC of this reading of the clocks in an IANA zone.

    A ValidationError where clocks never show it, or show it twice.
    """
    read = datetime.combine(day, hour)
    first, second = (read.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != read:
        raise forms.ValidationError(
            _("Clocks are put forward then: this hour does not exist. Choose another.")
        )
    raise forms.ValidationError(_("Clocks are put back then: this hour comes twice. Choose another."))
