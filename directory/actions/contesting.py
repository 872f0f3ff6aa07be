"""An approved claim to which the published address objects: contacts hide, and the secretary or the chair decides."""

from django.db import transaction
from django.utils import timezone

from accounts.letters import send
from deeds.hooks import holders_of
from directory.actions.claims import MAY_ACT, settle_dispute, tell
from directory.claiming import CLAIM
from directory.models import Claim, Group, Membership


@transaction.atomic
def contest(asked):
    asked = CLAIM.take(asked, "contest", by=None, seen=asked.group.version)
    Claim.objects.filter(pk=asked.pk).update(contested_at=timezone.now(), link_hash=None)
    settle_dispute(asked.group)
    for person in holders_of("committee:secretary", "committee:chair"):
        if person.email:
            words = {"uuid": asked.uuid}
            key = f"claim-contested:{asked.uuid}:{person.pk}"
            send("mail/claims/contested.txt", person.email, person.language, words, dedup_key=key)
    return asked


@transaction.atomic
def uphold(asked, *, code, reason, by, seen):
    """The claimant goes on; the contacts show again."""
    asked = CLAIM.take(asked, "uphold", by=by, seen=seen, reason_code=code, reason=reason)
    return settled(asked)


@transaction.atomic
def overturn(asked, *, code, reason, by, seen):
    """The claimant leaves the team; without another leader the group is unclaimed again."""
    asked = CLAIM.take(asked, "overturn", by=by, seen=seen, reason_code=code, reason=reason)
    asked.decided_by, asked.reason_code, asked.reason = by, code, reason
    asked.save(update_fields=["decided_by", "reason_code", "reason"])
    members = Membership.objects.filter(group=asked.group)
    members.filter(person=asked.person, state__in=MAY_ACT).update(
        state=Membership.State.ENDED, updated_at=timezone.now()
    )
    if not Membership.objects.leaders().filter(group=asked.group).exists():
        Group.objects.filter(pk=asked.group_id).update(claimed_at=None, updated_at=timezone.now())
    tell(asked, "mail/claims/overturned.txt", {"reason": reason})
    return settled(asked)


def settled(asked):
    Claim.objects.filter(pk=asked.pk).update(contested_at=None)
    settle_dispute(asked.group)
    return asked
