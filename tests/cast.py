"""The people of the tests and the groups they act in: `make_cast()`, then `cast.client(role)`.

مجموعة بصيرة is the cast's own group: member, editor and leader belong to it, and the recused committee member is
one of its members. The other leader leads رواد لغة الإشارة. Nobody else belongs to a group.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from accounts.models import Consent, Key, Partner, Person, Scope
from coordination.committee.models import Seat
from directory.models import Group, Membership, Standing

ROLES = (
    "public",
    "volunteer",
    "guardian",
    "member",
    "editor",
    "leader",
    "other_leader",
    "committee",
    "recused_committee",
    "secretary",
    "chair",
    "partner",
    "operator",
    "committee_no_2fa",
    "operator_no_2fa",
)
WITHOUT_PERSON = ("public", "partner")
SEATS = {
    "committee": Seat.Role.MEMBER,
    "recused_committee": Seat.Role.MEMBER,
    "secretary": Seat.Role.SECRETARY,
    "chair": Seat.Role.CHAIR,
    "committee_no_2fa": Seat.Role.MEMBER,
}
MEMBERS = {"member": "member", "editor": "editor", "leader": "leader", "recused_committee": "member"}
SECOND_FACTOR = ("committee", "recused_committee", "secretary", "chair", "operator")


@dataclass
class Cast:
    people: dict[str, Person]
    group: Group
    other_group: Group
    key: str
    clients: dict[str, Client] = field(default_factory=dict)

    def __getattr__(self, role):
        """`cast.leader` is the person in that part."""
        try:
            return self.__dict__["people"][role]
        except KeyError as error:
            raise AttributeError(role) from error

    def client(self, role):
        """A browser in which `role` is signed in; the partner's sends its key, the public's nothing."""
        if role not in self.clients:
            self.clients[role] = self.new_client(role)
        return self.clients[role]

    def new_client(self, role):
        if role == "public":
            return Client()
        if role == "partner":
            return Client(headers={"Authorization": f"Api-Key {self.key}"})
        return sign_in(self.people[role], second_factor=role in SECOND_FACTOR)


def make_cast():
    """Everybody in ROLES, both groups, and the partner's key."""
    people = make_people([role for role in ROLES if role not in WITHOUT_PERSON])
    group = make_group("basira", name_ar="مجموعة بصيرة", name_en="Basira")
    other_group = make_group("sign-language", name_ar="رواد لغة الإشارة", name_en="Sign Language Pioneers")
    members = [membership(people[role], group, part) for role, part in MEMBERS.items()]
    Membership.objects.bulk_create([*members, membership(people["other_leader"], other_group, "leader")])
    Seat.objects.bulk_create(taken(people[role], seat) for role, seat in SEATS.items())
    partner = Partner.objects.create(name="Partner", contact_email="partner@cast.test")
    _key, text = Key.objects.grant(partner, [Scope.READ_DIRECTORY])
    return Cast(people, group, other_group, text)


def make_people(roles):
    """{role: its person}, with confirmed addresses."""
    people = Person.objects.bulk_create(person(role) for role in roles)
    EmailAddress.objects.bulk_create(address(someone) for someone in people)
    return dict(zip(roles, people, strict=True))


def make_person(role, **fields):
    someone = person(role, **fields)
    someone.save()
    address(someone).save()
    return someone


def person(role, **fields):
    fields = {"name": role.replace("_", " ").title(), "is_operator": role.startswith("operator"), **fields}
    return Person(email=f"{role.replace('_', '-')}@cast.test", **fields)


def address(person):
    return EmailAddress(user=person, email=person.email, verified=True, primary=True)


def make_group(slug, **fields):
    """A listed group that somebody founded; `fields` override."""
    now = timezone.now()
    fields = {"name_en": slug, "standing": Standing.LISTED, "claimed_at": now, "listed_at": now, **fields}
    return Group.objects.create(slug=slug, **fields)


def join(person, group, role="member"):
    joined = membership(person, group, role)
    joined.save()
    return joined


def membership(person, group, role):
    return Membership(person=person, group=group, role=role, state=Membership.State.ACTIVE)


def agree(card):
    """The consent that a team card is shown by: its person's own, or for a minor a guardian's."""
    return Consent.objects.create(
        scope=card.consent_scope,
        subject_name=card.name,
        person=None if card.is_minor else card.person,
        guardian=card.is_minor,
        guardian_name="Guardian" if card.is_minor else "",
        text_version="team_card_guardian-1" if card.is_minor else "team_card-1",
        given_at=timezone.now(),
        until=timezone.now() + timedelta(days=365),
    )


def sit(person, role=Seat.Role.MEMBER):
    seat = taken(person, role)
    seat.save()
    return seat


def taken(person, role):
    return Seat(person=person, role=role, starts_at=timezone.now() - timedelta(days=1))


def prove(client, person, method="password", at=None):
    """This browser's person showed a password, a mailed code or (mfa) a second factor a moment ago, or `at`."""
    session = SessionStore(client.session.session_key)
    session["account_authentication_methods"] = [{"method": method, "at": at or time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def sign_in(person, *, second_factor=False):
    """A browser with this person's session; with `second_factor` a code was shown in it a moment ago."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    if second_factor:
        TOTP.activate(person, generate_totp_secret())
        prove(client, person, "mfa")
    return client
