"""What a person chose of digests, or what holds for whoever chose nothing."""

from django.conf import settings

from accounts.models import Preference
from workers.digests.windows import Rhythm

MONDAY = 0


def rhythm_of(person):
    """What the person chose; else weekly on Sunday, for whoever runs the site on Monday, at 8:00 of the site."""
    return rhythm_by(preference_of(person), person)


def rhythm_by(chosen, person):
    weekday = MONDAY if chosen.pk is None and person.is_operator else chosen.weekday
    return Rhythm(chosen.cadence, chosen.zone or settings.TIME_ZONE, weekday, chosen.hour)


def preference_of(person):
    return getattr(person, "preference", None) or Preference(person=person)
