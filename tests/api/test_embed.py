"""Cards and lists for other people's sites: framed by anybody, the same for everybody, and never more than listed."""

import re

import pytest

from directory.models import Group, Standing
from tests.cast import sign_in
from tests.directory.search.world import index_all, make_group

CARD, LIST = "/embed/{lang}/groups/lantern/", "/embed/{lang}/groups/"


@pytest.fixture
def group(words):
    group = make_group(
        slug="lantern", name_ar="بصيرة", name_en="Lantern", summary_ar="نقرأ معًا", area_id="KW-HA",
        fields=["D13"], services=[{}],
    )  # fmt: skip
    make_group(slug="elsewhere", area_id="KW-KU")
    index_all()
    return group


@pytest.mark.parametrize("address", [CARD, LIST])
@pytest.mark.parametrize(("lang", "direction", "name"), [("ar", "rtl", "بصيرة"), ("en", "ltr", "Lantern")])
def test_its_language_is_that_of_the_address_whatever_the_reader_prefers(
    group, client, address, lang, direction, name
):
    client.cookies["django_language"] = "en"
    answer = client.get(address.format(lang=lang), headers={"Accept-Language": "en"})
    page = answer.content.decode()
    assert f'<html lang="{lang}" dir="{direction}">' in page
    assert name in page
    assert answer.headers["Content-Language"] == lang


@pytest.mark.parametrize("address", [CARD, LIST, "/embed/{lang}/groups/nobody/"])
def test_any_site_may_frame_it_and_it_knows_nobody(group, client, cast, address):
    for who in (client, sign_in(cast.leader)):
        answer = who.get(address.format(lang="ar"))
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers
        assert (answer.cookies.output(), "Cookie" in answer.headers["Vary"]) == ("", False)
        assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_a_session_that_is_over_is_not_even_taken_back(group, client):
    client.cookies["sessionid"] = "a" * 32
    assert client.get(CARD.format(lang="ar")).cookies.output() == ""


@pytest.mark.parametrize("address", ["/ar/groups/lantern/", "/ar/groups/", "/api/docs/", "/embed/fr/groups/"])
def test_no_other_page_may_be_framed(group, client, address):
    answer = client.get(address)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_what_a_reader_has_costs_a_304_that_may_be_framed_too(group, client):
    known = client.get(CARD.format(lang="ar")).headers["ETag"]
    again = client.get(CARD.format(lang="ar"), headers={"If-None-Match": known})
    assert (again.status_code, again.content) == (304, b"")
    assert "X-Frame-Options" not in again.headers
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_every_link_leaves_the_frame_and_there_is_no_form_and_no_script(group, client):
    for address in (CARD, LIST):
        page = client.get(address.format(lang="ar")).content.decode()
        links = re.findall(r"<a [^>]*>", page)
        assert len(links) >= 2
        assert all(
            'target="_blank" rel="noopener"' in link and 'href="http://localhost:8000/ar/' in link
            for link in links
        )
        assert [part for part in ("<form", "<script", "style=", "<input") if part in page] == []


@pytest.mark.parametrize("standing", sorted(set(Standing.values) - {Standing.LISTED}))
def test_a_group_that_is_not_listed_answers_politely_like_one_that_never_was(group, client, standing):
    Group.objects.filter(pk=group.pk).update(standing=standing)
    hidden, absent = (client.get(f"/embed/ar/groups/{slug}/") for slug in ("lantern", "nobody"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content
    assert "هذه المجموعة ليست في الدليل حاليًا" in hidden.content.decode()
    assert "بصيرة" not in client.get("/embed/ar/groups/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"lantern", "elsewhere"}),
        ("area=KW-HA", {"lantern"}),
        ("field=D13&limit=5", {"lantern"}),
        ("q=Lantern", {"lantern"}),
        ("q=زرافة", set()),
        ("limit=1", 1),
        ("limit=0", 2),
        ("limit=" + "9" * 5000, 2),
        ("limit=-1&page=9&area=nowhere", 2),
    ],
)
def test_a_list_is_what_the_directory_finds(group, client, query, found):
    answer = client.get(f"/embed/ar/groups/?{query}")
    shown = re.findall(r'href="[^"]*/ar/groups/([\w-]+)/"', answer.content.decode())
    assert answer.status_code == 200
    assert (set(shown) if isinstance(found, set) else len(shown)) == found
    assert ("لا توجد في الدليل حاليًا مجموعة تطابق هذه القائمة" in answer.content.decode()) == (not shown)


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_costs_the_same_number_of_queries(words, client, many, django_assert_num_queries):
    for number in range(many):
        make_group(slug=f"group-{number}", area_id="KW-HA", fields=["D13"])
    index_all()
    client.get("/embed/ar/groups/")
    with django_assert_num_queries(2):
        assert client.get("/embed/ar/groups/").content.decode().count('class="card"') == many


def test_the_line_to_copy_is_offered_where_the_group_or_the_list_is(group, client):
    card = client.get("/ar/groups/lantern/").content.decode()
    assert (
        "&lt;iframe src=&quot;http://localhost:8000/embed/ar/groups/lantern/&quot; title=&quot;بصيرة" in card
    )
    filtered = client.get("/en/groups/?area=KW-HA&page=1&q=").content.decode()
    assert "src=&quot;http://localhost:8000/embed/en/groups/?area=KW-HA&quot;" in filtered
    assert "/embed/ar/groups/?field=D13&quot;" in client.get("/ar/fields/D13/").content.decode()
    assert "/embed/ar/groups/?accepting=1&quot;" in client.get("/ar/volunteer/").content.decode()
    assert "iframe" not in client.get("/ar/services/").content.decode()
