"""What a group lends, its contacts, licence, links, access and order: each section by itself."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from deeds.models import Entry
from directory.models import (
    AccessFeature,
    GroupAccess,
    Licence,
    Revision,
    Service,
    SocialLink,
    TeamCard,
    Verdict,
)
from tests.directory.workspace.forms import address, said, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


# --- licence

PAPER = {
    "authority_ar": "وزارة الشؤون",
    "authority_en": "",
    "number": "418",
    "issued_on": "2026-01-01",
    "expires_on": "2027-01-01",
}


def test_the_first_licence_of_a_group_waits_to_be_checked(cast):
    assert save(cast, "licence", PAPER).status_code == 302
    licence = Licence.objects.get()
    assert (licence.group, licence.number, licence.verdict) == (cast.group, "418", Verdict.UNVERIFIED)
    assert licence.expires_on == date(2027, 1, 1)


def checked(cast):
    return Licence.objects.create(
        group=cast.group,
        **PAPER,
        verdict=Verdict.VERIFIED,
        verdict_on=timezone.localdate(),
        verdict_by=cast.committee,
        verdict_reason="seen",
    )


def test_a_changed_licence_is_to_be_checked_anew(cast):
    licence = checked(cast)
    save(cast, "licence", PAPER | {"number": "419"})
    licence.refresh_from_db()
    assert (licence.number, licence.verdict, licence.verdict_by) == ("419", Verdict.UNVERIFIED, None)
    assert (licence.verdict_on, licence.verdict_reason) == (None, "")


def test_a_licence_saved_as_it_was_keeps_its_verdict(cast):
    licence = checked(cast)
    save(cast, "licence", PAPER)
    licence.refresh_from_db()
    assert (licence.verdict, licence.verdict_by) == (Verdict.VERIFIED, cast.committee)


def test_a_verdict_given_meanwhile_is_not_set_back_by_an_unchanged_form(cast):
    licence = checked(cast)
    Licence.objects.update(verdict=Verdict.UNVERIFIED, verdict_on=None, verdict_by=None)
    shown = cast.client("editor").get(address(cast, "licence"))
    Licence.objects.update(
        verdict=Verdict.REFUSED, verdict_on=timezone.localdate(), verdict_by=cast.committee
    )
    data = {**PAPER, "revision": shown.context["revision"]}
    cast.client("editor").post(address(cast, "licence"), data)
    licence.refresh_from_db()
    assert licence.verdict == Verdict.REFUSED


def test_a_licence_cannot_end_before_it_begins(cast):
    answer = save(cast, "licence", PAPER | {"expires_on": "2025-01-01"})
    assert said(answer) == (422, ["The licence cannot end before it was issued."])


def test_a_scan_is_for_leaders_and_the_committee_and_asks_for_a_new_check(cast):
    licence = checked(cast)
    data = PAPER | {"scan": SimpleUploadedFile("paper.pdf", b"%PDF-1.4 paper")}
    assert save(cast, "licence", data).status_code == 302
    licence.refresh_from_db()
    assert (licence.verdict, licence.scan[:6]) == (Verdict.UNVERIFIED, "scans/")
    assert Entry.objects.filter(deed="directory.edit", data__section="licence").exists()
    download = reverse("licence_scan", args=[licence.scan.removeprefix("scans/")])
    offered = {role: download in page_of(cast, role, "licence") for role in ("editor", "leader")}
    assert offered == {"editor": False, "leader": True}
    first = licence.scan
    save(cast, "licence", PAPER)
    licence.refresh_from_db()
    assert licence.scan == first


def test_what_is_no_paper_is_refused_with_the_reason(cast):
    checked(cast)
    data = PAPER | {"scan": SimpleUploadedFile("paper.pdf", b"<html><script>")}
    status, sentences = said(save(cast, "licence", data))
    assert (status, len(sentences)) == (422, 1)


def page_of(cast, role, code):
    return cast.client(role).get(address(cast, code)).content.decode()


# --- languages and links


def test_numbers_and_names_of_accounts_become_links(cast):
    data = {
        "languages": ["ar", "sign"],
        "website": "basira.example",
        "whatsapp": "5000 1234",
        "instagram": "@basira.kw",
        "x": "basira",
        "other": "https://t.example/basira",
    }
    assert save(cast, "links", data).status_code == 302
    cast.group.refresh_from_db()
    assert (cast.group.languages, cast.group.website) == (["ar", "sign"], "https://basira.example")
    assert {row.network: row.url for row in cast.group.social_links.all()} == {
        "whatsapp": "https://wa.me/96550001234",
        "instagram": "https://www.instagram.com/basira.kw",
        "x": "https://x.com/basira",
        "other": "https://t.example/basira",
    }


def test_links_left_out_go_and_those_that_stay_keep_their_row(cast):
    stays = SocialLink.objects.create(group=cast.group, network="x", url="https://x.com/a")
    SocialLink.objects.create(group=cast.group, network="x", url="https://x.com/b")
    save(cast, "links", {"x": "https://x.com/a", "x-2": ""})
    assert list(cast.group.social_links.values_list("pk", "url")) == [(stays.pk, "https://x.com/a")]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http://", "two words"])
def test_no_link_that_could_do_harm_is_kept(cast, link):
    assert save(cast, "links", {"other": link}).status_code == 422
    assert save(cast, "links", {"website": link}).status_code == 422


def test_a_link_given_twice_is_said(cast):
    answer = save(cast, "links", {"x": "https://x.com/a", "other": "https://x.com/a"})
    assert said(answer) == (422, ["This link is there twice.", "This link is there twice."])


# --- access


def test_answers_on_access_have_their_day_and_unknown_has_none(cast):
    for code in ("step_free", "sign_language"):
        AccessFeature.objects.create(code=code, title_ar=code, title_en=code)
    save(cast, "access", {"step_free": "yes", "sign_language": "unknown"})
    assert list(GroupAccess.objects.values_list("feature", "answer", "confirmed_on")) == [
        ("step_free", "yes", timezone.localdate())
    ]


# --- order


@pytest.fixture
def services(cast):
    return [
        Service.objects.create(group=cast.group, title_en=title, position=place)
        for place, title in enumerate(["One", "Two", "Three"])
    ]


def titles(cast):
    return list(cast.group.services.order_by("position").values_list("title_en", flat=True))


def keys(services):
    return [str(service.uuid) for service in services]


def test_a_button_moves_a_service_by_one_place(cast, services):
    one, two, three = keys(services)
    answer = save(cast, "order", {"order": [one, two, three], "move": f"{three}:up"})
    assert answer["Location"] == address(cast, "order")
    assert titles(cast) == ["One", "Three", "Two"]


def test_a_dragged_order_is_saved_at_once(cast, services):
    one, two, three = keys(services)
    save(cast, "order", {"order": [three, one, two]})
    assert titles(cast) == ["Three", "One", "Two"]


def test_what_came_meanwhile_follows_at_the_end(cast, services):
    one, _two, three = keys(services)
    save(cast, "order", {"order": [three, one]})
    assert titles(cast) == ["Three", "One", "Two"]


def overtaken(cast, mine, theirs):
    """Two open the order; after `theirs` was saved, or done, `mine` is posted on what was seen before."""
    revision = Revision.objects.number_of(cast.group, "order")
    theirs() if callable(theirs) else save(cast, "order", {"order": theirs}, role="leader")
    return cast.client("editor").post(address(cast, "order"), {"revision": revision, **mine})


def test_an_order_merges_with_a_service_that_came_and_one_that_went(cast, services):
    one, two, three = keys(services)
    save(cast, "order", {"order": [two, one, three]})

    def meanwhile():
        services[1].delete()
        Service.objects.create(group=cast.group, title_en="Four", position=9)

    assert overtaken(cast, {"order": [three, two, one], "move": f"{one}:up"}, meanwhile).status_code == 302
    assert titles(cast) == ["Three", "One", "Four"]


def test_two_who_move_services_at_once_are_asked(cast, services):
    one, two, three = keys(services)
    save(cast, "order", {"order": [two, one, three]})
    assert overtaken(cast, {"order": [three, two, one]}, [one, two, three]).status_code == 409
    assert titles(cast) == ["One", "Two", "Three"]


def test_a_service_of_another_group_is_no_part_of_the_order(cast, services):
    stranger = Service.objects.create(group=cast.other_group, title_en="Signing", position=7)
    assert save(cast, "order", {"order": [*keys(services), str(stranger.uuid)]}).status_code == 302
    assert save(cast, "order", {"order": keys(services), "move": f"{stranger.uuid}:up"}).status_code == 422
    stranger.refresh_from_db()
    assert stranger.position == 7


def test_the_team_is_put_in_order_too(cast):
    mona, sara = (
        TeamCard.objects.create(group=cast.group, name_en=name, position=place)
        for place, name in enumerate(["Mona", "Sara"])
    )
    save(cast, "team_order", {"order": [sara.pk, mona.pk]})
    assert [card.name_en for card in cast.group.team_cards.order_by("position")] == ["Sara", "Mona"]


# --- preview


def test_a_preview_shows_the_text_by_the_same_filter_and_saves_nothing(cast):
    data = {"name_ar": "بصيرة", "about_en": "**Bold** <script>x</script>", "preview": "1"}
    answer = save(cast, "texts", data)
    text = answer.content.decode()
    cast.group.refresh_from_db()
    assert answer.status_code == 200
    assert "<strong>Bold</strong>" in text
    assert "<script>x" not in text
    assert cast.group.about_en == ""
