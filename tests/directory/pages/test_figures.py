"""Figures: each with its definition, its day, its table, and the same table as a file."""

import csv
import io
import re

import pytest
import time_machine

from directory.figures import FIGURES
from directory.models import Area, Group
from tests.directory.pages.world import make_full_group, page, plain
from tests.directory.search.world import make_group


@pytest.fixture
def two_groups(words):
    make_full_group()
    make_group(name_ar="مكتبة", area_id="KW-KU", kind="public_body", access={"step_free": "unknown"})
    make_group(name_ar="مسودة", area_id="KW-KU", standing="draft", fields=["D13"])


def rows(client, code, lang="ar"):
    answer = client.get(f"/{lang}/figures/{code}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_groups_count_where_they_are_based_and_only_listed_ones(two_groups, client):
    assert [(row["code"], row["count"]) for row in rows(client, "governorates")] == [
        ("KW-HA", "1"),
        ("KW-KU", "1"),
    ]
    assert [(row["code"], row["count"]) for row in rows(client, "fields")] == [("D13", "1")]
    assert [(row["code"], row["count"]) for row in rows(client, "access")] == [("step_free", "1")]
    assert {row["code"]: row["count"] for row in rows(client, "overview")} == {
        "groups": "2",
        "kept": "1",
        "accepting": "1",
        "services": "1",
    }


@time_machine.travel("2026-11-22 09:00:00+03:00", tick=False)
def test_each_figure_shows_its_definition_its_day_and_its_file(two_groups, client):
    text = page(client, "figures/")
    assert "22 نوفمبر 2026" in plain(text)
    assert re.findall(r'href="/ar/figures/(\w+)\.csv"', text) == list(FIGURES)
    for figure in FIGURES.values():
        assert str(figure().definition)


def test_a_file_names_both_languages_and_nothing_in_it_runs(two_groups, client):
    Area.objects.filter(pk="KW-HA").update(title_ar="=cmd()", title_en="+1")
    assert rows(client, "governorates")[0] == {"code": "KW-HA", "ar": "'=cmd()", "en": "'+1", "count": "1"}


def test_an_unknown_figure_is_not_there(words, client):
    assert client.get("/ar/figures/nothing.csv").status_code == 404


def test_an_empty_directory_counts_without_complaint(words, client):
    Group.objects.all().delete()
    assert "لا شيء يُعدّ حتى الآن." in plain(page(client, "figures/"))
