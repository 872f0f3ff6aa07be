"""Who someone is to the site, and whether they proved it with a second factor lately."""

from datetime import timedelta

from django.conf import settings

from accounts.models import Person
from deeds import hooks

PROOF_LASTS = timedelta(minutes=30)
SUDO_LASTS = timedelta(minutes=10)
PROOFS = ("password", "code", "mfa")  # how django-allauth calls what was shown


def audiences(person):
    """person:<id> for everybody signed in, operator for those who run the site."""
    return {f"person:{person.pk}"} | ({"operator"} if operates(person) else set())


def holders(audience):
    """The person of `person:<id>`, or those who run the site for `operator`."""
    first, _colon, pk = audience.partition(":")
    people = Person.objects.filter(is_active=True)
    if first == "person" and pk.isdecimal():
        return people.filter(pk=pk)
    return people.filter(is_operator=True) if audience == "operator" else []


def audiences_of_each(people):
    return {person.pk: audiences(person) for person in people}


def operates(person):
    return bool(person.is_authenticated and person.is_active and person.is_operator)


def needs_second_factor(audiences):
    """The committee and operators act for others, so a password alone never suffices for their deeds."""
    return settings.SECOND_FACTOR != "off" and bool({"operator", "committee"} & set(audiences))


def keeps(person, partner):
    """The person who asked for a partner institution looks after its keys."""
    return person.pk == partner.keeper_id


def grants(person, partner):
    """A member of the committee, and nobody for their own institution."""
    return "committee" in hooks.audiences_of(person) and not keeps(person, partner)
