"""Public forms that are posted twice at the same moment make one thing each, on PostgreSQL."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.actions.visitors import asking, clock, helping
from directory.models import Ask, Group, Helper, Membership, Report
from tests.cast import make_cast
from tests.deeds.test_races import at_once
from tests.directory.visitors.test_clock import aged
from tests.directory.visitors.things import asked, offered, reported

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 70


@pytest.fixture
def cast(transactional_db):
    cast = make_cast()
    Group.objects.filter(pk=cast.group.pk).update(accepts_volunteers=True)
    cast.group.refresh_from_db()
    return cast


@pytest.mark.parametrize(("make", "model"), [(asked, Ask), (offered, Helper)])
def test_the_same_form_twice_at_once_makes_one_thing(cast, make, model):
    for number in range(ROUNDS):
        once = f"{number:043}"
        first, second = at_once(*[lambda once=once: make(cast.group, once=once)] * 2)
        assert first[0].pk == second[0].pk
        assert first[1] == second[1]
    assert model.objects.count() == ROUNDS


def test_the_same_report_twice_at_once_is_one(cast):
    for number in range(ROUNDS):
        at_once(*[lambda once=f"{number:043}": reported(cast.group, "harmful", once=once)] * 2)
    assert Report.objects.count() == ROUNDS


def test_the_same_post_twice_at_once_leads_to_one_page(cast):
    page = reverse("ask", args=[cast.group.slug])
    said = {"text": "سؤال", "once": "a" * 43}
    answers = at_once(*[lambda: Client().post(page, said)["Location"]] * 4)
    assert len(set(answers)) == 1
    assert Ask.objects.count() == 1


def test_two_leaders_answer_at_once_and_one_answer_stands(cast):
    for number in range(20):
        ask, _token = asked(cast.group, once=f"{number:043}")
        deeds = [
            lambda words=words, ask=ask: asking.answer(
                Ask.objects.get(pk=ask.pk), text=words, by=cast.leader, seen=1
            )
            for words in ("نعم", "لا")
        ]
        results = at_once(*deeds)
        assert sum(isinstance(result, Ask) for result in results) == 1


def test_a_helper_welcomed_twice_at_once_joins_once(cast):
    helper, _token = offered(cast.group, person=cast.volunteer)
    deed = [lambda: helping.welcome(Helper.objects.get(pk=helper.pk), by=cast.leader, seen=1)] * 3
    assert sum(isinstance(result, Helper) for result in at_once(*deed)) == 1
    assert Membership.objects.filter(group=cast.group, person=cast.volunteer).count() == 1


def test_two_clocks_mark_silence_once(cast):
    for number in range(10):
        aged(asked(cast.group, once=f"{number:043}")[0], 6)
    results = at_once(clock.mark_silence, clock.mark_silence)
    assert sum(results) == 10
