"""Every list of the site links itself as data: the same rows as JSON and CSV, by the filters that are chosen."""

import csv
import io
import re
from html import unescape

import pytest

from directory.models import Achievement
from tests.directory.search.world import index_all, make_group

AS_DATA = re.compile(r'href="(/api/v1/\w+\.(csv|json)\?[^"]*)"')


@pytest.fixture
def world(words):
    group = make_group(
        slug="lantern", area_id="KW-HA", fields=["D13"], accepts_volunteers=True, services=[{"age_from": 3}]
    )
    make_group(slug="elsewhere", area_id="KW-KU", services=[{}, {}])
    Achievement.objects.create(group=group, happened_on="2026-01-01", title_en="Done")
    Achievement.objects.create(group=make_group(slug="third"), happened_on="2026-01-02", title_en="Too")
    index_all()


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("groups/", 3),
        ("groups/?area=KW-HA&sort=name", 1),
        ("fields/D13/", 1),
        ("volunteer/", 1),
        ("services/", 3),
        ("services/?age=1", 2),
        ("initiatives/", 0),
        ("exchange/?kind=venue&area=KW-HA", 0),
        ("committee/decisions/", 0),
        ("committee/decisions/?year=2026", 0),
        ("groups/lantern/", 1),
    ],
)
def test_each_list_links_its_own_rows(world, client, place, rows):
    shown = client.get(f"/ar/{place}").content.decode()
    found = {kind: client.get(unescape(address)) for address, kind in AS_DATA.findall(shown)}
    assert found.keys() == {"csv", "json"}
    assert found["json"].json()["count"] == rows
    table = io.StringIO(found["csv"].content.decode("utf-8-sig"))
    assert len(list(csv.DictReader(table))) == rows


def test_figures_are_linked_as_one_and_as_a_table_each(world, client):
    shown = client.get("/ar/figures/").content.decode()
    figures = client.get(*re.findall(r'href="(/api/v1/figures/)"', shown)).json()
    tables = re.findall(r'href="(/ar/figures/[\w-]+\.csv)"', shown)
    assert [f"/ar/figures/{row['code']}.csv" for row in figures["results"]] == tables
