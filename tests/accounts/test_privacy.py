"""What belongs to one person is never kept by a cache, nor shown to the next one at the same screen."""

import pytest

from tests.accounts.post import PASSWORD, make_person

pytestmark = pytest.mark.django_db
PAGES = [
    "/ar/",
    "/ar/groups/",
    "/ar/me/",
    "/ar/me/settings/",
    "/ar/accounts/email/",
    "/ar/accounts/sessions/",
]


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/ar/nothing/"])
def test_answers_to_the_signed_in_are_private_and_never_stored(client, path):
    client.force_login(make_person())
    kept = client.get(path)["Cache-Control"]
    assert {part.strip() for part in kept.split(",")} == {"private", "no-store"}


def test_an_answer_that_sets_a_cookie_is_private_too(client):
    response = client.get("/ar/accounts/login/")
    assert "csrftoken" in response.cookies
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"private", "no-store"}


def test_pages_for_everybody_set_no_cookie_and_vary_by_who_asks(client):
    response = client.get("/ar/groups/")
    assert list(response.cookies) == []
    assert "no-store" not in response.get("Cache-Control", "")
    assert "Cookie" in response["Vary"]


def test_two_people_taking_turns_at_one_screen_see_nothing_of_each_other(client):
    for email, name in [
        ("noura@example.test", "Noura of the Sea"),
        ("sami@example.test", "Sami of the Sand"),
    ]:
        make_person(email, name=name)
    for turn in range(6):
        mine, other = ("noura", "Sami") if turn % 2 == 0 else ("sami", "Noura")
        client.post("/ar/accounts/login/", {"login": f"{mine}@example.test", "password": PASSWORD})
        for path in PAGES:
            page = client.get(path).content.decode()
            assert f"{other} of the" not in page
            assert f"{other.lower()}@example.test" not in page
        client.post("/ar/accounts/logout/")
        assert "of the Sea" not in client.get("/ar/").content.decode()


@pytest.mark.parametrize("cookie", ['"\\000bcdefghi"', "' OR 1=1 --", "", "é" * 40])
def test_a_session_cookie_that_is_none_of_ours_counts_as_none(client, cookie):
    assert client.get("/ar/groups/", headers={"Cookie": f"sessionid={cookie}"}).status_code == 200
