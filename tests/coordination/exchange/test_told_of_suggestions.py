"""That a request fits is told to the leaders of the group that lends, once for each pair, apart in digests."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notice
from coordination.exchange import notices_of_suggestions as notices
from coordination.exchange.actions import suggesting
from coordination.exchange.models import LookedFor, Suggestion
from directory.models import Capability, Group
from tests.coordination.exchange.world import opened
from tests.workers.digests import desk
from workers import noticing
from workers.digests import planning

pytestmark = pytest.mark.django_db


@pytest.fixture
def fitting(cast):
    """مجموعة بصيرة asks for what the other group lends in two ways."""
    for title in ("كراسي متحركة", "كراسي متحركة للأطفال"):
        Capability.objects.create(group=cast.other_group, kind="equipment", title_ar=title, quantity=9)
    post = opened(cast)
    suggesting.look()
    return post


def told():
    return Notice.objects.filter(kind="exchange_fits")


def test_the_leaders_of_the_group_that_lends_are_told_once_of_the_two(cast, fitting):
    assert Suggestion.objects.count() == 2
    noticing.remind()
    noticing.remind()
    (one,) = told()
    assert (one.person, one.needs, one.as_whom) == (
        cast.other_leader,
        False,
        f"group:{cast.other_group.pk}:leader",
    )
    assert one.title_en == (
        "\u2068Wheelchairs\u2069 of \u2068Basira\u2069 may fit what \u2068Sign Language Pioneers\u2069 lends: "
        "\u2068كراسي متحركة\u2069"
    )


def test_what_is_found_again_later_is_not_told_again(cast, fitting):
    noticing.remind()
    Suggestion.objects.all().delete()
    LookedFor.objects.update(at=timezone.now() - timedelta(hours=1))
    Group.objects.update(updated_at=timezone.now())
    suggesting.look()
    assert Suggestion.objects.count() == 2
    noticing.remind()
    assert told().count() == 1


def test_what_was_hidden_answered_or_found_long_ago_is_not_told(cast, fitting):
    assert len(list(notices.fitting(timezone.now()))) == 1
    assert list(notices.fitting(timezone.now() + timedelta(days=3))) == []
    suggesting.hide(
        fitting, cast.other_group, code="no_fit", for_group=cast.other_group, by=cast.other_leader
    )
    assert list(notices.fitting(timezone.now())) == []


def test_a_digest_tells_it_in_a_section_of_its_own_and_the_request_no_second_time(cast):
    planning.plan()
    Capability.objects.create(group=cast.other_group, kind="equipment", title_ar="كراسي متحركة")
    opened(cast)
    suggesting.look()
    noticing.remind()
    text = desk.text(desk.write_digests()[cast.other_leader.email])
    assert "طلبات قد تناسب مجموعاتكم\n==" in text
    assert text.count("كراسي متحركة⁩ من") == 1
    assert text.count("فتحت") == 0
