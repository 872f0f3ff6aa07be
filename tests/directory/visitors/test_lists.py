"""The shortlist that stands in its address, and “let me know”."""

import re

import pytest
from django.urls import reverse

from directory.models import Area, Field, Follow, Group, Service, Standing
from directory.search import build
from directory.shortlist import code_of, codes_in
from tests.cast import make_group


@pytest.fixture
def groups(cast):
    build.rebuild()
    return [cast.group, cast.other_group]


def shortlist(client, *codes):
    return client.get(reverse("shortlist"), {"groups": ".".join(codes)})


def names(response):
    return [hit.card["slug"] for hit in response.context["hits"]]


def test_a_list_shows_its_groups_in_its_order(client, groups):
    response = shortlist(client, *[code_of(group.uuid) for group in reversed(groups)])
    assert names(response) == ["sign-language", "basira"]
    assert response.context["dropped"] is False
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("odd", ["x", "x" * 22, "../../etc", "a" * 5000, code_of("0" * 32)])
def test_what_is_unknown_is_dropped_with_a_sentence(client, groups, odd):
    response = shortlist(client, code_of(groups[0].uuid), odd)
    assert names(response) == ["basira"]
    assert response.context["dropped"] is True


def test_a_group_that_is_not_listed_is_dropped_for_everybody(cast, groups):
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    for role in ("public", "leader", "committee"):
        assert names(shortlist(cast.client(role), code_of(cast.group.uuid))) == []


def test_a_list_holds_twenty_and_each_once():
    codes = [code_of(f"{n:032x}") for n in range(25)]
    assert codes_in(".".join([*codes, codes[0]])) == (codes[:20], True)
    assert codes_in(".".join([codes[0], codes[0]])) == ([codes[0]], False)


def test_buttons_add_and_take_off_by_address_alone(client, groups):
    first, second = (code_of(group.uuid) for group in groups)
    page = client.get(groups[1].get_absolute_url(), {"list": first}).content.decode()
    assert f"groups={first}.{second}" in page
    assert f"groups={second}" in shortlist(client, first, second).content.decode()


def test_a_list_is_begun_from_the_results_of_every_search(client, groups):
    for name in ("groups", "services", "volunteer"):
        Service.objects.get_or_create(group=groups[0], title_ar="قراءة")
        Group.objects.update(accepts_volunteers=True)
        build.rebuild()
        plain = client.get(reverse(name))
        assert reverse("shortlist") + "?groups=" not in plain.content.decode()
        (link,) = re.findall(rf'href="({reverse(name)}[?]list=new)"', plain.content.decode())
        begun = client.get(link).content.decode()
        assert f"{reverse('shortlist')}?groups={code_of(groups[0].uuid)}" in begun
        assert f"{reverse('group', args=[groups[0].slug])}?list=new" in begun


def test_the_place_that_was_searched_can_be_followed_even_when_it_is_empty(cast, groups):
    Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    client, url = cast.client("volunteer"), f"{reverse('services')}?area=KW-HA"
    said = {"kind": "area", "code": "KW-HA", "deed": "follow", "next": url}
    kinds = re.findall(r'name="kind" value="(\w+)"', client.get(url).content.decode())
    assert kinds == ["area"]
    assert re.findall(r'name="kind" value="(\w+)"', client.get(f"{url}&q=x").content.decode()) == [
        "area",
        "search",
    ]
    page = client.post(url.partition("?")[0].replace("services", "follow"), said, follow=True)
    assert 'value="unfollow"' in page.content.decode()


def test_one_button_follows_and_pressing_twice_changes_nothing(cast):
    client, url = cast.client("volunteer"), reverse("follow")
    said = {"kind": "group", "code": cast.group.slug, "deed": "follow", "next": "/ar/about/"}
    assert [client.post(url, said)["Location"] for _each in range(2)] == ["/ar/about/"] * 2
    assert Follow.objects.get().group == cast.group
    assert cast.group.name_ar in client.get(reverse("follows")).content.decode()
    for deed, mailed in (("no_mails", False), ("mails", True)):
        client.post(url, said | {"deed": deed})
        assert Follow.objects.get().mails is mailed
    client.post(url, said | {"deed": "unfollow"})
    assert not Follow.objects.exists()


def test_a_field_an_area_and_a_search_can_be_followed(cast):
    Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability")
    Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    client, url = cast.client("volunteer"), reverse("follow")
    for said in (
        {"kind": "field", "code": "D13"},
        {"kind": "area", "code": "KW-HA"},
        {"kind": "search", "code": "services", "query": "q=توحد&area=KW-HA&page=3&x=1"},
        {"kind": "search", "code": "services", "query": "area=KW-HA&q=توحد&age="},
    ):
        client.post(url, said)
    assert Follow.objects.count() == 3
    assert Follow.objects.get(listing="services").words == "توحد"
    assert "توحد" in client.get(reverse("follows")).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "group", "code": "secret-draft"},
        {"kind": "field", "code": "Z99"},
        {"kind": "search", "code": "admin", "query": "q=x"},
        {"kind": "search", "code": "groups", "query": "q=" + "x" * 3000},
        {},
    ],
)
def test_what_one_cannot_see_cannot_be_followed(cast, said):
    make_group("secret-draft", standing=Standing.DRAFT)
    assert cast.client("volunteer").post(reverse("follow"), said).status_code == 404


def test_the_way_back_never_leaves_the_site(cast):
    said = {"kind": "group", "code": cast.group.slug, "next": "https://evil.test/"}
    assert cast.client("volunteer").post(reverse("follow"), said)["Location"] == reverse("follows")
