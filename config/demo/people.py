"""Who is in the demo: its log-ins, everybody else without a password, and the partner."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Key, Partner, Person, Scope
from coordination.committee.models import Seat

PASSWORD = "demo"
TERM = timedelta(days=730)
SEATED = timedelta(days=90)


def add_people(people):
    """The log-ins that everybody is told, all with the same password; returns the seats that were filled."""
    password = make_password(PASSWORD)
    seats = []
    for data in people:
        person = add_person(data["email"], data["name"], password, is_operator=data.get("operator", False))
        if "seat" in data and not person.seats.exists():
            begin = timezone.now() - SEATED
            seats.append(
                Seat.objects.create(person=person, role=data["seat"], starts_at=begin, ends_at=begin + TERM)
            )
    return seats


def add_person(email, name="", password="", **fields):
    """A person with a confirmed address; without a password nobody can sign in as them."""
    defaults = {"name": name, "password": password or make_password(None), **fields}
    person, _created = Person.objects.get_or_create(email=email, defaults=defaults)
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return person


def add_partner(name, contact_email, key):
    defaults = {"contact_email": contact_email, "scopes": [Scope.READ_DIRECTORY]}
    partner, _created = Partner.objects.get_or_create(name=name, defaults=defaults)
    if not Key.objects.find(key):
        partner.keys.filter(prefix=key.partition(".")[0]).delete()
        Key.objects.grant(partner, [Scope.READ_DIRECTORY], name="demo", text=key)
