"""Who never confirms an address leaves no account behind."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.actions import forget_never_confirmed
from accounts.models import Person
from tests.accounts.post import make_person
from tests.cast import join, make_group
from workers.schedule import JOBS

pytestmark = pytest.mark.django_db
SIGN_UP = {"email": "lama@example.test", "password1": "seven quiet boats at dusk"}


def older(**days):
    Person.objects.update(joined_at=timezone.now() - timedelta(**days))


def test_after_a_week_it_is_gone_and_a_second_run_finds_nothing(client):
    client.post("/ar/accounts/signup/", SIGN_UP)
    older(days=6)
    assert forget_never_confirmed() == 0
    older(days=8)
    assert (forget_never_confirmed(), forget_never_confirmed()) == (1, 0)
    assert (Person.objects.count(), EmailAddress.objects.count()) == (0, 0)


def test_the_address_can_begin_anew(client):
    client.post("/ar/accounts/signup/", SIGN_UP)
    older(days=8)
    forget_never_confirmed()
    client.__class__().post("/ar/accounts/signup/", SIGN_UP)
    assert Person.objects.get().email == SIGN_UP["email"]


def test_confirmed_people_erased_ones_and_operators_stay():
    make_person("known@example.test")
    Person.objects.create(email=None, is_active=False)
    Person.objects.create(email="runs@example.test", is_operator=True)
    older(days=400)
    assert (forget_never_confirmed(), Person.objects.count()) == (0, 3)


def test_who_was_given_something_stays_all_the_same():
    person = Person.objects.create(email="kept@example.test")
    join(person, make_group("kept"))
    older(days=8)
    assert (forget_never_confirmed(), Person.objects.count()) == (0, 1)


def test_it_runs_every_day():
    job = next(job for job in JOBS if job.run is forget_never_confirmed)
    assert job.every == 24 * 60 * 60
