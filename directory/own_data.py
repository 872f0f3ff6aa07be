"""A person's own data: what the directory hands out and forgets."""

from django.utils.translation import gettext_lazy as _

from deeds import hooks
from deeds.journal import record
from deeds.lifecycle import claim
from directory.lifecycle import MEMBERSHIP
from directory.models import Group, Membership, TeamCard

PARTING = {
    Membership.State.INVITED: "decline",
    Membership.State.ASKED: "withdraw",
    Membership.State.ACTIVE: "leave",
}
TAKEN_OFF = _("A name was taken off the page of %(group)s.")


def register():
    hooks.own_data.register(hooks.OwnData("directory", export, erase))


def export(person):
    """The groups someone belongs or belonged to, the cards that show them, the licences they checked."""
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
                "agreed_at": row.consented_at,
            }
            for row in cards
        ],
        "licences_checked": list(person.licence_verdicts.values("number", "verdict", "verdict_on")),
    }


def erase(person):
    """Leaves every group by the table that everybody leaves by, so the last leader is refused; cards go."""
    for group in Group.objects.filter(team_cards__person=person).distinct().order_by("pk"):
        take_cards_off(group, person)
    for membership in Membership.objects.filter(person=person, state__in=PARTING).select_related("group"):
        step = PARTING[Membership.State(membership.state)]
        MEMBERSHIP.take(membership, step, by=person, seen=membership.group.version)


def take_cards_off(group, person):
    claim(group)
    TeamCard.objects.filter(group=group, person=person).delete()
    audience = [f"group:{group.pk}:editor"]
    record(
        "group.edit", group, by=None, audience=audience, title=TAKEN_OFF, names={"group": group}, quiet=True
    )
