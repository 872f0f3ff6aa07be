"""The written needs and lent things of the matching bench, with the answers that people expect."""

import csv
import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TAXONOMIES = ROOT / "directory" / "taxonomies"


def rows(name):
    with (ROOT / "bench" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name):
    with (TAXONOMIES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def lent():
    return {row["id"]: row for row in rows("matching_lent")}


def test_there_are_sixty_needs_and_two_hundred_things_lent_each_worded_once():
    assert len({row["text"] for row in rows("matching_needs")}) == 60
    assert len({(row["title_ar"], row["title_en"]) for row in lent().values()}) == 200


def test_both_languages_and_the_dialect_ask():
    asked = [row["lang"] for row in rows("matching_needs")]
    assert min(asked.count(lang) for lang in ("ar", "ar-KW", "en")) >= 15


def test_half_of_the_needs_is_held_out_by_a_digest_of_their_ids_and_by_nothing_else():
    needs = sorted(rows("matching_needs"), key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    assert [row["half"] for row in needs] == ["tuned"] * 30 + ["held_out"] * 30


def test_each_need_says_which_answers_are_right_and_why():
    known = lent()
    for row in rows("matching_needs"):
        expected = row["expected"].split(";")
        assert 1 <= len(expected) <= 5, row["id"]
        assert {known[answer]["kind"] for answer in expected} == {row["kind"]}, row["id"]
        assert row["why"], row["id"]


def test_each_need_says_which_answers_are_nearly_right_and_what_speaks_against_them():
    known = lent()
    for row in rows("matching_needs"):
        near = row["near"].split(";")
        assert set(near) <= set(known), row["id"]
        assert not set(near) & set(row["expected"].split(";")), row["id"]
        assert len(near) == len(row["near_why"].split("; ")), row["id"]


@pytest.mark.parametrize(
    ("column", "taxonomy"),
    [
        ("area", "areas"),
        ("fields", "fields"),
        ("beneficiaries", "beneficiaries"),
        ("access", "access_features"),
    ],
)
def test_every_code_is_one_of_the_taxonomies(column, taxonomy):
    written = [row[column] for row in [*rows("matching_needs"), *rows("matching_lent")]]
    used = {code.removeprefix("-") for cell in written for code in cell.split(";") if code}
    assert used - codes(taxonomy) == set()
