"""TRUST 21 for the other forms: a section, an achievement, a question and an offer, each sent twice at once, is one."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import Achievement, Ask, Capability, Group, Helper, Revision
from tests.cast import make_cast, sign_in
from tests.faults.test_double_forms import both

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 25  # of each; more would meet the limits of one group's visitors
OF_A_CAPABILITY = {
    "kind": "venue",
    "title_ar": "قاعة",
    "title_en": "",
    "available_ar": "",
    "available_en": "",
}


def section(number):
    """A new row of a list, which is saved with its section."""
    row = f"new-{number}"
    said = {f"capabilities-{row}-{name}": value for name, value in OF_A_CAPABILITY.items()}
    return {**said, "capabilities": row, "revision": max(1, number), "once": f"token {number}"}


def achievement(number):
    return {
        "title_ar": f"إنجاز {number}",
        "happened_on": "2026-01-02",
        "revision": "0",
        "once": f"token {number}",
    }


def question(number):
    return {"text": f"سؤال {number}", "once": f"{number:043}"}


def offer(number):
    return {
        "what": f"عمل {number}",
        "when": "السبت",
        "name": "ريم",
        "age": "adult",
        "phone": "+96500000000",
        "once": f"{number:043}",
    }


FORMS = [
    ("group_edit_section", ["capabilities"], section, Capability),
    ("achievement_new", [], achievement, Achievement),
    ("ask", [], question, Ask),
    ("volunteer_with", [], offer, Helper),
]


@pytest.mark.parametrize(("name", "more", "form", "model"), FORMS, ids=[form[0] for form in FORMS])
def test_the_same_form_twice_at_once_makes_one_thing(name, more, form, model):
    cast = make_cast()
    Group.objects.filter(pk=cast.group.pk).update(accepts_volunteers=True)
    page = reverse(name, args=[cast.group.slug, *more])
    keeper = name in ("group_edit_section", "achievement_new")
    browsers = [sign_in(cast.editor) if keeper else Client() for _copy in range(2)]
    for number in range(ROUNDS):
        where = {"REMOTE_ADDR": f"10.0.{number}.1"}
        answers = both(*[partial(browser.post, page, form(number), **where) for browser in browsers])
        codes = {answer.status_code for answer in answers}
        assert 302 in codes <= {302, 422}  # 422: too busy to wait, and says so
        assert len({answer["Location"] for answer in answers if answer.status_code == 302}) == 1
        assert model.objects.count() == number + 1
    if keeper:
        assert Revision.objects.exclude(by=None).count() == ROUNDS
