"""The texts that a committee may begin a standard from: whole, in both languages, sources named, plainly written."""

import re
from collections import Counter

import pytest

from coordination.standards import starting
from coordination.standards.models import Clause, Level

TEXTS = starting.texts()
CLAUSES = {
    clause["code"]: clause
    for text in TEXTS.values()
    for section in text["sections"]
    for clause in section["clauses"]
}
PAIRS = ("text", "guidance", "evidence", "place")
ARABIC = re.compile("[\u0621-\u064a]")
NOISE = re.compile("[\u0640\u0660-\u0669,;?!]| [،؛؟.]|  ")  # tatweel, other digits, other marks, stray spaces

each_clause = pytest.mark.parametrize("clause", CLAUSES.values(), ids=CLAUSES)
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def said(clause):
    """Its names of text pairs: when it may not apply, that is said too."""
    return (*PAIRS, "na_when") if clause["na_allowed"] else PAIRS


def test_safeguarding_and_governance_come_with_the_project():
    assert set(TEXTS) == {"safeguarding", "governance"}


@each_text
def test_a_text_asks_for_twenty_things_or_more_and_most_of_all_for_what_must_be(text):
    levels = Counter(clause["level"] for section in text["sections"] for clause in section["clauses"])
    assert levels.total() >= 20
    assert levels[Level.MUST] > levels[Level.SHOULD] > levels[Level.MAY] > 0


@each_text
def test_each_source_is_named_twice_and_leaned_on(text):
    keys = [source["key"] for source in text["sources"]]
    leaned_on = {clause["source"] for section in text["sections"] for clause in section["clauses"]}
    assert (len(keys), set(keys)) == (len(leaned_on), leaned_on)
    assert [source["key"] for source in text["sources"] if not ARABIC.search(source["title_ar"])] == []
    assert [source["key"] for source in text["sources"] if ARABIC.search(source["title_en"])] == []


def test_no_two_clauses_share_a_code():
    clauses = sum(len(section["clauses"]) for text in TEXTS.values() for section in text["sections"])
    assert clauses == len(CLAUSES)


@each_clause
def test_a_clause_says_everything_in_arabic_and_in_english(clause):
    assert [name for name in said(clause) if not ARABIC.search(clause[f"{name}_ar"])] == []
    assert [name for name in said(clause) if not re.search("[A-Za-z0-9]", clause[f"{name}_en"])] == []
    assert [name for name in said(clause) if ARABIC.search(clause[f"{name}_en"])] == []
    assert ("na_when_ar" in clause, "na_when_en" in clause) == (clause["na_allowed"],) * 2


@each_clause
def test_a_demand_is_short_and_its_guidance_neither_thin_nor_long(clause):
    for language in ("ar", "en"):
        assert len(clause[f"text_{language}"].split()) <= 40
        assert 60 <= len(clause[f"guidance_{language}"].split()) <= 140


@each_clause
def test_arabic_is_written_as_the_house_writes_it(clause):
    assert [clause[f"{name}_ar"] for name in said(clause) if NOISE.search(clause[f"{name}_ar"])] == []


@each_clause
def test_a_clause_fits_its_row(clause):
    words = {name: value for name, value in clause.items() if name != "source"}
    Clause(**words).clean_fields(exclude=["standard", "section", "source"])
