"""The logo and the cover: how they come, where they are shown, and what a replaced one leaves behind."""

import pytest
from django.urls import reverse

from deeds.models import Entry
from directory import media
from directory.models import Card, Photo
from directory.search import build
from tests.directory.media import pictures


@pytest.fixture
def dress(cast, django_capture_on_commit_callbacks):
    def post(use="logo", role="editor", **said):
        with django_capture_on_commit_callbacks(execute=True):
            return cast.client(role).post(reverse("photo_look", args=[cast.group.slug, use]), said)

    return post


def page(cast):
    return cast.client("public").get(cast.group.get_absolute_url()).content.decode()


def test_a_logo_stands_on_the_page_the_cards_and_the_preview_of_its_link(cast, dress, only):
    assert dress(picture=pictures.photo(size=(400, 400)), people="nobody").status_code == 302
    build.rebuild()
    logo, shown = only(), page(cast)
    assert f'class="initial logo focal-5" src="{logo.address(88)}"' in shown
    assert f'property="og:image" content="http://localhost:8000{logo.address(1280)}"' in shown
    assert f'"logo": "http://localhost:8000{logo.address(640)}"' in shown
    assert Card.objects.get(service=None, group=cast.group).data["logo"] == logo.address(128)
    assert logo.address(128) in cast.client("public").get("/ar/groups/").content.decode()


def test_a_cover_stands_above_the_name(cast, dress, only):
    dress("cover", picture=pictures.photo(), people="adults", alt_ar="الفريق")
    assert page(cast).index(only().address(1104)) < page(cast).index('class="who"')


def test_it_is_not_shown_before_the_question_is_answered(cast, dress, only):
    dress(picture=pictures.photo())
    assert only().name not in page(cast)
    dress(people="nobody")
    assert only().name in page(cast)


def test_a_new_picture_takes_the_place_of_the_old_one(cast, dress, only):
    dress(picture=pictures.photo(), people="nobody")
    old = only()
    dress(picture=pictures.photo(kind="PNG"), people="nobody")
    assert only().name != old.name
    assert media.listed("photos") == only().files()


def test_a_description_alone_leaves_the_picture(cast, dress, only):
    dress(picture=pictures.photo(), people="nobody")
    name = only().name
    dress(people="nobody", alt_ar="شعار المجموعة", focal="2")
    assert (only().name, only().alt_ar, only().focal) == (name, "شعار المجموعة", 2)
    assert Entry.objects.filter(deed="directory.edit").count() == 2


def test_nothing_chosen_is_said(cast, dress):
    assert (dress().status_code, Photo.objects.count()) == (422, 0)


def test_a_bad_picture_is_refused_and_the_old_one_stays(cast, dress, only):
    dress(picture=pictures.photo(), people="nobody")
    answer = dress(picture=pictures.sent(pictures.SVG, "logo.svg"), people="nobody", alt_ar="لا يضيع")
    assert (answer.status_code, only().alt_ar) == (422, "")
    assert "لا يضيع" in answer.content.decode()
    assert media.listed("photos") == only().files()


def test_who_does_not_keep_the_page_never_reaches_it(cast, dress):
    assert dress(role="member", picture=pictures.photo()).status_code == 404
    assert dress(role="other_leader", picture=pictures.photo()).status_code == 404
    assert media.listed("photos") == []
