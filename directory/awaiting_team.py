"""What of a team waits for a person: invitations, wishes to join, offers to lead, questions of consent."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.consents import QUESTION_WAITS
from accounts.models import Consent
from deeds.hooks import Waiting, audiences_of
from directory import rules
from directory.actions.consents import card_of
from directory.models import Group, HandOver, Invitation, Membership
from directory.models.group import group_ids


def team(person):
    yield from invitations(person)
    yield from hand_overs(person)
    yield from deputies(person)
    yield from asking(person)
    yield from consents(person)


def of(sentence, group):
    return sentence % {"group": f"\u2068{group.name}\u2069"}


def as_member(group):
    return of(_("as a member of %(group)s"), group)


def invitations(person):
    for row in Invitation.objects.open().addressed_to(person).select_related("group", "invited_by"):
        if rules.the_invitation_stands(row):
            url = reverse("my_invitation", args=[row.uuid])
            sentence = of(_("%(group)s invites you to the team"), row.group)
            yield Waiting(sentence, url, row.expires_at, verb=_("Read the invitation"))


def hand_overs(person):
    for row in HandOver.objects.open().filter(to=person).select_related("group", "by", "to"):
        if rules.the_offer_stands(row):
            url = reverse("hand_over", args=[row.group.slug])
            sentence = of(_("You are asked to lead %(group)s"), row.group)
            yield Waiting(sentence, url, row.expires_at, as_member(row.group), verb=_("Read the offer"))


def deputies(person):
    for row in Membership.objects.active().filter(person=person, is_deputy=True).select_related("group"):
        if rules.leaders_stay_silent(row):
            url = reverse("take_over", args=[row.group.slug])
            sentence = of(_("The leaders of %(group)s are silent: you may take over"), row.group)
            yield Waiting(sentence, url, None, _("as deputy"), verb=_("Take over"))


def asking(person):
    led = Group.objects.filter(pk__in=group_ids(audiences_of(person), "leader"))
    counted = led.filter(memberships__state="asked").annotate(n=Count("memberships"))
    for group in counted.order_by("pk"):
        sentence = ngettext("%(n)d person asks to join", "%(n)d people ask to join", group.n)
        capacity = of(_("as a leader of %(group)s"), group)
        url = reverse("team", args=[group.slug])
        yield Waiting(sentence % {"n": group.n}, url, None, capacity, verb=_("Look at the names"))


def consents(person):
    for row in Consent.objects.answerable_by(person).asked():
        if card := card_of(row):
            sentence = of(_("%(group)s asks whether it may show a name"), card.group)
            url = reverse("my_consent", args=[row.uuid])
            yield Waiting(sentence, url, row.asked_at + QUESTION_WAITS, verb=_("Read the card"))
