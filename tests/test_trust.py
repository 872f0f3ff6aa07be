"""What must hold on every page at once: contacts stay with their audience, minors unseen, the hidden looks absent."""

import re
import time

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from config.demo import load as demo
from directory.models import Contact, Group, Standing, TeamCard
from directory.search import build
from directory.taxonomies.loading import load as load_taxonomies
from tests.cast import sign_in, sit

pytestmark = pytest.mark.django_db
LISTS = [
    "/{lang}/",
    "/{lang}/groups/?page_size=100",
    "/{lang}/services/?page_size=100",
    "/{lang}/volunteer/?page_size=100",
    "/{lang}/figures/",
    "/api/v1/groups/?page_size=100&lang={lang}",
    "/api/v1/services/?page_size=100&lang={lang}",
    "/embed/{lang}/groups/?limit=50",
    "/sitemap.xml",
    "/sitemap-groups.xml",
]
SEARCHES = ["/ar/groups/?q=", "/ar/services/?q=", "/api/v1/groups/?q=", "/api/v1/groups/suggest/?q="]
SECRET = "+965 0000 77{:02}"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The demo, with a telling contact of each audience in every group."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_taxonomies()
        demo.load()
        for number, audience in enumerate(Contact.Audience.values):
            rows = [
                Contact(
                    group=group, kind="phone", value=f"{SECRET.format(number)} {group.pk}", audience=audience
                )
                for group in Group.objects.all()
            ]
            Contact.objects.bulk_create(rows)
        yield Group.objects.all()
        transaction.set_rollback(True)


@pytest.fixture
def looked_at(world):
    """One's own group, another's, one of each rare kind: unclaimed (none claims it), archived."""
    rare = [
        world.filter(claimed_at=None, disputed_at=None).first(),
        world.filter(standing=Standing.ARCHIVED).first(),
    ]
    return [*world.filter(slug="basira"), world.listed().exclude(slug="basira").first(), *rare]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """The folder of the world's search index, which the first test that looks at pages builds."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture
def pages(looked_at, index, settings):
    """Lists in both languages, and the pages and API rows of the groups that are looked at."""
    settings.SEARCH_DIR = index
    if not (index / "CURRENT").exists():
        build.rebuild()
    own = [address for group in looked_at for address in addresses(group)]
    return [address.format(lang=lang) for lang in ("ar", "en") for address in LISTS] + own


def addresses(group):
    page = group.get_absolute_url()[3:]
    return [f"/ar{page}", f"/en{page}", f"/api/v1/groups/{group.uuid}/"]


def crawl(client, pages):
    """Everything these addresses answer, as one text."""
    answers = [client.get(address) for address in pages]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers)


def audiences_seen(text):
    """{audience: groups whose telling contact of that audience stands in the text}"""
    found = re.findall(r"\+965 ?0000 ?77(\d\d) (\d+)", text)
    names = Contact.Audience.values
    return {name: {int(pk) for n, pk in found if int(n) == place} for place, name in enumerate(names)}


@pytest.mark.parametrize(
    ("email", "members", "committee"),
    [
        (None, 0, 0),
        ("volunteer@demo.test", 0, 0),
        ("operator@demo.test", 0, 0),
        ("editor@demo.test", 1, 0),
        ("leader@demo.test", 1, 1),
    ],
)
def test_no_page_shows_a_contact_above_its_readers_audience(pages, looked_at, email, members, committee):
    client = sign_in(Person.objects.get(email=email)) if email else Client()
    seen = audiences_seen(crawl(client, pages))
    assert seen["public"] >= {group.pk for group in looked_at}
    assert (len(seen["members"]), len(seen["committee"])) == (members, committee)


def test_the_committee_sees_every_contact_of_the_groups_it_looks_at(pages, looked_at):
    person = Person.objects.create(email="new-seat@demo.test")
    sit(person)
    seen = audiences_seen(crawl(sign_in(person), pages))
    assert seen["members"] == seen["committee"] == {group.pk for group in looked_at}


def test_a_minor_without_a_guardians_consent_is_on_no_surface(world, pages, settings, tmp_path):
    group = Group.objects.get(slug="basira")
    name = "طفلة لا تظهر"
    TeamCard.objects.create(group=group, name_ar=name, is_minor=True)
    settings.SEARCH_DIR = tmp_path / "with the minor"
    build.rebuild()
    for client in (Client(), sign_in(Person.objects.get(email="volunteer@demo.test"))):
        assert crawl(client, pages).count(name) == 0
        for search in SEARCHES:
            assert echoes(client, search, name) == echoes(client, search, "طفلة لا وجود لها")


def echoes(client, search, words):
    """How often an answer to these words repeats them."""
    answer = client.get(search + words)
    assert answer.status_code == 200
    return answer.content.decode().count(words)


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.SUSPENDED])
def test_a_hidden_group_answers_like_one_that_is_not_there(world, standing):
    group = Group.objects.get(slug="basira")
    Group.objects.filter(pk=group.pk).update(standing=standing)
    client = Client()
    hidden, absent = reverse("group", args=[group.slug]), reverse("group", args=["basirb"])
    answers = [client.get(address) for address in (hidden, absent)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content.replace(b"basira", b"basirb") == answers[1].content
    assert ratio(client, hidden, absent) < 1.2


def ratio(client, first, second, rounds=80):
    """How much more work the slower of two addresses is, by the cheapest of many alternating tries."""
    best = {first: 1e9, second: 1e9}
    for _round in range(rounds):
        for address in best:
            began = time.thread_time()
            client.get(address)
            best[address] = min(best[address], time.thread_time() - began)
    return max(best.values()) / min(best.values())


def test_a_forged_host_is_refused(client):
    assert client.get("/ar/", headers={"host": "evil.example"}).status_code == 400


def test_an_unsafe_request_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(email="leader@demo.test"))
    group = Group.objects.get(slug="basira")
    service = group.services.first()
    unsafe = [
        reverse("group_edit_section", args=[group.slug, "texts"]),
        reverse("group_edit_section", args=[group.slug, "scope"]),
        reverse("service_new", args=[group.slug]),
        reverse("service_edit", args=[group.slug, service.uuid, "what"]),
        reverse("service_check", args=[group.slug, service.uuid]),
        reverse("service_remove", args=[group.slug, service.uuid]),
        reverse("me_settings"),
        reverse("me_erase"),
        reverse("set_language"),
        reverse("account_logout"),
        reverse("account_login"),
        reverse("account_signup"),
        reverse("account_email"),
        reverse("account_change_password"),
        reverse("account_reset_password"),
    ]
    assert {address: client.post(address).status_code for address in unsafe} == dict.fromkeys(unsafe, 403)


@pytest.mark.parametrize(
    "address", ["/ar/", "/en/groups/", "/api/v1/groups/", "/healthz", "/ar/accounts/login/"]
)
def test_every_answer_carries_its_shields(db, client, address):
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
