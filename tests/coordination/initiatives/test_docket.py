"""Initiatives and appeals on the docket: the list tells what the matters tell, at one price however many wait."""

import pytest
from django.urls import reverse

from coordination.committee import docket
from coordination.initiatives.models import Initiative
from tests.coordination.initiatives.test_appealing_members import appealed, suspended

pytestmark = pytest.mark.django_db
WAITING = ("submitted", "in_review", "inquorate")


def waiting(cast, number):
    for n in range(number):
        for state in WAITING:
            Initiative.objects.create(lead=cast.group, title_en=f"{state} {n}", state=state)
        appealed(cast, suspended(cast))


def test_the_lines_of_initiatives_tell_what_the_matters_tell(cast):
    waiting(cast, 2)
    lines, matters = docket.lines(), {matter.key: matter for matter in docket.awaiting()}
    assert len(lines) == len(matters) == 8
    for line in lines:
        matter = matters[line.kind, line.uuid]
        assert (str(line.title), line.url, line.since, line.due_at) == (
            matter.title, matter.url, matter.since, matter.due_at,
        )  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_the_docket_costs_the_same_however_many_wait(cast, number, django_assert_num_queries):
    waiting(cast, number)
    browser, page = cast.client("chair"), reverse("docket")
    browser.get(page)
    with django_assert_num_queries(9):
        text = browser.get(page).content.decode()
    assert text.count("هل يُلغى القرار في مبادرة") == number
