"""What every answer shares: JSON, language, caches, other origins, keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Key
from tests.directory.search.world import index_all, make_group


@pytest.fixture
def group(words):
    group = make_group(slug="lantern", name_ar="بصيرة")
    index_all()
    return group


def test_arabic_is_written_as_arabic(group, api):
    answer = api("v1/groups/")
    assert answer.headers["Content-Type"] == "application/json"
    assert '"name_ar":"بصيرة"' in answer.text


@pytest.mark.parametrize(
    ("headers", "parameters", "lang"),
    [
        ({}, {}, "ar"),
        ({"Accept-Language": "en-GB,ar;q=0.5"}, {}, "en"),
        ({"Accept-Language": "fr, en;q=0.4"}, {}, "en"),
        ({"Accept-Language": "en"}, {"lang": "ar"}, "ar"),
        ({"Accept-Language": "en"}, {"lang": "xx"}, "en"),
        ({"Accept-Language": ";;;=", "Cookie": "django_language=en"}, {}, "ar"),
    ],
)
def test_the_language_comes_from_the_address_or_the_header_never_from_a_cookie(
    group, api, headers, parameters, lang
):
    answer = api("v1/groups/", headers=headers, **parameters)
    assert answer.data["results"][0]["url"] == f"http://localhost:8000/{lang}/groups/lantern/"
    assert answer.headers["Content-Language"] == lang


def test_what_the_reader_has_is_not_sent_again(group, api):
    first = api("v1/groups/")
    again = api("v1/groups/", headers={"If-None-Match": first.headers["ETag"]})
    weak = api("v1/groups/", headers={"If-None-Match": f"W/{first.headers['ETag']}"})
    assert [(answer.status, answer.text, answer.headers["ETag"]) for answer in (again, weak)] == [
        (304, "", first.headers["ETag"])
    ] * 2
    make_group(slug="new")
    index_all()
    assert api("v1/groups/", headers={"If-None-Match": first.headers["ETag"]}).status == 200


def test_public_answers_may_be_kept_and_read_from_any_origin(group, api):
    headers = api("v1/groups/").headers
    assert headers["Cache-Control"] == "max-age=60, public"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert {"Accept-Language", "Authorization"} <= set(headers["Vary"].split(", "))
    assert "Cookie" not in headers["Vary"]


def test_a_browser_may_ask_beforehand(group, api):
    headers = {"Origin": "https://partner.example", "Access-Control-Request-Method": "GET"}
    answer = api("v1/groups/", method="options", headers=headers)
    assert (answer.status, answer.headers["Access-Control-Allow-Methods"]) == (200, "GET, HEAD, OPTIONS")
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_large_answers_are_compressed_and_still_known_again(words, client):
    zipped = {"Accept-Encoding": "gzip"}
    first = client.get("/api/schema/", headers=zipped)
    again = client.get("/api/schema/", headers=zipped | {"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Content-Encoding"], len(first.content) < 30_000) == ("gzip", True)
    assert (again.status_code, again.content) == (304, b"")


def test_a_head_request_answers_with_the_headers_alone(group, api):
    answer = api("v1/groups/", method="head")
    assert (answer.status, answer.text, answer.headers["ETag"]) == (
        200,
        "",
        api("v1/groups/").headers["ETag"],
    )


def test_a_valid_key_is_recognised_and_its_use_is_written_down(group, api, cast):
    answer = api("v1/groups/", headers={"Authorization": f"Api-Key {cast.key}"})
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "max-age=60, private")
    assert timezone.now() - Key.objects.get().last_used_at < timedelta(minutes=1)


@pytest.mark.parametrize("fault", ["revoked", "expired", "altered", "empty", "unknown"])
def test_a_key_that_is_not_valid_is_refused_with_a_sentence(group, api, cast, fault):
    key = Key.objects.get()
    text = {"altered": f"{cast.key}x", "empty": "", "unknown": "abcdefgh.0123456789"}.get(fault, cast.key)
    if fault == "revoked":
        key.revoke()
    if fault == "expired":
        Key.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = api("v1/groups/", headers={"Authorization": f"Api-Key {text}"})
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Api-Key")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Key.objects.get().last_used_at is None


def test_a_session_changes_nothing(group, cast):
    answers = [cast.client(role).get("/api/v1/groups/") for role in ("public", "leader", "operator")]
    assert len({answer.content for answer in answers}) == 1


def test_only_the_names_asked_for_are_sent(group, api):
    assert api("v1/groups/", fields="slug,name_ar").data["results"] == [
        {"slug": "lantern", "name_ar": "بصيرة"}
    ]
    one = api(f"v1/groups/{group.uuid}/", fields="id")
    assert one.data == {"id": str(group.uuid)}
    wrong = api("v1/groups/", fields="slug,nothing", lang="en")
    assert (wrong.status, wrong.data["errors"]) == (400, {"fields": ["Unknown: nothing."]})


def test_the_licence_of_the_data_stands_beside_every_answer(group, api):
    assert (
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in api("v1/groups/").headers["Link"]
    )


def test_a_reader_who_wants_one_version_is_told_when_it_changed(group, api):
    path = f"v1/groups/{group.uuid}/"
    etag = api(path).headers["ETag"]
    assert etag.startswith('"1-')
    assert api(path, headers={"If-Match": etag}).status == 200
    answer = api(path, headers={"If-Match": '"0-other"'})
    assert (answer.status, answer.data["status"], answer.headers["Cache-Control"]) == (412, 412, "no-store")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_pages_of_other_origins_may_read_the_limits_and_a_304(group, api):
    first = api("v1/groups/")
    again = api("v1/groups/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.headers["Access-Control-Allow-Origin"]) == (304, "*")
    assert "RateLimit" in again.headers["Access-Control-Expose-Headers"]
