"""Operators look at digests without sending any: their own, and a demo's; each look is kept."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from deeds.models import Entry
from tests.workers.digests import desk
from workers import transports
from workers.digests import planning, previewing
from workers.models import OutgoingMessage, Window

PATH = "/ar/operating/digests/"


@pytest.fixture
def windows(cast):
    planning.plan()
    desk.told(cast.group)
    return cast


def asked(cast, person, **more):
    form = {"person": person.pk, "day": f"{timezone.localdate():%Y-%m-%d}", "language": "ar", **more}
    return cast.client("operator").post(PATH, form)


def test_an_operator_sees_the_own_digest_and_the_look_is_in_the_journal(windows):
    page = asked(windows, windows.operator)
    assert "حال الموقع" in page.text
    assert Entry.objects.filter(deed="digest.preview", actor=windows.operator, quiet=True).count() == 1
    assert not OutgoingMessage.objects.exists()


def test_nobody_elses_digest_is_shown(windows):
    page = asked(windows, windows.leader)
    assert page.status_code == 200
    assert "offers a new service" not in page.text
    assert not Entry.objects.filter(deed="digest.preview").exists()


def test_while_it_is_tried_out_a_demo_persons_digest_is_shown_in_the_language_asked_for(windows, settings):
    Person.objects.filter(pk=windows.leader.pk).update(email="leader@demo.test", language="en")
    windows.leader.refresh_from_db()
    settings.DEBUG = True
    page = asked(windows, windows.leader)
    assert "ملخصكم الأسبوعي" in page.text
    assert "offers a new service" in page.text
    shown = asked(windows, windows.leader, **{"as": "html", "language": "en"})
    assert re.search(r'<html[^>]*lang="en" dir="ltr"', shown.text)
    assert "sandbox" in shown["Content-Security-Policy"]
    assert Person.objects.get(pk=windows.leader.pk).language == "en"


@pytest.mark.parametrize("day", ["", "yesterday", "1800-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused_in_a_sentence(windows, day):
    page = asked(windows, windows.operator, day=day)
    assert page.status_code == 200
    assert "is-invalid" in page.text or "errorlist" in page.text or "invalid" in page.text


def test_a_run_is_counted_without_a_row(windows):
    Window.objects.update(end=timezone.now() + timedelta(hours=3))
    before = list(Window.objects.values())
    counted = previewing.count()
    assert counted == {("weekly", True): 6, ("weekly", False): 7}
    assert (list(Window.objects.values()), OutgoingMessage.objects.count()) == (before, 0)
    assert windows.client("operator").post(f"{PATH}count/").status_code == 200
    assert sum(n for _hour, n in previewing.forecast()) == 13


def test_the_demos_mails_can_be_read_in_the_site(windows, settings, tmp_path):
    settings.DEBUG, settings.EMAIL_TRANSPORT = True, {"kind": "folder", "folder": str(tmp_path)}
    desk.write_digests()
    letter = OutgoingMessage.objects.get(recipient=windows.leader.email)
    with transports.opened() as folder:
        folder.send(letter.sender, letter.recipient, letter.content)
    operator = windows.client("operator")
    listed = operator.get(f"{PATH}demo/")
    name = re.search(r'digests/demo/([^"/]+)/', listed.text)[1]
    assert "offers a new service" in operator.get(f"{PATH}demo/{name}/").text
    assert "<table" in operator.get(f"{PATH}demo/{name}/?as=html").text
    assert operator.get(f"{PATH}demo/..%2Fx/").status_code == 404
