"""The first redirect and the language switch."""

from urllib.parse import unquote

import pytest

from tests.accounts.post import make_person

pytestmark = pytest.mark.django_db


def test_the_front_door_opens_in_arabic_to_whoever_states_no_wish(client):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/ar/")
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in response["Vary"].split(",")}


def test_the_front_door_heeds_the_browser_then_the_cookie_then_the_person(client):
    assert client.get("/", headers={"Accept-Language": "en-GB,ar;q=0.5"})["Location"] == "/en/"
    assert client.get("/", headers={"Accept-Language": "fr"})["Location"] == "/ar/"
    client.cookies["django_language"] = "en"
    assert client.get("/", headers={"Accept-Language": "ar"})["Location"] == "/en/"
    client.force_login(make_person(language="ar"))
    assert client.get("/", headers={"Accept-Language": "en"})["Location"] == "/ar/"


def test_the_front_door_only_answers_reading(client):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("place", ["/healthz", "/api/v1/nothing", "/admin/", "/media/nothing", "/nothing"])
def test_addresses_without_language_never_redirect_by_language(client, place):
    assert client.get(place, headers={"Accept-Language": "en"}).status_code in {200, 404, 503}


@pytest.mark.parametrize(
    ("lang", "place", "there"),
    [
        ("en", "/ar/groups/?q=توحد&page=2", "/en/groups/?q=توحد&page=2"),
        ("ar", "/en/me/settings/", "/ar/me/settings/"),
        ("en", "/ar/", "/en/"),
        ("en", "/admin/", "/admin/"),
        ("ar", "https://elsewhere.example/", "/ar/"),
        ("ar", "//elsewhere.example/", "/ar/"),
        ("ar", "javascript:alert(1)", "/ar/"),
        ("ar", "nonsense", "nonsense"),
        ("ar", "{{7*7}}", "{{7*7}}"),
        ("ar", "", "/ar/"),
    ],
)
def test_the_switch_keeps_the_place_and_leads_nowhere_else(client, lang, place, there):
    response = client.get(f"/{lang}/language/", {"next": place})
    assert response.status_code == 302
    assert unquote(response["Location"]) == there
    assert response.cookies["django_language"].value == lang


def test_a_page_offers_itself_in_the_other_language(client):
    page = client.get("/ar/accounts/login/?next=/ar/me/").content.decode()
    assert '"/en/language/?next=%2Far%2Faccounts%2Flogin%2F%3Fnext%3D%2Far%2Fme%2F"' in page
    assert ">English</a>" in page
