"""What the matrix names of teams and consents."""

from accounts import links
from accounts.models import Consent, Partner
from directory.models import HandOver, Invitation, JoinLink, Mandate, Membership, TeamCard


def somebody(role):
    """A person under the address of the cast's own group."""
    return lambda cast, route: {"slug": cast.group.slug, "person": cast.people[role].uuid}


def asking(cast, route):
    Membership.objects.create(person=cast.volunteer, group=cast.group)
    return somebody("volunteer")(cast, route)


def invitation(mail="guardian@cast.test", **fields):
    def target(cast, route):
        token, token_hash = links.new()
        row = Invitation.objects.create(
            group=cast.group, mail=mail, token_hash=token_hash, invited_by=cast.leader, **fields
        )
        return {"slug": cast.group.slug, "uuid": row.uuid, "token": token, "step": "revoke"}

    return target


def join_link(cast, route):
    token, token_hash = links.new()
    JoinLink.objects.create(group=cast.group, token_hash=token_hash, made_by=cast.leader)
    return {"slug": cast.group.slug, "token": token}


def hand_over(cast, route):
    HandOver.objects.create(group=cast.group, by=cast.leader, to=cast.editor)
    return {"slug": cast.group.slug}


def mandate(cast, route):
    """The group lets a partner institution write in its name."""
    partner = Partner.objects.create(name="Library", contact_email="l@cast.test")
    row = Mandate.objects.create(
        group=cast.group,
        partner=partner,
        scopes=["write:initiatives"],
        ends_on="2100-01-01",
        given_by=cast.leader,
    )
    return {"slug": cast.group.slug, "uuid": row.uuid}


def deputy(cast, route):
    Membership.objects.filter(person=cast.editor).update(is_deputy=True)
    return {"slug": cast.group.slug}


def card(cast, route):
    row = TeamCard.objects.create(group=cast.group, name_en="Mona", person=cast.member)
    return {"slug": cast.group.slug, "pk": row.pk}


def others_card(cast, route):
    row = TeamCard.objects.create(group=cast.other_group, name_en="Huda")
    return {"slug": cast.group.slug, "pk": row.pk}


def consent(cast, route):
    """The member is asked about their card; the link of the letter stands beside it."""
    own = TeamCard.objects.get(pk=card(cast, route)["pk"])
    token, token_hash = links.new()
    row = Consent.objects.create(
        scope=own.consent_scope,
        subject_name="Mona",
        person=cast.member,
        text_version="team_card-1",
        token_hash=token_hash,
    )
    return {"uuid": row.uuid, "token": token}


TARGETS = {
    "a mandate of the own group": mandate,
    "a member": somebody("member"),
    "oneself as leader": somebody("leader"),
    "somebody of another group": somebody("other_leader"),
    "somebody who asks": asking,
    "an invitation": invitation(),
    "an ended invitation": invitation(state="revoked"),
    "a join link": join_link,
    "an offer to lead": hand_over,
    "a deputy": deputy,
    "a team card": card,
    "another's team card": others_card,
    "a consent asked": consent,
}
