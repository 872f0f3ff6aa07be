"""The days of initiatives as an iCalendar file (RFC 5545)."""

from datetime import timedelta

from django.conf import settings
from icalendar import Calendar, Event

DAY = timedelta(days=1)


def calendar_of(*initiatives) -> bytes:
    """One all-day event for each initiative, and one for each of their milestones."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Multaqa//initiatives//")
    for initiative in initiatives:
        for one in events(initiative):
            calendar.add_component(one)
    return calendar.to_ical()


def events(initiative):
    begins, ends = initiative.starts_on, initiative.ends_on
    if begins:
        yield event(initiative, initiative.uuid, initiative.title, begins, ends or begins)
    for row in initiative.milestones.all():
        title = f"{initiative.title}: {row.title}"
        yield event(initiative, row.uuid, title, row.due_on, row.due_on)


def event(initiative, uid, title, begins, ends):
    made = Event()
    made.add("uid", f"{uid}@{settings.ALLOWED_HOSTS[0].lstrip('.')}")
    made.add("dtstamp", initiative.updated_at)
    made.add("summary", str(title))
    made.add("dtstart", begins)
    made.add("dtend", ends + DAY)
    made.add("url", settings.SITE_URL + initiative.get_absolute_url())
    return made
