"""Facets and their counts, checked against a count over the rows themselves."""

import random

import pytest

from directory.models import Answer, Beneficiary, Group
from directory.search import counts as counts_of
from tests.directory.search.world import counts, exact, found, index_all, make_group

pytestmark = pytest.mark.django_db

AREAS = ["KW-HA", "KW-HA-salmiya", "KW-KU", "KW-KU-sharq", None]
FIELDS = ["D10", "D13"]
BENEFICIARIES = ["autism", "deaf", "youth"]
FEATURES = ["sign_language", "step_free"]
KINDS = ["team", "club", "school"]
CHOICES = {
    "areas": ("area", ["KW-HA", "KW-HA-salmiya", "KW-KU", "KW-KU-sharq"]),
    "fields": ("field", FIELDS),
    "beneficiaries": ("beneficiary", [*BENEFICIARIES, "hearing", "communication"]),
    "access": ("access", FEATURES),
    "kinds": ("kind", KINDS),
}


@pytest.fixture
def many(words):
    dice = random.Random(7)
    for _number in range(40):
        make_group(
            name_en=dice.choice(["Chess", "Chess music", "Music"]),
            area_id=dice.choice(AREAS),
            fields=dice.sample(FIELDS, dice.randint(0, 2)),
            beneficiaries=dice.sample(BENEFICIARIES, dice.randint(0, 2)),
            access={
                feature: dice.choice(Answer.values) for feature in dice.sample(FEATURES, dice.randint(0, 2))
            },
            kind=dice.choice(KINDS),
            accepts_volunteers=dice.random() < 0.5,
        )
    index_all()


def codes_of(group):
    """{facet: every code under which this group stands}, from its rows."""
    fields = {code for field in group.fields.all() for code in (field.code, field.parent_id) if code}
    words = {code for row in group.beneficiaries.all() for code in (row.code, row.domain) if code}
    return {
        "area": {group.area_id, group.area and group.area.parent_id} - {None},
        "field": fields,
        "beneficiary": words,
        "access": {row.feature_id for row in group.access_answers.all() if row.answer == Answer.YES},
        "kind": {group.kind},
    }


def passes(codes, asked, without=""):
    """Any of the choices in each facet, all facets but one."""
    chosen = {CHOICES[name][0]: set(values) for name, values in asked.items()}
    return all(codes[facet] & values for facet, values in chosen.items() if values and facet != without)


@pytest.mark.parametrize("few", [0, 5, counts_of.FEW], ids=["by columns", "both ways", "all codes at once"])
def test_results_and_counts_are_those_of_a_count_by_hand(many, monkeypatch, few):
    monkeypatch.setattr(counts_of, "FEW", few)
    dice = random.Random(11)
    rows = [(group, codes_of(group)) for group in Group.objects.all()]
    for _try in range(25):
        asked = {
            name: tuple(dice.sample(codes, dice.choice([0, 0, 1, 2])))
            for name, (_facet, codes) in CHOICES.items()
        }
        word = dice.choice(["", "chess", "music"])
        accepting = dice.random() < 0.3
        fitting = [
            (group, codes)
            for group, codes in rows
            if word in group.name_en.lower() and (group.accepts_volunteers or not accepting)
        ]
        results = found(word, accepting=accepting, page_size=50, **asked)
        right = {group.slug for group, codes in fitting if passes(codes, asked)}
        assert (exact(results), results.count) == (right, len(right))
        for facet, _codes in CHOICES.values():
            others = [codes[facet] for _group, codes in fitting if passes(codes, asked, without=facet)]
            by_hand = {code: sum(code in codes for codes in others) for code in set().union(*others)}
            assert {code: count for code, count in counts(results, facet).items() if count} == by_hand


def test_choices_in_one_facet_widen_and_across_facets_narrow(words):
    make_group(slug="ha", area_id="KW-HA", beneficiaries=["deaf"])
    make_group(slug="ku", area_id="KW-KU", beneficiaries=["deaf"])
    make_group(slug="youth", area_id="KW-KU", beneficiaries=["youth"])
    index_all()
    assert exact(found(areas=("KW-HA", "KW-KU"))) == {"ha", "ku", "youth"}
    assert exact(found(areas=("KW-HA", "KW-KU"), beneficiaries=("hearing",))) == {"ha", "ku"}


def test_every_governorate_can_be_chosen_and_says_so(words):
    make_group(area_id="KW-HA-salmiya")
    index_all()
    values = {value.code: value for value in found(areas=("KW-KU",)).facets["area"]}
    assert {code: (value.count, value.chosen, value.parent) for code, value in values.items()} == {
        "KW-HA": (1, False, ""),
        "KW-KU": (0, True, ""),
        "KW-HA-salmiya": (1, False, "KW-HA"),
    }
    assert (values["KW-KU"].label_ar, values["KW-KU"].label_en) == ("العاصمة", "Capital")


def test_unknown_access_is_never_yes(words):
    make_group(slug="unknown", access={"step_free": "unknown"})
    make_group(slug="no", access={"step_free": "no"})
    make_group(slug="yes", access={"step_free": "yes"})
    index_all()
    assert exact(found(access=("step_free",))) == {"yes"}


@pytest.mark.parametrize("few", [0, counts_of.FEW], ids=["by columns", "all codes at once"])
def test_more_codes_than_there_are_columns_are_counted_each(words, monkeypatch, few):
    monkeypatch.setattr(counts_of, "FEW", few)
    codes = ["autism", "deaf", *(f"kind_{number}" for number in range(8))]
    for code in codes[2:]:
        Beneficiary.objects.create(code=code, title_ar=code, title_en=code)
    make_group(beneficiaries=codes)
    make_group(beneficiaries=codes[:7])
    make_group()
    index_all()
    expected = {code: 2 if code in codes[:7] else 1 for code in codes} | {"hearing": 2, "communication": 2}
    assert counts(found(), "beneficiary") == expected
