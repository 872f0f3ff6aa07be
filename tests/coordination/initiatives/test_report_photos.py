"""Photos of an outcome report: kept through the one door for files, asked about, and carried to each group's page."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from coordination.initiatives.actions import doing
from directory.models import Achievement, Photo
from tests.coordination.initiatives.world import fresh, initiative_in
from tests.directory.media.pictures import photo as upload

pytestmark = pytest.mark.django_db
STORY = {"story_en": "Four halls.", "happened_on": "2026-01-05"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def sent(cast, initiative, **more):
    """The report as an editor's browser sends it."""
    url = reverse("initiative_report", args=[initiative.uuid])
    data = {"version": fresh(initiative).version, "figures": "[]", **STORY, **more}
    return cast.client("editor").post(url, data)


def described(cast, initiative, **said):
    url = reverse("initiative_report_photos", args=[initiative.uuid])
    data: dict = {"version": fresh(initiative).version}
    for photo in initiative.report.photos.all():
        words = {"alt_en": "People in a hall", "focal": 5, "people": "adults", **said}
        data |= {f"photos-{photo.uuid}-{name}": value for name, value in words.items()}
    return cast.client("editor").post(url, data)


def test_photos_come_with_the_report_and_words_are_asked_for(cast, client):
    one = initiative_in(cast, "active")
    answer = sent(cast, one, photos=[upload(), upload()], people="adults")
    assert answer.url.endswith("/report/photos/")
    photos = Photo.objects.filter(group=cast.group)
    assert [(photo.use, photo.people) for photo in photos] == [("untold", "adults")] * 2
    assert described(cast, fresh(one)).status_code == 302
    assert {photo.alt_en for photo in photos.all()} == {"People in a hall"}


def test_nobody_outside_sees_them_before_the_report_is_public(cast, client):
    one = initiative_in(cast, "active")
    sent(cast, one, photos=[upload()], people="adults")
    photo = Photo.objects.get()
    assert client.get(photo.address(64)).status_code == 404
    assert cast.client("editor").get(photo.address(64)).status_code == 200
    doing.complete(fresh(one), by=cast.leader, seen=fresh(one).version)
    assert client.get(photo.address(64)).status_code == 200
    assert photo.name in client.get(one.get_absolute_url()).content.decode()


def test_unanswered_photos_wait(cast, client):
    one = initiative_in(cast, "active")
    sent(cast, one, photos=[upload()])
    doing.complete(fresh(one), by=cast.leader, seen=fresh(one).version)
    assert client.get(Photo.objects.get().address(160)).status_code == 404


def test_a_text_keeps_what_was_typed_and_asks_for_the_file_again(cast):
    one = initiative_in(cast, "active")
    answer = sent(cast, one, photos=[upload()], story_en="", lessons_en="Begin earlier.")
    text = answer.content.decode()
    assert (answer.status_code, "Begin earlier." in text, Photo.objects.count()) == (422, True, 0)
    assert "الملف" in text


def test_each_group_gets_copies_and_children_stay_with_the_leading_group(cast):
    one = initiative_in(cast, "active")
    sent(cast, one, photos=[upload()], people="adults")
    sent(cast, fresh(one), photos=[upload()], people="children")
    one = closed(cast, one)
    for group, by in ((cast.group, cast.leader), (cast.other_group, cast.other_leader)):
        doing.answer_offer(one.partnerships.get(group=group), wanted=True, by=by)
    told = {row.group: row.photos for row in Achievement.objects.all()}
    assert (told[cast.group].count(), told[cast.other_group].count()) == (2, 1)
    copy = told[cast.other_group].get()
    first = one.report.photos.get(people="adults")
    assert (copy.people, copy.answered_by, copy.group) == ("adults", first.answered_by, cast.other_group)
    assert copy.name != first.name
    assert all(default_storage.exists(name) for photo in (copy, first) for name in photo.files())


def closed(cast, one):
    one = doing.complete(fresh(one), by=cast.leader, seen=fresh(one).version)
    return doing.close(one, by=cast.leader, seen=fresh(one).version)


def test_a_photo_is_taken_off_with_its_files(cast, django_capture_on_commit_callbacks):
    one = initiative_in(cast, "active")
    sent(cast, one, photos=[upload()], people="adults")
    files = Photo.objects.get().files()
    with django_capture_on_commit_callbacks(execute=True):
        described(cast, fresh(one), removed="on")
    assert (Photo.objects.count(), [default_storage.exists(name) for name in files]) == (
        0,
        [False] * len(files),
    )
