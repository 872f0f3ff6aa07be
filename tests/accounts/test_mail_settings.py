"""What people wish to be mailed: three plain choices, the rest behind "more", and what comes next in a sentence."""

from datetime import UTC, datetime

import pytest
import time_machine

from accounts.models import Preference
from tests.accounts.test_inbox import words

pytestmark = pytest.mark.django_db
PATH = "/en/me/settings/mails/"
USUAL = {"choice": "weekly", "immediate": "on", "cadence": "weekly", "weekday": "6", "hour": "8"}
SATURDAY = datetime(2026, 11, 28, 12, tzinfo=UTC)


def saved(client, **changes):
    response = client.post(PATH, {**USUAL, **changes})
    assert response.status_code == 302
    return words(client.get(PATH))


def test_whoever_chose_nothing_reads_when_the_next_summary_comes(cast):
    with time_machine.travel(SATURDAY):
        assert "The next summary: Sunday 29 November 2026, 8:00 am" in words(cast.client("leader").get(PATH))
        page = words(cast.client("leader").get(PATH.replace("en", "ar", 1)))
    assert "الملخص القادم: الأحد 29 نوفمبر 2026، 8:00 صباحًا" in page
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"choice": "needs"}, "The next summary, if anything needs you: Sunday 29 November 2026, 8:00 am"),
        ({"choice": "nothing"}, "No notices come by mail."),
        ({"cadence": "daily"}, "The next summary: Sunday 29 November 2026, 8:00 am"),
        ({"cadence": "monthly", "weekday": "0"}, "The next summary: Monday 7 December 2026, 8:00 am"),
        ({"hour": "19", "zone": "Europe/London"}, "The next summary: Sunday 29 November 2026, 7:00 pm"),
        ({"paused_on": "2026-12-15"}, "Mails pause until 15 December 2026."),
        ({"paused_on": "2026-12-15"}, "The next summary: Sunday 20 December 2026, 8:00 am"),
    ],
)
def test_each_choice_says_what_follows(cast, changes, sentence):
    with time_machine.travel(SATURDAY):
        assert sentence in saved(cast.client("leader"), **changes)


def test_a_second_save_changes_the_one_row(cast):
    client = cast.client("leader")
    saved(client, choice="needs")
    saved(client, cadence="daily", hide_content="on", immediate="")
    row = Preference.objects.get()
    assert (row.person, row.choice, row.cadence) == (cast.leader, "weekly", "daily")
    assert (row.hide_content, row.immediate, row.paused_until) == (True, False, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"zone": "Kuwait City"}, "zone"),
        ({"paused_on": "2020-01-01"}, "paused_on"),
        ({"paused_on": "2099-01-01"}, "paused_on"),
        ({"choice": "hourly"}, "choice"),
        ({"hour": "25"}, "hour"),
        ({"weekday": "7"}, "weekday"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_typed_is_lost(cast, changes, field):
    response = cast.client("leader").post(PATH, {**USUAL, "hide_content": "on", **changes})
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert (form["hide_content"].value(), form[field].value()) == (True, changes[field])
    assert not Preference.objects.exists()
    assert form.opens == (field != "choice") or form["hide_content"].value()


def test_the_site_zone_is_kept_as_nobodys_own(cast):
    saved(cast.client("leader"), zone="Asia/Kuwait")
    assert Preference.objects.get().zone == ""
