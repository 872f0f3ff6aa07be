"""Meetings and announced events as iCalendar (RFC 5545), in the site's own zone, which each file describes."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

LASTS = timedelta(hours=2)


def calendar(*events):
    """The file of these events, as a response."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Multaqa//committee//")
    for event in events:
        made.add_component(event)
    made.add_missing_timezones()
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="multaqa.ics"'
    return response


def event_of(row, begins, ends, *, place="", cancelled=False, text=""):
    """One event; a later file with the same uid and a higher version replaces it."""
    made = Event()
    made.add("uid", f"{row.uuid}@{settings.ALLOWED_HOSTS[0].lstrip('.')}")
    made.add("dtstamp", row.updated_at)
    made.add("sequence", row.version)
    made.add("summary", str(row.title))
    made.add("dtstart", local(begins))
    made.add("dtend", local(ends or begins + LASTS))
    made.add("url", settings.SITE_URL + row.get_absolute_url())
    if place:
        made.add("location", str(place))
    if text:
        made.add("description", str(text))
    if cancelled:
        made.add("status", "CANCELLED")
    return made


def local(moment):
    """By the clocks of Kuwait, wherever the reader is."""
    return timezone.localtime(moment, timezone.get_default_timezone())
