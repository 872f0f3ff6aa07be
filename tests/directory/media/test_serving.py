"""Files under /media/: who gets which, how they are labelled, and how long anybody may keep them."""

import pytest
from django.utils import timezone

from directory import media
from directory.actions import photos
from directory.models import Achievement, Group, Licence, Photo
from tests.cast import ROLES
from tests.directory.media import pictures

EDITORS = {"editor", "leader"}
TEAM = {"member", "editor", "leader", "recused_committee"}
COMMITTEE = {"committee", "recused_committee", "secretary", "chair", "committee_no_2fa"}


def who_gets(cast, address):
    return {role for role in ROLES if cast.client(role).get(address).status_code == 200}


def test_everybody_gets_an_answered_photo_with_its_type_and_nothing_that_could_run(cast, make_photo):
    photo = make_photo(use="logo")
    answer = cast.client("public").get(photo.address(160))
    assert who_gets(cast, photo.address(160)) == set(ROLES)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "public, max-age=2592000, s-maxage=60"


def test_who_is_signed_in_may_keep_a_public_photo_too(cast, make_photo):
    answer = cast.client("member").get(make_photo(use="logo").address(160))
    assert (answer["Cache-Control"], answer.cookies) == ("public, max-age=2592000, s-maxage=60", {})


def test_who_has_it_already_is_sent_nothing(cast, make_photo):
    address = make_photo(use="logo").address(160)
    first = cast.client("public").get(address)
    again = cast.client("public").get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_an_unanswered_photo_is_for_who_keeps_the_page(cast, make_photo):
    photo = make_photo(use="logo", people="")
    assert who_gets(cast, photo.address(160)) == EDITORS
    assert cast.client("editor").get(photo.address(160))["Cache-Control"] == "private, no-store"


def test_a_hidden_photo_is_for_leaders_and_the_committee(cast, make_photo):
    photo = make_photo(use="logo")
    photos.hide(photo, "A child was recognised.")
    assert who_gets(cast, photo.address(160)) == {"leader"} | COMMITTEE
    assert Photo.objects.public().count() == 0


def test_photos_of_a_draft_are_for_who_sees_the_draft(cast, make_photo):
    photo = make_photo(use="logo")
    Group.objects.filter(pk=cast.group.pk).update(standing="draft")
    seen = who_gets(cast, photo.address(160))
    assert seen == who_gets(cast, f"/ar/groups/{cast.group.slug}/")
    assert seen >= TEAM | COMMITTEE
    assert "public" not in seen


def test_a_photo_of_an_achievement_still_being_written_is_nobody_elses(cast, make_photo):
    assert who_gets(cast, make_photo(achievement=None).address(160)) == EDITORS


@pytest.mark.parametrize("address", ["/media/photos/0-160.webp", "/media/photos/..-160.webp", "/media/x.svg"])
def test_what_is_not_there_is_not_found(cast, address):
    assert cast.client("leader").get(address).status_code == 404


def test_a_width_that_was_never_made_is_not_found(cast, make_photo):
    address = make_photo(use="logo").address(160)
    assert cast.client("public").get(address.replace("-64.", "-65.")).status_code == 404


def test_a_file_that_the_storage_lost_is_not_found(cast, make_photo):
    photo = make_photo(use="logo")
    media.discard(photo.files())
    assert cast.client("public").get(photo.address(160)).status_code == 404


@pytest.fixture
def scan(cast):
    upload = pictures.sent(pictures.PDF, "licence.pdf")
    with media.kept_scan(media.read_scan(upload)) as name:
        Licence.objects.create(group=cast.group, authority_en="Ministry", number="1", scan=name)
    return f"/media/{name}"


def test_a_scan_is_a_download_for_leaders_and_the_committee(cast, scan):
    answer = cast.client("leader").get(scan)
    assert who_gets(cast, scan) == {"leader"} | COMMITTEE
    assert answer.content == pictures.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="licence.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_scanned_picture_is_written_anew():
    scan = media.read_scan(pictures.sent(pictures.with_secrets()["a JPEG with its place"]))
    assert (scan.suffix, pictures.GPS_TEXT in scan.content) == ("webp", False)


def test_no_photo_of_children_leaves_the_groups_own_page(cast, make_photo):
    done = Achievement.objects.create(
        group=cast.group, title_en="A boat trip", happened_on=timezone.localdate()
    )
    photo = make_photo(people="children", achievement=done)
    make_photo(people="children", use="logo")
    page = cast.client("public").get(cast.group.get_absolute_url()).content.decode()
    elsewhere = [
        cast.client("public").get(address).content.decode()
        for address in ("/ar/", "/ar/groups/", f"/api/v1/groups/{cast.group.uuid}/")
    ]
    assert photo.name in page.partition("</head>")[2]
    assert photo.name not in page.partition("</head>")[0]
    assert not any("/media/" in text for text in elsewhere)
