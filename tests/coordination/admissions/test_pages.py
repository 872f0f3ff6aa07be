"""What leaders and the committee read and press."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.admissions.models import Admission, Appeal
from coordination.admissions.own_data import erase, export
from tests.cast import make_group
from tests.coordination.admissions import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bylaws(cast):
    world.bylaws()


def text(response):
    return response.content.decode()


def test_a_leader_reads_what_is_missing_with_a_link_to_where_it_is_mended(cast):
    world.bylaws(founders=9)
    world.complete(cast.group)
    page = text(cast.client("leader").get(reverse("admission", args=[cast.group.slug])))
    assert f'href="{reverse("team", args=[cast.group.slug])}"' in page
    assert 'id="admission"' not in page


def test_the_form_hands_in_once_and_says_who_has_it(cast):
    group = world.complete(cast.group)
    address = reverse("admission", args=[group.slug])
    form = {"version": group.version, "once": "token", "words": "نعمل منذ 2020"}
    for _twice in range(2):
        assert cast.client("leader").post(address, form).status_code == 302
    assert [row.words for row in Admission.objects.waiting()] == ["نعمل منذ 2020"]


def test_a_returned_page_shows_each_thing_to_mend_with_its_link(cast):
    world.returned(cast, codes=("summary", "scope", "other"))
    for name in ("admission", "group_edit"):
        page = text(cast.client("leader").get(reverse(name, args=[cast.group.slug])))
        for section in ("texts", "scope"):
            assert f'href="{reverse("group_edit_section", args=[cast.group.slug, section])}"' in page
        assert world.WORDS in page


def test_what_a_member_ticked_and_wrote_stays_when_the_page_changed_meanwhile(cast):
    row = world.handed_in(cast)
    form = {
        "version": 1,
        "held": ["real"],
        "deed": "decline",
        "decline-code": "untrue",
        "decline-reason": "لا يصح",
    }
    answer = cast.client("committee").post(reverse("admission_review", args=[row.uuid]), form)
    assert answer.status_code == 422
    assert "لا يصح" in text(answer)
    assert re.search('value="real"[^>]* checked', text(answer))
    assert world.fresh(row).waits


def test_the_preview_shows_no_more_than_everybody_will_see(cast):
    row = world.handed_in(cast)
    cast.group.contacts.create(kind="phone", value="+965 5555 0000", audience="committee")
    shown = text(cast.client("committee").get(reverse("admission_page", args=[row.uuid])))
    asked = text(cast.client("committee").get(reverse("admission_review", args=[row.uuid])))
    assert ("5555" in shown, "5555" in asked) == (False, True)


def test_a_declined_group_appeals_and_the_secretary_overturns_it(cast):
    world.declined(cast)
    cast.group.refresh_from_db()
    words = {"version": cast.group.version, "words": "لم نُسأل"}
    cast.client("leader").post(reverse("appeal", args=[cast.group.slug]), words)
    row = Appeal.objects.get()
    address = reverse("appeal_hear", args=[row.uuid])
    form = {"version": world.version(cast.group), "reason": "وصلتنا أوراق جديدة", "deed": "grant"}
    assert cast.client("secretary").post(address, {**form, "code": "holds"}).status_code == 422
    assert cast.client("secretary").post(address, {**form, "code": "new_facts"}).status_code == 302
    assert world.fresh(row).group.standing == "listed"


def test_the_queue_asks_as_often_with_more_rows_as_with_one(cast):
    world.handed_in(cast)
    queries(cast)  # signs in
    once = queries(cast)
    for number in range(3):
        group = make_group(f"more-{number}", standing="submitted")
        due = timezone.now()
        Admission.objects.create(group=group, submitted_by=cast.leader, due_at=due)
    assert queries(cast) == once


def queries(cast):
    with CaptureQueriesContext(connection) as asked:
        assert cast.client("secretary").get(reverse("admissions")).status_code == 200
    return len(asked)


def test_own_words_are_handed_out_and_forgotten_once_answered(cast):
    row = world.declined(cast)
    Admission.objects.update(words="كلمة إلى اللجنة")
    appeal = world.appealed(cast, row)
    assert export(cast.leader)["admissions"][0]["words"] == "كلمة إلى اللجنة"
    assert export(cast.committee)["admissions_decided"][0]["uuid"] == row.uuid
    erase(cast.leader)
    assert (world.fresh(row).words, world.fresh(appeal).words) == ("", "لم نُسأل.")
