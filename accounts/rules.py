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


def holders(wanted):
    """{audience: people}: the person of each `person:<id>`, and those who run the site for `operator`."""
    people = Person.objects.filter(is_active=True)
    ids = [audience.partition(":")[2] for audience in wanted if audience.startswith("person:")]
    found = {f"person:{person.pk}": [person] for person in (people.filter(pk__in=ids) if ids else ())}
    return found | ({"operator": list(people.filter(is_operator=True))} if "operator" in wanted else {})


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
