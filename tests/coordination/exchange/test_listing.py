"""The lists of requests and offers: in the order of places, and what answering one says."""

import pytest
from django.urls import reverse

from directory.models import Area
from tests.cast import make_person
from tests.coordination.exchange.givers import asked
from tests.coordination.exchange.world import opened

pytestmark = pytest.mark.django_db


def test_lists_go_by_governorate_then_place_then_the_newest(client, cast):
    north = Area.objects.create(code="KW-KU", title_ar="العاصمة", position=1)
    south = Area.objects.create(code="KW-AH", title_ar="الأحمدي", position=2)
    place = Area.objects.create(code="KW-KU-x", title_ar="الشرق", parent=north, position=9)
    wanted = [north, north, place, south, None]
    rows = {}
    for title, area in (
        ("nowhere", None),
        ("south", south),
        ("old", north),
        ("place", place),
        ("new", north),
    ):
        rows[title] = opened(cast, audience="public", area=area)
    page = client.get(reverse("exchange"))
    assert [row.area for row in page.context["page"].object_list] == wanted
    assert [row.pk for row in page.context["page"].object_list][:2] == [rows["new"].pk, rows["old"].pk]


@pytest.mark.parametrize(("kind", "told"), [("knowledge", True), ("ideas", True), ("venue", False)])
def test_who_answers_with_knowledge_reads_that_it_may_become_a_guide(cast, kind, told):
    post = opened(cast, kind=kind, unit="hours")
    page = cast.client("other_leader").get(reverse("exchange_respond", args=[post.uuid]))
    assert ("دليل تجده" in page.content.decode()) == told


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_gifts_asks_the_same_however_long(cast, number, django_assert_num_queries):
    for place in range(number):
        asked(cast, by=make_person(f"giver {place}"))
    client = cast.client("secretary")
    client.get(reverse("gifts"))
    with django_assert_num_queries(8):
        assert len(client.get(reverse("gifts")).context["gifts"]) == number
