"""The list of words that mean the same in this field, kept as data."""

import csv
from collections import Counter
from pathlib import Path

from directory.search.analyzer import analyze, fold

FILE = Path(__file__).resolve().parents[3] / "directory" / "search" / "equivalents.csv"
HURTFUL = ["منغولي", "معاق", "معوق", "أصمخ", "أعمى", "ضرير", "مشلول", "أخرس", "حريم", "عاطل", "خادمة"]


def rows():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def terms(row):
    return row["terms"].split(";")


def shown(row):
    return terms(row) if row["show"] == "*" else row["show"].split(";")


def test_there_are_a_hundred_and_fifty_rows_each_with_a_name_of_its_own():
    assert len(rows()) >= 150
    assert len({row["group"] for row in rows()}) == len(rows())


def test_no_term_stands_twice_once_folded():
    count = Counter(fold(term) for row in rows() for term in terms(row))
    assert [term for term, times in count.items() if times > 1] == []


def test_every_row_says_why_in_which_languages_and_from_where():
    for row in rows():
        assert row["why"], row["group"]
        assert row["source"], row["group"]
        assert set(row["lang"].split("+")) <= {"ar", "ar-KW", "en"}, row["group"]


def test_every_row_joins_two_terms_at_least_and_every_term_is_a_word():
    for row in rows():
        assert len(terms(row)) >= 2, row["group"]
        assert all(analyze(term) for term in terms(row)), row["group"]


def test_words_for_search_only_are_marked_by_their_absence_from_those_shown():
    for row in rows():
        assert set(shown(row)) <= set(terms(row)), row["group"]
        if "search-only" in row["why"]:
            assert set(shown(row)) < set(terms(row)), row["group"]
    assert [word for word in HURTFUL if any(word in shown(row) for row in rows())] == []
