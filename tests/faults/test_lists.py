"""A list asks the database as often for fifty rows as for five, and never more than twelve times."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from model_bakery import baker

from directory.models import Achievement, Contact, Group, Licence, TeamCard
from tests.cast import agree
from tests.directory.search.world import index_all, make_group, make_words

pytestmark = [pytest.mark.faults, pytest.mark.django_db]

MOST = 12
MOST_OF_A_PROFILE = 20  # it has more parts than a list, each with one query
MOST_OF_A_WORKSPACE = 24  # what is missing, runs out, waits and happened lately: each asks on its own
LISTS = {
    "home": "/ar/",
    "groups": "/ar/groups/",
    "groups found": "/en/groups/?q=Helpers&beneficiary=autism&area=KW-HA&page_size=100",
    "services": "/ar/services/",
    "services found": "/ar/services/?q=جلسة&age=5&beneficiary=autism",
    "field": "/ar/fields/D13/",
    "volunteer": "/ar/volunteer/",
    "figures": "/ar/figures/",
    "profile": "/ar/groups/group-full/",
    "API groups": "/api/v1/groups/?page_size=100",
    "API services": "/api/v1/services/?page_size=100",
}


def fill(rows):
    """`rows` groups with everything a card shows, and one whose own page has `rows` of each part."""
    for number in range(rows):
        make_group(
            name_en=f"Helpers {number}",
            name_ar=f"فريق المعونة {number}",
            area_id="KW-HA-salmiya",
            accepts_volunteers=True,
            fields=["D13"],
            beneficiaries=["autism", "youth"],
            access={"sign_language": "yes", "step_free": "unknown"},
            services=[{"title_ar": "جلسة نطق", "beneficiaries": ["autism"], "age_from": 3, "age_to": 9}],
        )
    full = make_group(slug="group-full", name_ar="مجموعة كاملة", claimed_at=timezone.now())
    for number in range(rows):
        baker.make(Contact, group=full, kind="phone", audience="public", value=f"+965 0000 {number:04}")
        agree(baker.make(TeamCard, group=full, name_ar=f"عضو {number}"))
        baker.make(Achievement, group=full, title_ar=f"إنجاز {number}", happened_on=date(2026, 1, 1))
        baker.make(Licence, group=full, number=str(number), authority_ar="وزارة")
    index_all()


def asked_for_each(client):
    """{list: queries}, each asked for a second time."""
    for address in LISTS.values():
        client.get(address)
    return {name: asked_for(client, address) for name, address in LISTS.items()}


def asked_for(client, address):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(queries)


def test_fifty_rows_cost_no_more_queries_than_five(client, settings, tmp_path):
    make_words()
    fill(5)
    few = asked_for_each(client)
    Group.objects.all().delete()
    settings.SEARCH_DIR = tmp_path / "many"
    fill(50)
    many = asked_for_each(client)
    print("\n".join(f"{name}: {few[name]} queries for 5 rows, {many[name]} for 50" for name in LISTS))
    assert many == few
    assert many.pop("profile") <= MOST_OF_A_PROFILE
    assert {name: number for name, number in many.items() if number > MOST} == {}


def test_the_editors_page_asks_as_often_for_fifty_services_as_for_five(cast):
    address = reverse("group_edit", args=[cast.group.slug])
    counts = []
    for more in (5, 45):
        for number in range(more):
            cast.group.services.create(title_ar=f"خدمة {number}")
        cast.client("editor").get(address)
        counts.append(asked_for(cast.client("editor"), address))
    assert counts[0] == counts[1] <= MOST_OF_A_WORKSPACE
