"""The bylaws are data: first values until somebody confirms or changes them, then the issue in force."""

import pytest

from coordination.committee.models import RULES, Bylaw, first_values

pytestmark = pytest.mark.django_db


def test_before_anything_was_confirmed_the_first_values_bind():
    bylaws = Bylaw.in_force()
    assert (bylaws.pk, bylaws.quorum_floor, bylaws.appeal_days, bylaws.secret) == (None, 3, 30, True)
    assert {"code", "ar", "en"} == set(bylaws.admission_checklist[0])


def test_what_is_in_force_binds_and_a_rule_that_came_later_has_its_first_value():
    Bylaw.objects.create(values={"quorum_floor": 5}, state="in_force")
    bylaws = Bylaw.in_force()
    assert (bylaws.quorum_floor, bylaws.ballot_days) == (5, RULES["ballot_days"]["value"])
    assert bylaws.changes(Bylaw()) == [("quorum_floor", 5, 3)]


def test_what_is_no_rule_is_no_attribute():
    with pytest.raises(AttributeError):
        _ = Bylaw().nonsense


def test_every_rule_is_named_twice_and_numbers_lie_within_their_limits():
    for rule in RULES.values():
        assert "" not in (rule["ar"], rule["en"])
        if rule["type"] == "number":
            assert rule["least"] <= rule["value"] <= rule["most"]
            assert rule["unit"] in {"days", "months", "people", "votes", "percent"}
    assert first_values().keys() == RULES.keys()
