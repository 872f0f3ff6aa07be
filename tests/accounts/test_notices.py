"""Notices, and what people wish to be told: what the tables promise to whoever reads them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.actions import erase_own, export_own
from accounts.models import Mute, Notice, Preference
from deeds.hooks import audiences_of
from tests.cast import make_person

pytestmark = pytest.mark.django_db


def notice(person, key="ask:1", **fields):
    """A question that waits for this person."""
    given = {
        "kind": "ask",
        "subject_type": "directory.ask",
        "subject_id": "1",
        "as_whom": f"person:{person.pk}",
        "title_ar": "سؤال ينتظر الرد",
        "title_en": "A question waits for an answer",
        "path": "groups/basira/inbox/",
    }
    return Notice.objects.create(person=person, key=key, **{**given, **fields})


def test_a_person_gets_one_notice_a_key():
    person = make_person("reader")
    notice(person)
    notice(make_person("other"))
    with pytest.raises(IntegrityError), transaction.atomic():
        notice(person)


def test_it_speaks_the_readers_language_and_leads_to_it():
    row = notice(make_person("reader"))
    told = []
    for lang in ("ar", "en"):
        with translation.override(lang):
            told.append((str(row), row.url))
    assert told == [
        ("سؤال ينتظر الرد", "/ar/groups/basira/inbox/"),
        ("A question waits for an answer", "/en/groups/basira/inbox/"),
    ]


def test_whoever_is_no_longer_what_they_were_told_as_reads_it_no_longer():
    person = make_person("reader")
    own = notice(person)
    notice(person, "ask:2", as_whom="group:3:leader")
    assert list(Notice.objects.visible_to(person, audiences_of(person))) == [own]


def test_what_was_muted_is_not_heard_as_subject_or_as_group():
    person = make_person("reader")
    kept = notice(person)
    notice(person, "ask:2", subject_id="2")
    notice(person, "ask:3", subject_id="3", group=7)
    notice(make_person("other"), "ask:2", subject_id="2")
    Mute.objects.create(person=person, subject_type="directory.ask", subject_id="2")
    Mute.objects.create(person=person, subject_type="directory.group", subject_id="7")
    assert list(Notice.objects.filter(person=person).heard()) == [kept]
    assert Notice.objects.heard().count() == 2


def test_without_a_row_everybody_gets_a_summary_on_sunday_morning():
    chosen = Preference.objects.of(make_person("reader"))
    assert (chosen.pk, chosen.choice, chosen.cadence) == (None, "weekly", "weekly")
    assert (chosen.weekday, chosen.hour, str(chosen.tz)) == (6, 8, "Asia/Kuwait")


def test_notices_go_after_a_year():
    person = make_person("reader")
    notice(person, at=timezone.now() - timedelta(days=366))
    kept = notice(person, "ask:2", at=timezone.now() - timedelta(days=364))
    assert (Notice.objects.forget_old(), list(Notice.objects.all())) == (1, [kept])


def test_they_are_handed_out_and_erased_with_the_person():
    person = make_person("reader")
    notice(person)
    Preference.objects.create(person=person, choice="needs")
    Mute.objects.create(person=person, subject_type="directory.group", subject_id="7", name_en="Basira")
    own = export_own(person)["accounts"]
    assert [row["title_en"] for row in own["notices"]] == ["A question waits for an answer"]
    assert (own["mails_wished"][0]["choice"], own["muted"][0]["name_en"]) == ("needs", "Basira")
    erase_own(person, by=person)
    assert [model.objects.count() for model in (Notice, Preference, Mute)] == [0, 0, 0]
