"""An achievement in a minute: photos, a sentence, a day; what is asked about photos, and how all of it goes again."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone, translation

from deeds.models import Entry
from directory import media
from directory.actions import editing
from directory.models import Achievement, Photo, Revision
from directory.sections import SECTIONS, contents
from directory.sections.achievements import Achievements
from tests.directory.media import pictures


def stored():
    return media.listed("photos")


def test_a_sentence_and_a_day_are_enough(cast, tell):
    answer = tell()
    done = Achievement.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("achievements", args=[cast.group.slug]))
    assert (done.group, str(done.title), done.happened_on.isoformat()) == (
        cast.group,
        "رحلة بحرية",
        "2026-01-02",
    )
    assert Entry.objects.get(deed="directory.edit").data["section"] == "achievements"
    assert Revision.objects.filter(section="achievements", by=cast.editor).count() == 1


def test_photos_come_along_and_are_asked_about_next(cast, tell):
    answer = tell(photos=[pictures.photo(), pictures.photo(kind="PNG")], people="adults")
    done = Achievement.objects.get()
    photos = Photo.objects.filter(achievement=done)
    assert answer["Location"] == reverse("achievement_photos", args=[cast.group.slug, done.uuid])
    assert {(photo.people, photo.answered_by, photo.uploaded_by) for photo in photos} == {
        ("adults", cast.editor, cast.editor)
    }
    assert sorted(stored()) == sorted(name for photo in photos for name in photo.files())


def test_a_photo_without_an_answer_is_not_public(cast, tell, only):
    tell(photos=[pictures.photo()])
    page = cast.client("public").get(cast.group.get_absolute_url()).content.decode()
    assert only().name not in page
    assert "رحلة بحرية" in page


def test_an_answer_shows_the_photo_and_is_kept_with_who_gave_it(cast, tell, only):
    tell(photos=[pictures.photo()])
    photo = only()
    address = reverse("achievement_photos", args=[cast.group.slug, photo.achievement.uuid])
    prefix = f"photos-{photo.uuid}"
    said = {f"{prefix}-people": "adults", f"{prefix}-alt_ar": "قارب", f"{prefix}-focal": "1"}
    assert cast.client("leader").post(address, said).status_code == 302
    photo = only()
    page = cast.client("public").get(cast.group.get_absolute_url()).content.decode()
    assert (photo.people, photo.answered_by, photo.alt, photo.focal) == ("adults", cast.leader, "قارب", 1)
    assert f'class="pic focal-1" src="{photo.address(136)}"' in page
    assert 'alt="قارب"' in page


def test_an_answer_taken_back_hides_the_photo(cast, tell, only):
    tell(photos=[pictures.photo()], people="adults")
    photo = only()
    address = reverse("achievement_photos", args=[cast.group.slug, photo.achievement.uuid])
    cast.client("leader").post(address, {})
    assert (only().people, only().answered_by, only().answered_at) == ("", None, None)
    assert Photo.objects.public().count() == 0


def test_a_refused_picture_says_why_and_nothing_typed_or_sent_is_lost(cast, tell, only):
    with translation.override("en"):
        answer = tell(
            photos=[pictures.photo("good.jpg"), pictures.sent(pictures.HTML, "page.jpg")], people="nobody"
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "page.jpg" in page
    assert "رحلة بحرية" in page
    assert f'name="kept" value="{only().uuid}" checked' in page
    assert Achievement.objects.count() == 0


def test_photos_of_a_first_try_are_placed_by_the_second(cast, tell, only):
    tell(photos=[pictures.photo()], title_ar="")
    tell(kept=str(only().uuid), people="nobody")
    assert only().achievement == Achievement.objects.get()
    assert only().people == "nobody"


def test_nobody_places_a_photo_that_someone_else_is_still_sending(cast, tell, only):
    tell("editor", photos=[pictures.photo()], title_ar="")
    tell("leader", kept=str(only().uuid))
    assert only().achievement is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title_ar": ""}, "Write in one sentence what you did."),
        ({"happened_on": "2999-01-01"}, "This day has not come yet."),
        ({"figures_value_0": "12"}, "Write both the number and what it counts."),
    ],
)
def test_what_is_wrong_is_said_in_place(cast, said, sentence):
    with translation.override("en"):
        address = reverse("achievement_new", args=[cast.group.slug])
        said = {"title_ar": "رحلة", "happened_on": "2026-01-02"} | said
        answer = cast.client("editor").post(address, said)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_at_most_ten_photos(cast, tell):
    answer = tell(photos=[pictures.photo() for _number in range(11)])
    assert (answer.status_code, Photo.objects.count(), stored()) == (422, 0, [])


def test_sent_twice_it_is_there_once(cast, tell):
    key = "6dd2a47e-5f39-4b3b-9a4e-1d0e8e1f7c11"
    answers = [tell(key=key, photos=[pictures.photo()], people="nobody") for _time in range(3)]
    assert {answer.status_code for answer in answers} == {302}
    assert (Achievement.objects.count(), Photo.objects.count(), len(stored())) == (1, 1, 1)


def test_more_can_be_told(cast, tell):
    said = {"story_ar": "ثلاث رحلات", "title_en": "A boat trip", "partner_groups": [str(cast.other_group.pk)]}
    tell(**said, figures_value_0="18", figures_label_ar_0="أسرة", figures_label_en_0="families")
    done = Achievement.objects.get()
    assert (done.story_ar, done.title_en) == ("ثلاث رحلات", "A boat trip")
    assert [*done.partner_groups.all()] == [cast.other_group]
    assert done.figures == [{"value": "18", "label_ar": "أسرة", "label_en": "families"}]


def test_it_is_corrected_and_what_someone_else_changed_is_not_overwritten_unseen(cast, tell):
    tell()
    done = Achievement.objects.get()
    address = reverse("achievement_edit", args=[cast.group.slug, done.uuid])
    said = {"title_ar": "رحلتان", "happened_on": "2026-01-03", "revision": "1"}
    assert cast.client("editor").post(address, {**said, "revision": "2"}).status_code == 302
    assert (
        cast.client("leader").post(address, {**said, "title_ar": "ثلاث", "revision": "2"}).status_code != 302
    )
    done.refresh_from_db()
    assert done.title_ar == "رحلتان"


def test_removing_asks_by_name_and_takes_the_photos_along(cast, tell, django_capture_on_commit_callbacks):
    tell(photos=[pictures.photo()], people="nobody")
    address = reverse("achievement_remove", args=[cast.group.slug, Achievement.objects.get().uuid])
    assert "رحلة بحرية" in cast.client("editor").get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert cast.client("editor").post(address).status_code == 302
    assert (Achievement.objects.count(), Photo.objects.count(), stored()) == (0, 0, [])


def test_one_photo_is_removed_with_its_file(cast, tell, only, django_capture_on_commit_callbacks):
    tell(photos=[pictures.photo()], people="nobody")
    address = reverse("photo_remove", args=[cast.group.slug, only().uuid])
    assert cast.client("editor").get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        cast.client("editor").post(address)
    assert (Achievement.objects.count(), Photo.objects.count(), stored()) == (1, 0, [])


def test_what_is_left_over_goes_after_a_day(cast, tell):
    tell(photos=[pictures.photo()], title_ar="")
    tell(photos=[pictures.photo()], people="nobody")
    media.write("photos/" + "a" * 32 + "-64.webp", b"nobody knows me")
    assert (media.sweep(), len(stored())) == (0, 3)
    assert media.sweep(timezone.now() + 2 * media.LEFT_OVER) == 2
    [photo] = Photo.objects.all()
    assert stored() == photo.files()
    assert default_storage.exists(photo.files()[0])


def test_its_history_tells_what_changed_and_a_removed_one_comes_back_without_its_photos(cast, tell):
    tell(photos=[pictures.photo()], people="nobody")
    done, client = Achievement.objects.get(), cast.client("editor")
    client.post(reverse("achievement_remove", args=[cast.group.slug, done.uuid]))
    history = client.get(reverse("group_history", args=[cast.group.slug, "achievements"]))
    assert (history.status_code, "رحلة بحرية" in history.content.decode()) == (200, True)
    restored = SECTIONS["achievements"].form(cast.group).restoring(Revision.objects.get(number=2).data)
    form = SECTIONS["achievements"].form(cast.group, contents.posted(Achievements(cast.group), restored))
    assert form.is_valid(), form.errors
    editing.save_section(cast.group, SECTIONS["achievements"], form, by=cast.editor, revision="3")
    again = Achievement.objects.get()
    assert (again.uuid, again.title_ar, again.photos.count()) == (done.uuid, "رحلة بحرية", 0)


@pytest.mark.parametrize("page", ["achievements", "group_look"])
def test_an_earlier_revision_opens_in_the_sections_own_form(cast, tell, make_photo, page):
    tell()
    make_photo(use="logo")
    address = reverse(page, args=[cast.group.slug])
    assert cast.client("editor").get(f"{address}?restore=1").status_code == 200
    assert cast.client("editor").post(address, {"revision": ""}).status_code == 422
