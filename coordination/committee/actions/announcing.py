"""Announcements: written as drafts, changed, published and withdrawn."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.lifecycle_meetings import ANNOUNCEMENT, keeps
from coordination.committee.models.announcement import Announcement
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of

WROTE = _("%(by)s wrote the announcement “%(announcement)s”.")
CHANGED = _("%(by)s changed the announcement “%(announcement)s”.")


@transaction.atomic
def write(texts, *, by):
    """A draft with these fields; nobody but the secretary and the chair sees it."""
    may(by)
    announcement = Announcement.objects.create(**texts, written_by=by)
    remember("announcement.write", announcement, WROTE, by)
    return announcement


@transaction.atomic
def change(announcement, texts, *, by, seen):
    """Also a published one: what everybody reads is the new text at once."""
    claim(announcement, seen=version_of(seen))
    may(by)
    Announcement.objects.filter(pk=announcement.pk).update(**texts, updated_at=timezone.now())
    announcement.refresh_from_db()
    remember("announcement.change", announcement, CHANGED, by)
    return announcement


@transaction.atomic
def publish(announcement, *, by, seen):
    announcement = ANNOUNCEMENT.take(announcement, "publish", by=by, seen=seen)
    Announcement.objects.filter(pk=announcement.pk).update(published_at=timezone.now())
    return announcement


@transaction.atomic
def withdraw(announcement, *, by, seen):
    return ANNOUNCEMENT.take(announcement, "withdraw", by=by, seen=seen)


def may(by):
    if not keeps(by, None):
        raise Refused(_("The chair or the secretary writes announcements."), "role")


def remember(deed, announcement, title, by):
    public = announcement.state == Announcement.State.PUBLISHED
    names = {"by": called(by), "announcement": announcement.title}
    audience = ["public"] if public else ["committee"]
    record(deed, announcement, by=by, audience=audience, title=title, names=names)
