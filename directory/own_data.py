"""A person's own data: what the directory hands out and forgets."""

from django.utils.translation import gettext_lazy as _

from deeds import hooks
from deeds.journal import record
from deeds.lifecycle import claim
from directory.actions import own_of_team
from directory.actions.claims import withdraw
from directory.actions.visitors import own as visits
from directory.lifecycle import MEMBERSHIP
from directory.models import Group, Membership, Photo, Revision, TeamCard

PARTING = {
    Membership.State.INVITED: "decline",
    Membership.State.ASKED: "withdraw",
    Membership.State.ACTIVE: "leave",
}
TAKEN_OFF = _("A name was taken off the page of %(group)s.")


def register():
    hooks.own_data.register(hooks.OwnData("directory", export, erase))


def export(person):
    """The groups someone belongs or belonged to, the cards that show them, what they edited or checked."""
    memberships = Membership.objects.filter(person=person).select_related("group")
    cards = TeamCard.objects.filter(person=person).select_related("group")
    return {
        "memberships": [
            {
                "group": str(row.group.uuid),
                "name": row.group.name,
                "role": row.role,
                "state": row.state,
                "since": row.created_at,
            }
            for row in memberships
        ],
        "team_cards": [
            {
                "group": str(row.group.uuid),
                "name": row.name,
                "title": row.title,
            }
            for row in cards
        ],
        "claims": [claim_of(row) for row in person.claims.select_related("group")],
        "claims_decided": list(person.claims_decided.values("uuid", "state", "reason_code", "updated_at")),
        "edits": [
            {"group": str(row.group.uuid), "section": row.section, "number": row.number, "at": row.at}
            for row in person.revisions.select_related("group").defer("data")
        ],
        **own_of_team.export(person),
        **visits.export(person),
        "photos": [photo_of(row) for row in Photo.objects.of_person(person).select_related("group")],
        "licences_checked": list(person.licence_verdicts.values("number", "verdict", "verdict_on")),
    }


def photo_of(row):
    """A photo that someone sent, or of which they said who can be recognised."""
    return {
        "group": str(row.group.uuid),
        "use": row.use,
        "shows": row.alt,
        "people": row.people,
        "sent_at": row.created_at,
        "answered_at": row.answered_at,
    }


def claim_of(row):
    return {
        "group": str(row.group.uuid),
        "name": row.group.name,
        "part": row.part,
        "proof": row.proof,
        "state": row.state,
        "reason": row.reason,
        "asked_at": row.created_at,
    }


def erase(person):
    """Leaves every group by the table that everybody leaves by, so the last leader is refused; cards go."""
    visits.erase(person)
    own_of_team.erase(person)
    for group in Group.objects.filter(team_cards__person=person).distinct().order_by("pk"):
        take_cards_off(group, person)
    for asked in person.claims.open().select_related("group"):
        withdraw(asked, by=person)
    person.claims.update(part="", proof="", reason="")
    for membership in Membership.objects.filter(person=person, state__in=PARTING).select_related("group"):
        step = PARTING[Membership.State(membership.state)]
        MEMBERSHIP.take(membership, step, by=person, seen=membership.group.version)


def take_cards_off(group, person):
    claim(group)
    cards = TeamCard.objects.filter(group=group, person=person)
    Revision.objects.forget_rows(
        group, "team", "team_cards", {str(pk) for pk in cards.values_list("pk", flat=True)}
    )
    cards.delete()
    audience = [f"group:{group.pk}:editor"]
    record(
        "group.edit", group, by=None, audience=audience, title=TAKEN_OFF, names={"group": group}, quiet=True
    )
