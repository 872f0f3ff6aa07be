"""What leaders settle before they can go for good: no founded or claimed group is left without a leader."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from deeds.hooks import Waiting
from directory import rules
from directory.models import Group, Membership


def unsettled(person):
    """One line a group that this person alone leads, with the way to naming another leader or discarding a draft."""
    for group in led_alone(person):
        name = {"group": f"\u2068{group.name}\u2069"}
        if rules.may_discard(person, group):
            yield Waiting(_("Discard the draft of %(group)s.") % name, reverse("discard", args=[group.slug]))
        else:
            yield Waiting(_("Name another leader of %(group)s.") % name, reverse("team", args=[group.slug]))


def led_alone(person):
    """Founded or claimed groups whose only active leader this person is."""
    leaders = Membership.objects.leaders().filter(group=OuterRef("pk"))
    own, others = leaders.filter(person=person.pk), leaders.exclude(person=person.pk)
    return Group.objects.filter(Exists(own), ~Exists(others), claimed_at__isnull=False).order_by("pk")
