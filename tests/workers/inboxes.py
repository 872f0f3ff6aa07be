"""What stands in people's inboxes once the journal was read, for tests."""

from accounts.models import Notice
from deeds import journal
from workers.readers import notices


def read():
    """Seals and reads; how many entries were taken in."""
    journal.seal()
    return notices.catch_up()


def told(person, **wanted):
    """English titles of this person's notices, the oldest first, without the marks around names."""
    rows = Notice.objects.filter(person=person, **wanted).order_by("pk")
    return [row.title_en.replace("\u2068", "").replace("\u2069", "") for row in rows]


def waiting(person):
    return told(person, needs=True, done_at=None)
