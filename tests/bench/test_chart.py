"""The chart of what a search costs."""

from xml.etree import ElementTree

from bench.chart import chart, points


def report(size, ours, plain):
    return {
        "figures": [
            {"name": f"p50 of {size} groups", "value": ours},
            {"name": f"p99 of {size} groups", "value": ours * 3},
            {"name": f"p50 of {size} groups, plain ORM", "value": plain},
            {"name": "rebuild", "value": 1},
        ]
    }


def test_a_line_has_one_point_for_each_size_in_order():
    reports = [report(100_000, 6, 9000), report(10_000, 4, 900)]
    assert points(reports, "", 50) == [(10_000, 4), (100_000, 6)]
    assert points(reports, ", plain ORM", 50) == [(10_000, 900), (100_000, 9000)]


def test_more_milliseconds_stand_higher():
    drawn = ElementTree.fromstring(chart([report(10_000, 4, 900), report(100_000, 6, 9000)]))
    marks = [float(mark.get("cy")) for mark in drawn.iter() if mark.tag.endswith("circle")]
    plain, slowest, median = marks[:2], marks[2:4], marks[4:]
    assert plain[1] < plain[0] < slowest[0] < median[0]


def test_one_size_alone_can_be_drawn():
    assert ElementTree.fromstring(chart([report(10_000, 4, 900)])) is not None
