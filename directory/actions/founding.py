"""Founding a group: a draft that its founder leads."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, reload, version_of
from directory import rules
from directory.actions import photos
from directory.models import Group, Membership, Role, Standing
from directory.models.group import free_slug

MOST_DRAFTS = 3
MOST_A_DAY = 5
TWICE = timedelta(minutes=10)
DISCARDED = _("%(by)s discarded the draft of %(group)s.")
FOUNDED = _("%(by)s began the page of %(group)s, as a draft.")
TRIES = 5


@transaction.atomic
def found(texts, area, *, by):
    """The new draft, or the one that the same form made a moment ago; Refused beyond a person's limits.

    `texts` are columns of the group: a name and a summary, each in one language at least.
    """
    Person.objects.select_for_update().get(pk=by.pk)  # one founding a person at a time
    own = Group.objects.filter(memberships__in=Membership.objects.leaders().filter(person=by))
    if twice := own.filter(created_at__gt=timezone.now() - TWICE, standing=Standing.DRAFT, **texts).first():
        return twice
    if own.filter(standing=Standing.DRAFT).count() >= MOST_DRAFTS:
        raise Refused(_("You lead three drafts already. Go on with one of them first."), "too_many_drafts")
    if own.filter(created_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("That is many groups for one day. Go on tomorrow."), "too_many")
    group = written(texts, area)
    Membership.objects.create(person=by, group=group, role=Role.LEADER, state=Membership.State.ACTIVE)
    audience = [f"group:{group.pk}:member", "committee"]
    names = {"by": called(by), "group": group}
    record("group.found", group, by=by, audience=audience, title=FOUNDED, names=names)
    return group


@transaction.atomic
def discard(group, *, by, seen):
    """A draft that nobody else works on is gone for good, with all that was written for it."""
    claim(group, seen=version_of(seen))
    if not rules.may_discard(by, reload(group)):
        raise Refused(_("Only a draft with nobody else in its team can be discarded."), "not_alone")
    names = {"by": called(by), "group": group}
    record("group.discard", group, by=by, audience=["committee"], title=DISCARDED, names=names)
    photos.take_off(group.photos.all())
    group.delete()


def written(texts, area):
    """The row, under an address that two foundings of one name at the same moment do not share."""
    names = [texts.get("name_en"), texts.get("name_ar")]
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                slug = free_slug(*(name for name in names if name))
                return Group.objects.create(slug=slug, area=area, claimed_at=timezone.now(), **texts)
        except IntegrityError:
            continue
    raise Refused(_("Someone else is saving this right now. Wait a moment and try again."), "busy")
