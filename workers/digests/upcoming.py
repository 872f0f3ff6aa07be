"""The day and hour that a person is told their next summary comes."""

from django.utils import timezone

from workers.digests.windows import Rhythm, days_from, moment


def upcoming(preference, now=None):
    """By the wall clock that was chosen; the mail itself leaves within the half hour that follows."""
    now = now or timezone.now()
    if preference.is_paused(now):
        now = preference.paused_until
    zone = preference.tz
    rhythm = Rhythm(preference.cadence, str(zone), preference.weekday, preference.hour)
    days = days_from(now.astimezone(zone).date(), rhythm)
    return next(found for day in days if (found := moment(day, rhythm.hour, zone)) > now)
