"""What a team keeps of a person, handed out and forgotten."""

from directory.actions import within
from directory.lifecycle import HAND_OVER
from directory.models import HandOver, Invitation


def export(person):
    return {
        "invitations_sent": list(person.invitations.values("group__uuid", "role", "state", "created_at")),
        "invitations_received": list(
            Invitation.objects.addressed_to(person).values("group__uuid", "role", "state", "created_at")
        ),
        "join_links": list(person.join_links.values("group__uuid", "created_at", "revoked_at")),
        "hand_overs_offered": list(person.hand_overs_offered.values("group__uuid", "state", "created_at")),
        "mandates_given": list(
            person.mandates.values("group__uuid", "partner__name", "scopes", "ends_on", "state", "created_at")
        ),
        "hand_overs_received": list(person.hand_overs_received.values("group__uuid", "state", "created_at")),
    }


def erase(person):
    """What is open ends; invitations this person sent or got open nothing any more."""
    for step, rows in (("withdraw", person.hand_overs_offered), ("decline", person.hand_overs_received)):
        for hand_over in rows.filter(state=HandOver.State.OFFERED).select_related("group"):
            within.take(HAND_OVER, hand_over, step, by=person)
    sent = Invitation.objects.filter(state=Invitation.State.SENT)
    for rows in (sent.filter(invited_by=person), sent.addressed_to(person)):
        rows.update(state=Invitation.State.REVOKED, mail="")
