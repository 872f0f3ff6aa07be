"""The matching bench measures what it says, and the matcher keeps what was measured."""

from bench import matching

ROW = {"half": "tuned", "expected": "a;b", "near": "c;d"}


def figures(found):
    measured = matching._scores("tuned", "", [(ROW, None)], lambda _need: found, None)
    return [figure.value for figure in measured]


def test_recall_counts_each_expected_answer_among_the_first_five():
    assert figures(["a", "x", "b"]) == [1, 1, 0]
    assert figures(["x", "a"]) == [0.5, 0.5, 0]
    assert figures([]) == [0, 0, 0]


def test_a_nearly_right_one_counts_when_it_comes_before_every_right_one():
    assert figures(["c", "d", "b"]) == [0.5, 1 / 3, 2]
    assert figures(["b", "c", "d"]) == [0.5, 1, 0]


def test_both_halves_and_their_reference_are_measured_in_one_run():
    measured = {figure.name: figure for figure in matching._quality(*matching.written())}
    assert sorted(name for name in measured if ": R@5" in name) == [
        "held out: R@5 of 30",
        "held out: R@5 of 30, words alone",
        "tuned: R@5 of 30",
        "tuned: R@5 of 30, words alone",
    ]
    assert all(figure.met for figure in measured.values() if figure.goal)


def test_the_speed_is_measured_over_as_many_as_asked_for():
    needs, lent = matching.written()
    indexed, matched, _spent, found = matching._speed(30, needs, lent)
    assert (indexed.name, matched.name) == ("30 things lent indexed", "30 needs by 30 things lent")
    assert matched.goal == 60
    assert found.value > 0


def test_each_written_need_is_read_with_what_its_row_says():
    needs, lent = matching.written()
    need = next(need for row, need in needs if row["id"] == "n21")
    assert (need.area, need.quantity, need.unit, need.access) == ("KW-KU-qadsiya", 45, "seat", {"step_free"})
    assert need.when.days == {"mon"}
    stairs = next(one for one in lent if one.id == "c059")
    assert (stairs.travels, stairs.no_access) == (False, {"step_free"})
