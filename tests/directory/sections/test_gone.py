"""Nothing typed is lost: when the thing was removed meanwhile, and when a file has to be chosen again."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from directory.models import Achievement, Licence, Photo, Revision, Service
from directory.sections import SECTIONS
from tests.directory.media import pictures
from tests.directory.workspace.forms import address

pytestmark = pytest.mark.django_db
WHO = {
    "for_whom": "women",
    "age_from": "6",
    "age_to": "12",
    "days": ["sat"],
    "starts_at": "16:00",
    "ends_at": "",
}


@pytest.fixture(autouse=True)
def in_english_with_files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    with translation.override("en"):
        yield


@pytest.fixture
def removed(cast):
    """A service that the leader removed while the editor had its second step open."""
    service = Service.objects.create(
        group=cast.group, title_en="Reading aloud", mode="remote", published=True
    )
    cast.client("leader").post(reverse("service_remove", args=[cast.group.slug, service.uuid]))
    return service


def step(cast, service, name="who"):
    return reverse("service_edit", args=[cast.group.slug, service.uuid, name])


def test_a_step_of_a_removed_service_comes_back_with_all_that_was_typed(cast, removed):
    answer = cast.client("editor").post(step(cast, removed), {**WHO, "revision": "1"})
    form = answer.context["form"]
    assert "This service was removed" in answer.content.decode()
    assert (form["title_en"].value(), form["mode"].value()) == ("Reading aloud", "remote")
    assert (form["for_whom"].value(), form["days"].value()) == ("women", ["sat"])
    assert not cast.group.services.exists()


def test_it_is_saved_as_a_new_service_that_waits_for_its_check(cast, removed):
    shown = cast.client("editor").post(step(cast, removed), {**WHO, "revision": "1"}).context["form"]
    whole = {name: shown[name].value() for name in shown.fields if shown[name].value()}
    said = {**whole, "age_to": "14", "whole": "1", "revision": "2"}
    answer = cast.client("editor").post(step(cast, removed), said)
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer["Location"] == reverse("service_check", args=[cast.group.slug, removed.uuid])
    new = cast.group.services.get()
    assert (new.title_en, new.for_whom, new.age_to, new.published) == ("Reading aloud", "women", 14, False)


def test_nobody_is_led_to_a_service_that_was_never_there(cast, removed):
    assert cast.client("editor").get(step(cast, removed)).status_code == 404
    assert cast.client("other_leader").post(step(cast, removed), WHO).status_code == 404
    assert cast.client("editor").post(step(cast, Service(uuid=uuid4())), WHO).status_code == 404


def test_a_removed_achievement_comes_back_with_its_words_and_photos_and_is_saved_anew(cast):
    told = Achievement.objects.create(group=cast.group, title_en="A trip", happened_on="2026-01-02")
    cast.client("leader").post(reverse("achievement_remove", args=[cast.group.slug, told.uuid]))
    edit = reverse("achievement_edit", args=[cast.group.slug, told.uuid])
    said = {"title_en": "A trip by sea", "happened_on": "2026-01-02", "key": str(told.uuid), "revision": "1"}
    answer = cast.client("editor").post(edit, {**said, "photos": [pictures.photo()]})
    assert "This achievement was removed" in answer.content.decode()
    assert (answer.status_code, cast.group.achievements.count()) == (422, 0)
    kept = Photo.objects.drafts(cast.group, cast.editor).get()
    answer = cast.client("editor").post(edit, {**said, "kept": [str(kept.uuid)], "whole": "1"})
    assert answer.status_code == 302
    new = cast.group.achievements.get()
    assert (new.title_en, new.photos.get()) == ("A trip by sea", kept)


# --- files


@pytest.fixture
def licence(cast):
    licence = Licence.objects.create(group=cast.group, authority_en="Ministry", number="1")
    cast.client("leader").post(
        address(cast, "licence"), {"authority_en": "Ministry", "number": "2", "revision": "0"}
    )
    return licence


@pytest.mark.parametrize(
    "said", [{"number": "3", "revision": "1"}, {"number": "3", "authority_en": "", "revision": "2"}]
)
def test_a_scan_has_to_be_chosen_again_and_its_field_says_so(cast, licence, said):
    said = {"authority_en": "Ministry", "number": "3", **said, "scan": pictures.photo()}
    page = cast.client("editor").post(address(cast, "licence"), said)
    html = page.content.decode()
    assert page.status_code == (409 if said["revision"] == "1" else 422)
    assert html.count("Choose it once more.") >= 1
    assert 'enctype="multipart/form-data"' in html
    assert 'name="scan"' in html


def test_the_scan_that_is_chosen_again_is_kept_with_the_choice(cast, licence):
    sides = {"yours-number": "3", "theirs-number": "2", "number": "3", "pick-number": "yours"}
    said = {"authority_en": "Ministry", "revision": "2", **sides, "scan": pictures.photo()}
    assert cast.client("editor").post(address(cast, "licence"), said).status_code == 302
    licence.refresh_from_db()
    assert licence.number == "3"
    assert licence.scan.endswith(".webp")


def test_what_a_section_last_said_of_a_row_is_found(cast, removed):
    assert (
        Revision.objects.last_row(cast.group, SECTIONS["services"].code, str(removed.uuid))["mode"]
        == "remote"
    )
    assert Revision.objects.last_row(cast.group, "services", str(uuid4())) is None
