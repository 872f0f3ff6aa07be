"""The picture: who holds what is exact, what is missed is told only when nobody can be told from it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.standards import picture
from coordination.standards.models import Assessment, Finding, Stage
from directory.models import Area, Field
from tests.cast import make_group
from tests.coordination.standards.world import accredited, in_force

pytestmark = pytest.mark.django_db


def judged(cast, standard, marks):
    """One group for each of `marks`, judged with this mark on A1."""
    clause = standard.clauses.get(code="A1")
    for place, mark in enumerate(marks):
        one = Assessment.objects.create(
            standard=standard, group=make_group(f"judged-{place}"), state=Stage.DECIDED, result="not_met",
            reviewer=cast.committee, decided_by=cast.committee, decided_at=timezone.now(),
        )  # fmt: skip
        Finding.objects.create(
            assessment=one, clause=clause, claim="met", by=cast.leader, mark=mark, why="Not yet."
        )


@pytest.mark.parametrize(("short", "met", "told"), [(5, 5, [("A1", 5)]), (4, 9, []), (9, 4, []), (0, 9, [])])
def test_a_clause_is_told_when_enough_groups_miss_it_and_as_many_meet_it(cast, short, met, told):
    judged(cast, in_force(cast), ["partly"] * short + ["met"] * met)
    rows = [(row.code, row.count) for figure in picture.missed() for row in figure.rows]
    assert rows == told


def test_only_the_last_review_of_a_group_counts(cast):
    standard = in_force(cast)
    judged(cast, standard, ["not_met"] * 5 + ["met"] * 5)
    first = Assessment.objects.filter(findings__mark="not_met").first()
    later = Assessment.objects.create(
        standard=standard, group=first.group, state=Stage.DECIDED, result="met", reviewer=cast.chair,
        decided_by=cast.chair, decided_at=timezone.now(),
    )  # fmt: skip
    Finding.objects.create(
        assessment=later, clause=standard.clauses.get(code="A1"), claim="met", by=cast.leader, mark="met"
    )
    assert picture.missed() == []


def test_who_holds_what_counts_each_group_once_by_field_and_governorate(cast):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    cast.group.area = area
    cast.group.save()
    cast.group.fields.add(Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability"))
    accredited(cast)
    found = [[(row.code, row.count) for row in figure.rows] for figure in picture.figures()[0]]
    assert found == [[("safeguarding", 1)], [("D13", 1)], [("KW-HA", 1)]]


@pytest.mark.parametrize("number", [0, 5])
def test_the_page_asks_the_same_however_much_it_tells(client, cast, number, django_assert_num_queries):
    judged(cast, in_force(cast), ["partly", "met"] * number)
    with django_assert_num_queries(10 if number else 9):
        page = client.get(reverse("standards_picture"))
    assert len(page.context["missed"]) == (1 if number else 0)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_and_its_tables(client, cast, lang):
    assert client.get(f"/{lang}/standards/picture/").status_code == 200
    judged(cast, in_force(cast), ["partly", "met"] * 5)
    accredited(cast, in_force_now())
    page = client.get(f"/{lang}/standards/picture/").content.decode()
    assert page.count("<meter") == sum(len(figure.rows) for part in picture.figures() for figure in part) > 0
    table = client.get(f"/{lang}/standards/picture/missed-safeguarding.csv").content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("A1,")
    assert client.get(f"/{lang}/standards/picture/missed-nothing.csv").status_code == 404


def in_force_now():
    return picture.latest()["safeguarding"]
