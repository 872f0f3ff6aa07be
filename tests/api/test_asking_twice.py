"""The same request again is answered the same and makes nothing twice; the same name with another body is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Answer
from coordination.initiatives.models import Initiative
from tests.api.writer import ADDRESS, Program, let, make_partner
from workers.schedule import JOBS


@pytest.fixture
def partner(cast):
    partner = make_partner(cast)
    let(cast, partner)
    return partner


@pytest.fixture
def program(partner):
    return Program(partner)


def test_the_same_request_again_is_answered_the_same(cast, program):
    first, again = (program.draft(cast.group, name="one") for _time in range(2))
    assert (first.status, again.status) == (201, 201)
    assert again.content == first.content
    assert [again.headers[name] for name in ("Location", "ETag")] == [
        first.headers[name] for name in ("Location", "ETag")
    ]
    assert Initiative.objects.count() == 1


def test_quotes_around_the_name_are_none_of_it(cast, program):
    made = {program.draft(cast.group, name=name).data["id"] for name in ("one", '"one"')}
    assert len(made) == 1


def test_the_first_answer_stays_when_the_draft_changed_meanwhile(cast, program):
    first = program.draft(cast.group, name="one")
    program.redraft(first, title_ar="قاعات لنا")
    assert program.draft(cast.group, name="one").data["title_ar"] == "قاعات للجميع"


def test_the_same_name_with_another_body_is_refused(cast, program):
    program.draft(cast.group, name="one")
    other = program.draft(cast.group, name="one", title_ar="أخرى")
    assert (other.status, other.headers["Content-Type"]) == (422, "application/problem+json")
    assert Initiative.objects.count() == 1


def test_another_key_of_the_same_institution_is_the_same_reader(cast, partner, program):
    first, again = (one.draft(cast.group, name="one") for one in (program, Program(partner)))
    assert again.data["id"] == first.data["id"]


def test_another_institution_has_names_of_its_own(cast, program):
    other = make_partner(cast, name="Another")
    let(cast, other)
    made = {one.draft(cast.group, name="one").data["id"] for one in (program, Program(other))}
    assert len(made) == 2


def test_what_failed_may_be_mended_under_the_same_name(cast, program):
    assert program.draft(cast.group, name="one", title_ar="").status == 422
    assert not Answer.objects.exists()
    assert program.draft(cast.group, name="one").status == 201


@pytest.mark.parametrize("name", ["", " ", "x" * 201, 'a"b', "اسم"])
def test_without_a_name_that_can_be_one_nothing_is_made(cast, program, name):
    body = {"group": str(cast.group.uuid), "title_ar": "قاعات"}
    answer = program.send("POST", ADDRESS, body, **{"Idempotency-Key": name})
    assert (answer.status, set(answer.data["errors"])) == (400, {"Idempotency-Key"})
    assert not Initiative.objects.exists()


def test_after_a_day_the_name_is_free_and_the_schedule_forgets_it(cast, program):
    program.draft(cast.group, name="one")
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert program.draft(cast.group, name="one").status == 201
        assert (Initiative.objects.count(), Answer.objects.count()) == (2, 1)
    with time_machine.travel(timezone.now() + timedelta(hours=50)):
        next(job for job in JOBS if job.name == "answers").run()
    assert not Answer.objects.exists()


def test_neither_the_name_nor_the_key_is_kept(cast, program):
    program.draft(cast.group, name="a-name-of-ours")
    kept = str(Answer.objects.values().get())
    assert "a-name-of-ours" not in kept
    assert program.text not in kept
