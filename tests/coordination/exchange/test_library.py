"""The library: written by groups and the committee, found by words, read by everybody, kept right by readers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.exchange import notices_of_guides, starting
from coordination.exchange.actions import correcting
from coordination.exchange.actions import guides as actions
from coordination.exchange.models import Correction, Guide, GuideState, Response, Stage
from coordination.exchange.views.shelf import GUIDES
from deeds.hooks import PUBLIC
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Field
from directory.search.query import SearchRequest
from directory.taxonomies.loading import load
from tests.coordination.exchange.guides import draft, fresh, guide_in, published
from tests.coordination.exchange.world import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def taxonomies(db):
    load()


def found(words, languages=(), **more):
    results = GUIDES.search(SearchRequest(q=words, **more), PUBLIC, languages)
    return [hit.card.title_en for hit in results.hits if not hit.near]


def test_the_committee_opens_the_library_in_one_step_and_once(cast, taxonomies):
    seat = cast.client("committee")
    assert seat.post(reverse("library_open")).status_code == 302
    assert seat.post(reverse("library_open")).status_code == 302
    guides = Guide.objects.order_by("pk")
    assert [guide.code for guide in guides] == list(starting.guides())
    assert {(guide.state, guide.group_id, guide.wordings.count()) for guide in guides} == {
        ("published", None, 1)
    }
    assert all(guide.fields.exists() and guide.sources.exists() for guide in guides)


def test_nobody_else_opens_it(cast, taxonomies):
    for role in ("public", "leader", "volunteer"):
        cast.client(role).post(reverse("library_open"))
    assert not Guide.objects.exists()


def test_guides_are_found_by_words_of_either_language_by_field_and_by_language(cast, taxonomies):
    actions.open_library(by=cast.committee)
    assert found("ميثاق")[0] == "A team’s charter"
    assert found("interpreter deaf")[0] == "First contact with a deaf visitor"
    assert "Documents and posts in Arabic that reach everybody" in found("قارئ الشاشة")
    assert set(found("", fields=("K30",))) == {"A team’s charter"}
    published(cast, title_en="Only English", title_ar="", text_ar="", summary_ar="")
    assert "Only English" in found("")
    assert "Only English" not in found("", languages=("ar",))


def test_the_shelf_shows_what_changed_and_forgets_what_left(cast):
    guide = published(cast, title_en="Ramps and doors")
    assert found("ramps") == ["Ramps and doors"]
    Guide.objects.filter(pk=guide.pk).update(title_en="Lifts", version=guide.version + 1)
    assert (found("ramps"), found("lifts")) == ([], ["Lifts"])
    actions.archive(fresh(guide), reason="Outdated", by=cast.leader, seen=fresh(guide).version)
    assert found("lifts") == []


def test_from_a_title_to_the_library_by_forms_alone(cast, taxonomies):
    editor = cast.client("editor")
    editor.post(reverse("guide_new"), {"group": cast.group.pk, "title_ar": "دليل الزيارات"})
    guide = Guide.objects.get()
    assert cast.client("public").get(guide.get_absolute_url()).status_code == 404
    editor.post(reverse("guide_publish", args=[guide.uuid]), {"version": guide.version})
    assert fresh(guide).state == GuideState.DRAFT
    texts = {
        "title_ar": "دليل الزيارات",
        "summary_ar": "كيف تزورون",
        "text_ar": "## أولًا\n\nاسألوا.",
        "fields": ["D13"],
    }
    answer = editor.post(reverse("guide_edit", args=[guide.uuid]), {"version": fresh(guide).version, **texts})
    assert answer.status_code == 302, answer.context["form"].errors
    editor.post(reverse("guide_source", args=[guide.uuid]),
                {"version": fresh(guide).version, "title_ar": "القانون رقم 8", "url": "law.example/8"})  # fmt: skip
    editor.post(reverse("guide_publish", args=[guide.uuid]), {"version": fresh(guide).version})
    shown = cast.client("public").get(guide.get_absolute_url()).content.decode()
    assert '<h2 id="part-1">أولًا</h2>' in shown
    assert "https://law.example/8" in shown


def test_a_published_guide_keeps_what_readers_saw(cast):
    guide = published(cast)
    url = reverse("guide_edit", args=[guide.uuid])
    says = {
        "title_en": guide.title_en,
        "summary_en": guide.summary_en,
        "text_en": "## First\n\nAsk twice.",
        "fields": ["D13"],
    }
    cast.client("leader").post(url, {"version": guide.version, **says})
    assert [row.number for row in guide.wordings.all()] == [2, 1]
    old = cast.client("public").get(reverse("guide_wording", args=[guide.uuid, 1])).content.decode()
    new = cast.client("public").get(reverse("guide_wording", args=[guide.uuid, 2])).content.decode()
    assert "Ask once" in old
    assert "<ins>" in new
    assert "<del>" in new
    assert cast.client("public").get(reverse("guide_wording", args=[guide.uuid, 3])).status_code == 404


def test_a_file_is_added_downloaded_and_removed(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    guide = draft(cast)
    pdf = SimpleUploadedFile("list.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    cast.client("editor").post(reverse("guide_file_new", args=[guide.uuid]),
                               {"version": guide.version, "title": "Checklist", "file": pdf})  # fmt: skip
    row = guide.files.get()
    url = reverse("guide_file", args=[guide.uuid, row.uuid])
    assert cast.client("public").get(url).status_code == 404
    answer = cast.client("member").get(url)
    assert (answer.status_code, answer["Content-Disposition"]) == (
        200,
        "attachment; filename*=UTF-8''Checklist.pdf",
    )
    cast.client("editor").post(
        reverse("guide_remove", args=[guide.uuid, row.uuid]), {"version": fresh(guide).version}
    )
    assert not guide.files.exists()


def test_accepted_answers_become_a_draft_in_one_tap_with_the_names_of_their_groups(cast):
    post = asked(cast)
    answer = cast.client("editor").post(reverse("guide_of_answers", args=[post.uuid]))
    guide = Guide.objects.get()
    assert answer.url == reverse("guide_edit", args=[guide.uuid])
    assert "## رواد لغة الإشارة\n\nنبدأ بالسؤال." in guide.text_ar
    assert (guide.group, guide.request, list(guide.groups.all())) == (cast.group, post, [cast.other_group])


@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.DECLINED, Stage.WITHDRAWN])
def test_answers_that_were_not_accepted_become_nothing(cast, stage):
    post = asked(cast, stage)
    with pytest.raises(Refused) as refused:
        actions.from_answers(post, by=cast.editor)
    assert refused.value.code == "no_answers"


def asked(cast, stage=Stage.ACCEPTED):
    post = opened(cast, kind="knowledge")
    Response.objects.create(
        post=post,
        group=cast.other_group,
        quantity=1,
        by=cast.other_leader,
        state=stage,
        words="نبدأ بالسؤال.",
    )
    return post


def test_the_group_that_answered_hears_when_its_words_are_published(cast, taxonomies):
    guide = actions.from_answers(asked(cast), by=cast.editor)
    Guide.objects.filter(pk=guide.pk).update(summary_ar="كيف")
    guide.fields.add(Field.objects.get(code="D13"))
    actions.publish(fresh(guide), by=cast.editor, seen=fresh(guide).version)
    (line,) = notices_of_guides.published(Entry.objects.filter(deed="exchange_guide.publish").get())
    assert line.whom == f"group:{cast.other_group.pk}:editor"


def test_a_reader_says_what_is_outdated_and_is_answered(cast):
    guide = published(cast)
    url = reverse("guide_outdated", args=[guide.uuid])
    assert cast.client("public").get(url).status_code == 302
    cast.client("volunteer").post(url, {"words": "The number has changed."})
    row = Correction.objects.get()
    page = reverse("guide_correction", args=[guide.uuid, row.uuid])
    assert cast.client("volunteer").get(page).status_code == 200
    assert cast.client("member").get(page).status_code == 404
    assert "The number has changed" in cast.client("editor").get(guide.get_absolute_url()).content.decode()
    refused = cast.client("editor").post(page, {"version": guide.version, "taken_up": "no", "answer": ""})
    assert refused.status_code == 422
    cast.client("editor").post(
        page, {"version": fresh(guide).version, "taken_up": "yes", "answer": "Thank you."}
    )
    row.refresh_from_db()
    assert (row.state, row.answer, row.answered_by) == ("taken_up", "Thank you.", cast.editor)
    assert "Thank you." in cast.client("volunteer").get(page).content.decode()


def test_ten_corrections_a_day_are_enough(cast):
    guide = published(cast)
    for _number in range(correcting.A_PERSON):
        correcting.report(guide, "Wrong", by=cast.volunteer)
    with pytest.raises(Refused) as refused:
        correcting.report(guide, "Wrong", by=cast.volunteer)
    assert refused.value.code == "limit"


def test_a_guide_in_the_archive_says_why_and_leaves_search_and_feed(cast):
    guide = published(cast)
    cast.client("committee").post(
        reverse("guide_archive", args=[guide.uuid]),
        {"version": guide.version, "reason": "The law has changed."},
    )
    shown = cast.client("public").get(guide.get_absolute_url()).content.decode()
    assert "The law has changed." in shown
    assert 'content="noindex"' in shown
    assert guide.get_absolute_url() not in cast.client("public").get(reverse("library_feed")).content.decode()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_empty_library_and_one_with_nothing_that_fits(client, db, lang):
    assert client.get(f"/{lang}/exchange/library/").status_code == 200
    assert client.get(f"/{lang}/exchange/library/?q=zzzz&field=nope&language=xx&page=99").status_code == 200


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("state", GuideState)
def test_a_page_in_every_state(cast, lang, state):
    guide = published(cast)
    Guide.objects.filter(pk=guide.pk).update(state=state, reason="x" if state == "archived" else "")
    for role in ("leader", "public", "committee"):
        answer = cast.client(role).get(f"/{lang}/exchange/library/{guide.uuid}/")
        seen = role == "leader" or state != GuideState.DRAFT
        assert answer.status_code == (200 if seen else 404), role


def test_the_library_asks_as_often_for_one_guide_as_for_three(cast, client):
    numbers = []
    for number in (1, 2):
        for row in range(number):
            published(cast, title_en=f"Guide {number} {row}")
        client.get(reverse("library"))
        with CaptureQueriesContext(connection) as asked_for:
            assert client.get(reverse("library")).status_code == 200
        numbers.append(len(asked_for))
    assert numbers[0] == numbers[1] <= 12


def test_the_time_of_publishing_stays_when_it_is_published_again(cast):
    guide = published(cast)
    first = guide.published_at
    guide = actions.archive(guide, reason="Rewritten", by=cast.leader, seen=guide.version)
    guide = actions.reopen(guide, by=cast.leader, seen=guide.version)
    guide = actions.publish(guide, by=cast.leader, seen=guide.version)
    assert guide.published_at == first <= timezone.now()


def test_each_keeper_finds_their_own_drafts_and_archived_guides_and_no_others(cast):
    guide_in(cast, "draft", title_en="Own draft")
    guide_in(cast, "archived", title_en="Own archived")
    guide_in(cast, "archived", group=None, title_en="The committee's")
    asked = {
        role: cast.client(role).get(reverse("library")).context["own"]
        for role in ("member", "committee", "public")
    }
    assert {role: {row.title_en for row in rows} for role, rows in asked.items()} == {
        "member": {"Own draft", "Own archived"}, "committee": {"The committee's"}, "public": set(),
    }  # fmt: skip
