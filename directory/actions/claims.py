"""Claiming an unclaimed group: asked for, answered by its published address or by the secretary."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts import links
from accounts.letters import isolated, send
from accounts.models import Person
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim
from directory.claiming import CLAIM, MANAGED, claimant_and_committee, names
from directory.models import Claim, Group, Membership, Role, Standing

GOOD_FOR = timedelta(days=7)
OBJECT_WITHIN = timedelta(days=14)
ASKED = _("%(claimant)s asks to manage the page of %(group)s.")
OBJECTED = _("The published address of %(group)s does not know %(claimant)s, who asks to manage its page.")
NOW_MANAGED = _("%(group)s now manages its own page.")
ANOTHER_WON = _("Another claim was approved. Its leader can invite you to the team.")
MAY_ACT = (Membership.State.ACTIVE, Membership.State.INVITED, Membership.State.ASKED)


@transaction.atomic
def ask(group, *, part, proof, by, may_mail):
    """The new claim; `may_mail()` says whether one more letter may go to the published address today."""
    claim(group)
    group.refresh_from_db()
    if group.is_claimed or group.standing != Standing.LISTED:
        raise Refused(MANAGED, "managed")
    if Claim.objects.open().filter(group=group, person=by).exists():
        raise Refused(_("You have asked already."), "already")
    asked = Claim.objects.create(group=group, person=by, part=part, proof=proof)
    remember("claim.ask", asked, ASKED, by=by)
    settle_dispute(group)
    address = group.contacts.published_mail()
    if address and may_mail():
        mail_link(asked, address)
    return asked


def mail_link(asked, address):
    """One letter to the published address, in the group's language; its link is good for seven days and once."""
    token, hashed = links.new()
    asked.link_to, asked.link_hash, asked.link_until = address, hashed, timezone.now() + GOOD_FOR
    asked.save(update_fields=["link_to", "link_hash", "link_until"])
    lang = "ar" if asked.group.name_ar else "en"
    words = {"link": links.address("claim_answer", token, lang), "part": isolated(asked.part)}
    write("mail/claims/published_address.txt", address, lang, asked, words, expires_at=asked.link_until)


@transaction.atomic
def confirm(asked):
    """The published address agrees, by its link: the claimant leads the group from now on."""
    asked = CLAIM.take(asked, "confirm", by=None, seen=asked.group.version)
    return approved(asked, by=None)


@transaction.atomic
def approve(asked, *, by, seen):
    asked = CLAIM.take(asked, "approve", by=by, seen=seen)
    address = asked.group.contacts.published_mail()
    approved(asked, by=by)
    if address:
        mail_approval(asked, address)
    return asked


def mail_approval(asked, address):
    """The published address hears of it, so that an unfair claim is noticed, and may object for fourteen days."""
    token, hashed = links.new()
    asked.link_to, asked.link_hash, asked.link_until = address, hashed, timezone.now() + OBJECT_WITHIN
    asked.save(update_fields=["link_to", "link_hash", "link_until"])
    lang = "ar" if asked.group.name_ar else "en"
    words = {"link": links.address("claim_answer", token, lang)}
    write("mail/claims/approved_elsewhere.txt", address, lang, asked, words, expires_at=asked.link_until)


@transaction.atomic
def refuse(asked, *, code, reason, by, seen):
    asked = CLAIM.take(asked, "refuse", by=by, seen=seen, reason_code=code, reason=reason)
    return ended(asked, by=by, code=code, reason=reason)


@transaction.atomic
def withdraw(asked, *, by):
    asked = CLAIM.take(asked, "withdraw", by=by, seen=asked.group.version)
    return ended(asked, by=by, tell=False)


@transaction.atomic
def object_to(asked):
    """The published address does not know the claimant: the link is spent, the secretary decides."""
    claim(asked.group, seen=asked.group.version)
    asked.refresh_from_db()
    if asked.state != Claim.State.OPEN or asked.objected_at:
        raise Refused(_("This was settled already."), "settled")
    asked.objected_at, asked.link_hash = timezone.now(), None
    asked.save(update_fields=["objected_at", "link_hash"])
    remember("claim.object", asked, OBJECTED, by=None)
    settle_dispute(asked.group)


def approved(asked, *, by):
    """The claimant leads, the group is claimed, and whoever else asked is told."""
    group, now = asked.group, timezone.now()
    Group.objects.filter(pk=group.pk).update(claimed_at=now, updated_at=now)
    lead(group, asked.person)
    close(asked, by=by)
    # Each is read anew: the step before it raised the group's version.
    while other := Claim.objects.open().filter(group=group).select_related("group").first():
        lose(other, by=by)
    settle_dispute(group)
    record("group.claim", group, by=None, audience=["public"], title=NOW_MANAGED, names={"group": group})
    tell(asked, "mail/claims/approved.txt", {"slug": group.slug})
    return asked


def lose(other, *, by):
    reason, code = str(ANOTHER_WON), Claim.Reason.ANOTHER
    lost = CLAIM.take(other, "lose", by=None, seen=other.group.version, reason_code=code, reason=reason)
    ended(lost, by=by, code=code, reason=reason)


def lead(group, person):
    """An active leader, whatever the person was to the group before."""
    living = Membership.objects.filter(group=group, person=person, state__in=MAY_ACT)
    leading = {"role": Role.LEADER, "state": Membership.State.ACTIVE, "updated_at": timezone.now()}
    if not living.update(**leading):
        Membership.objects.create(group=group, person=person, **leading)


def ended(asked, *, by, code="", reason="", tell=True):
    close(asked, by=by, code=code, reason=reason)
    settle_dispute(asked.group)
    if tell:
        tell_refused(asked)
    return asked


def close(asked, *, by, code="", reason=""):
    """Who decided and why stays; the link opens nothing any more."""
    asked.decided_by, asked.reason_code, asked.reason = by, code, reason
    asked.link_hash = None
    asked.save(update_fields=["decided_by", "reason_code", "reason", "link_hash"])


def settle_dispute(group):
    """Disputed are groups that two people claim, or whose published address objects or has objected."""
    opened = Claim.objects.open().filter(group=group)
    contested = Claim.objects.contested().filter(group=group)
    disputed = opened.count() > 1 or opened.filter(objected_at__isnull=False).exists() or contested.exists()
    undisputed = Group.objects.filter(pk=group.pk, disputed_at__isnull=disputed)
    undisputed.update(disputed_at=timezone.now() if disputed else None)


def remember(deed, asked, title, *, by):
    record(deed, asked, by=by, audience=claimant_and_committee(asked), title=title, names=names(asked))


def tell_refused(asked):
    tell(asked, "mail/claims/refused.txt", {"reason": asked.reason})


def tell(asked, template, words):
    person = Person.objects.get(pk=asked.person_id)
    if person.email:
        write(template, person.email, person.language, asked, words)


def write(template, address, lang, asked, words, **more):
    with override(lang):
        group, claimant = isolated(asked.group.name), isolated(called(asked.person))
    send(template, address, lang, {"group": group, "claimant": claimant, **words}, **more)
