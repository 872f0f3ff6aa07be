"""Whole lists in one file, for spreadsheets and for programs."""

import csv
import io

import pytest

from tests.coordination.initiatives.world import initiative_in
from tests.coordination.standards.world import consulted
from tests.directory.search.world import index_all, make_group


@pytest.fixture
def groups(words):
    for number in range(3):
        make_group(name_ar=f"=بصيرة {number}", slug=f"lantern-{number}", fields=["D13"], area_id="KW-HA")
    make_group(name_en="Other", slug="other")
    index_all()


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_whole_directory_is_one_table_that_no_spreadsheet_runs(groups, api):
    answer = api("v1/groups.csv")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    rows = rows_of(answer)
    assert (len(rows), answer.text[0]) == (4, "\ufeff")
    row = next(row for row in rows if row["slug"] == "lantern-0")
    assert (row["name_ar"], row["fields"], row["area"]) == ("'=بصيرة 0", "D13", "KW-HA")
    assert row["data_licence"].startswith("https://creativecommons.org/")


def test_a_list_in_a_file_is_narrowed_like_its_page(groups, api):
    answer = api("v1/groups.json", area="KW-HA", q="بصيرة")
    assert answer.data["count"] == 3
    assert {row["slug"] for row in answer.data["results"]} == {"lantern-0", "lantern-1", "lantern-2"}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="multaqa-groups.json"'


@pytest.mark.parametrize(
    "resource", ["services", "initiatives", "standards", "guides", "decisions", "achievements"]
)
def test_every_list_has_its_files(cast, api, resource):
    initiative_in(cast, "active")
    consulted(cast)
    index_all()
    table, data = api(f"v1/{resource}.csv"), api(f"v1/{resource}.json")
    assert (table.status, data.status) == (200, 200)
    assert len(rows_of(table)) == data.data["count"]


def test_a_file_that_is_not_there_is_a_problem_in_json(api):
    for path in ("v1/people.csv", "v1/groups.xml"):
        answer = api(path)
        assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("page", ["groups", "services", "initiatives", "standards", "committee/decisions"])
def test_each_list_page_leads_to_its_own_data(groups, client, page):
    shown = client.get(f"/en/{page}/?area=KW-HA").content.decode()
    name = page.split("/")[-1]
    assert f'href="/api/v1/{name}.csv?area=KW-HA"' in shown
    assert f'href="/api/v1/{name}.json?area=KW-HA"' in shown


def test_asking_beforehand_and_the_wrong_method_are_answered_in_json(api, db):
    before, wrong = (api("v1/groups.csv", method=method) for method in ("options", "post"))
    assert (before.status, wrong.status) == (200, 405)
    assert wrong.headers["Content-Type"] == "application/problem+json"
