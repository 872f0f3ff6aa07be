"""Helpers of the team's tests: deeds by a form, and the links that were mailed."""

import re

from django.urls import reverse

from accounts import links
from directory.actions import membership
from directory.models import Group, Invitation
from tests.cast import make_person
from workers.models import OutgoingMessage

LINK = re.compile(r"/((?:invitations|join|consents)/[\w-]{43}/)")


def post(client, name, group, *args, **data):
    version = Group.objects.values_list("version", flat=True).get(pk=group.pk)
    return client.post(reverse(name, args=[group.slug, *args]), {"version": version, **data})


def letters_to(address):
    """Texts of all mails to this address, the oldest first."""
    rows = OutgoingMessage.objects.filter(recipient=address).order_by("created_at")
    return [row.letter.get_body(("plain",)).get_content() for row in rows]


def link_to(address):
    """The path of the secret page in the newest letter to this address, in Arabic."""
    return "/ar/" + LINK.search(letters_to(address)[-1])[1]


def invited(cast, mail="newcomer@cast.test", role="member", by=None):
    """(the invitation, its token): as the leader's form sends it."""
    group = Group.objects.get(pk=cast.group.pk)
    row = membership.invite(group, mail, role, by=by or cast.leader, lang="ar", seen=group.version)
    token = link_to(mail).split("/")[-2]
    assert row.token_hash == links.hashed(token)
    return Invitation.objects.get(pk=row.pk), token


def newcomer(**fields):
    return make_person("newcomer", **fields)
