"""Who could help, and whose requests fit: kept by the clock, told with reasons that hold, hidden by each for itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from coordination.exchange.actions import suggesting
from coordination.exchange.models import Audience, Hiding, LookedFor, Post, Side, Suggestion
from coordination.exchange.suggesting import shown
from deeds.lifecycle import Refused
from directory.models import AccessFeature, Answer, Area, Capability, Group, GroupAccess, Standing
from directory.taxonomies.loading import load
from tests.cast import make_group
from tests.coordination.exchange.lending import again, asked, lends, told
from tests.coordination.exchange.world import in_days, opened

pytestmark = pytest.mark.django_db
WEEK = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


@pytest.fixture(autouse=True)
def _places(db):
    """The words that groups are sorted by."""
    load()


def test_what_another_group_lends_is_suggested_and_nothing_of_ones_own(cast):
    lends(cast.group)
    lends(cast.other_group, quantity=8)
    lends(cast.other_group, "ستائر للمسرح")
    (one,) = told(asked(cast))
    assert (one.row.group, str(one.title)) == (cast.other_group, "كراسي متحركة")


def test_a_group_that_lends_several_things_stands_there_once_and_three_groups_at_most(cast):
    lends(cast.other_group)
    lends(cast.other_group, "كراسي متحركة للأطفال")
    for number in range(4):
        lends(make_group(f"lender-{number}"))
    found = told(asked(cast))
    assert len(found) == len({one.row.group_id for one in found}) == 3


def test_who_lends_must_be_listed_and_who_answered_already_is_no_suggestion(cast):
    lends(cast.other_group)
    post = asked(cast)
    Group.objects.filter(pk=cast.other_group.pk).update(standing=Standing.SUSPENDED)
    assert told(post) == []
    Group.objects.filter(pk=cast.other_group.pk).update(standing=Standing.LISTED)
    assert len(told(post)) == 1
    post.responses.create(group=cast.other_group, quantity=1, by=cast.other_leader, state="declined")
    assert told(post) == []


def test_a_request_for_named_groups_is_suggested_to_no_other(cast):
    third = make_group("third")
    lends(cast.other_group)
    lends(third)
    post = asked(cast, audience=Audience.NAMED, named=[third])
    assert [one.row.group for one in told(post)] == [third]
    assert shown.for_group(cast.other_group) == []


def test_an_offer_stands_for_the_capability_it_was_made_of_and_for_whom_it_is_meant(cast):
    row, third = lends(cast.other_group), make_group("third")
    offer = opened(cast, Side.OFFER, group=cast.other_group, by=cast.other_leader)
    Post.objects.filter(pk=offer.pk).update(capability=row)
    post = asked(cast)
    assert [one.row.offer for one in told(post)] == [offer]
    assert [one.row.request for one in shown.for_offer(offer)] == [post]
    Post.objects.filter(pk=offer.pk).update(audience=Audience.NAMED)
    offer.named.set([third])
    again()
    assert told(post) == []


def test_an_offer_for_other_dates_is_no_help(cast):
    for days, found in ((3, 1), (40, 0)):
        offer = opened(cast, Side.OFFER, group=cast.other_group, by=cast.other_leader)
        Post.objects.filter(pk=offer.pk).update(starts_on=in_days(days), ends_on=in_days(days + 1))
        post = asked(cast, starts_on=in_days(2), ends_on=in_days(5))
        assert [one.row.offer for one in told(post)] == [offer][:found]
        Post.objects.filter(pk=offer.pk).update(state="withdrawn")


def test_nobody_is_looked_for_twice_within_minutes_and_anew_once_something_changed(cast):
    asked(cast)
    assert suggesting.look() == 0
    lends(cast.other_group)
    Group.objects.update(updated_at=timezone.now())
    assert suggesting.look() == 0
    LookedFor.objects.update(at=timezone.now() - timedelta(minutes=6))
    assert suggesting.look() == 1
    since = Suggestion.objects.get().found_at
    again()
    assert Suggestion.objects.get().found_at == since


def test_a_suggestion_says_what_is_there_now_and_nothing_once_it_is_gone(cast):
    row = lends(cast.other_group, quantity=8)
    post = asked(cast)
    assert "enough" in {fact.code for fact in told(post)[0].match.reasons}
    Capability.objects.filter(pk=row.pk).update(quantity=2)
    assert ("too_few", (3, 2, "pieces")) in told(post)[0].match.missing
    Capability.objects.filter(pk=row.pk).update(title_ar="ستائر")
    assert told(post) == []
    row.delete()
    assert told(post) == []


def test_each_of_the_two_groups_hides_for_itself_with_a_reason(cast):
    lends(cast.other_group)
    post = asked(cast)
    with pytest.raises(Refused):
        suggesting.hide(post, cast.other_group, code="no_fit", for_group=cast.group, by=cast.member)
    suggesting.hide(post, cast.other_group, code="no_fit", for_group=cast.group, by=cast.editor)
    suggesting.hide(post, cast.other_group, code="asked", for_group=cast.group, by=cast.editor)
    assert [(row.by_group, row.code) for row in Hiding.objects.all()] == [(cast.group, "no_fit")]
    assert told(post, [cast.group.pk]) == []
    assert len(shown.for_group(cast.other_group)) == 1
    suggesting.hide(post, cast.other_group, code="not_now", for_group=cast.other_group, by=cast.other_leader)
    assert shown.for_group(cast.other_group) == []
    assert shown.how_many([cast.other_group.pk]) == {cast.other_group.pk: 0}


# --- pages


def page(cast, role, url):
    return cast.client(role).get(url).content.decode()


def test_pages_show_it_to_the_two_groups_and_the_committee_alone(cast):
    lends(cast.other_group, quantity=8)
    post = asked(cast, audience=Audience.PUBLIC)
    url = f"/en/exchange/{post.uuid}/"
    assert "Who could help" in page(cast, "editor", url)
    assert "Who could help" in page(cast, "committee", url)
    for role in ("public", "member", "other_leader"):
        assert "Who could help" not in page(cast, role, url)
    fitting = f"/en/exchange/fitting/{cast.other_group.slug}/"
    assert "Wheelchairs" in page(cast, "other_leader", fitting)
    assert cast.client("editor").get(fitting).status_code == 404
    day = page(cast, "other_leader", "/en/me/")
    assert "1 request fits" in day
    assert fitting in day
    assert "Requests that fit your group" in page(
        cast, "other_leader", f"/en/groups/{cast.other_group.slug}/edit/"
    )


def test_before_anybody_looked_and_when_nothing_fits_the_page_says_so(cast):
    post = opened(cast)
    url = f"/en/exchange/{post.uuid}/"
    assert "Look again in a minute" in page(cast, "editor", url)
    lends(cast.other_group, kind="transport", title="باص للكراسي المتحركة")
    suggesting.look()
    text = page(cast, "editor", url)
    assert "Nothing fits today" in text
    assert "Nothing fits today" not in page(cast, "other_leader", url)


def test_hiding_on_a_page_goes_back_to_it(cast):
    lends(cast.other_group)
    post = asked(cast)
    url = f"/en/exchange/{post.uuid}/hide/{cast.other_group.slug}/"
    sent = {"for": cast.group.slug, "code": "not_now", "back": f"/en/exchange/{post.uuid}/"}
    answer = cast.client("editor").post(url, sent)
    assert (answer.status_code, answer["Location"]) == (302, sent["back"])
    assert cast.client("member").post(url, sent).status_code == 404
    away = cast.client("editor").post(url, sent | {"back": "https://elsewhere.test/"})
    assert away["Location"] == f"/en/exchange/{post.uuid}/"
    assert cast.client("editor").post(url, sent | {"code": "because"}).status_code == 303


# --- what is said is true


def world_of_lenders():
    """Twenty-four groups that lend wheelchairs, each with other facts: [(group, place, days, number, features)]."""
    places = ["KW-HA", "KW-KU", "KW-JA", "KW-AH"]
    features = [row.pk for row in AccessFeature.objects.all()[:2]]
    made = []
    for number in range(24):
        place, day, many = places[number % 4], WEEK[number % 7], (number % 5) * 3
        group = make_group(f"lender-{number}", area=Area.objects.get(pk=place))
        row = lends(group, available_en=f"{DAY_NAMES[day]}s", quantity=many or None)
        made.append((row, place, day, many))
        for feature, answer in zip(features, (Answer.YES, Answer.NO), strict=True):
            GroupAccess.objects.create(
                group=group, feature_id=feature, answer=answer, confirmed_on=timezone.localdate()
            )
    return made


DAY_NAMES = dict(
    zip(WEEK, ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"), strict=True)
)
NEXT_TO_HAWALLI = {"KW-KU"}


def test_every_reason_holds_and_every_missing_thing_is_missing(cast):
    """Told from the page's own words, and judged by what the groups were made with."""
    made = {row.group_id: (place, day, many) for row, place, day, many in world_of_lenders()}
    seen = 0
    for wanted in WEEK:
        post = asked(cast, area=Area.objects.get(pk="KW-HA"), quantity=6, days=[wanted])
        with translation.override("en"):
            found = shown.laid_out(list(Suggestion.objects.filter(request=post).with_both()))
        for one in found:
            place, day, many = made[one.row.group_id]
            holds = {
                "In the same governorate": place == "KW-HA",
                "In a neighbouring governorate": place in NEXT_TO_HAWALLI,
                f"Free on: {DAY_NAMES[wanted]}": day == wanted,
                "There is enough": many >= 6,
                "Names what is needed": True,
            }
            lacks = {
                f"Free on other days: {DAY_NAMES[day]}": day != wanted,
                "Far away": place in ("KW-JA", "KW-AH"),
                f"Too few, still missing: {6 - many}": 0 < many < 6,
            }
            for said in one.reasons:
                assert [true for words, true in holds.items() if said.startswith(words)] == [True], said
            for said in one.missing:
                assert [true for words, true in lacks.items() if said.startswith(words)] == [True], said
            assert len(one.missing) == sum(lacks.values())
            seen += len(one.reasons) + len(one.missing)
        told_first = [one.row.group_id for one in told(post)]
        assert all(made[group][0] in ("KW-HA", "KW-KU") for group in told_first)
    assert seen > 100


def test_what_half_of_all_groups_lend_is_suggested_too(cast):
    for place in range(60):
        lends(make_group(f"lender-{place}"))
        lends(cast.other_group, f"ستائر {place}")
    assert len(told(asked(cast))) == 3


def test_visitors_find_no_trace(cast):
    lends(cast.other_group)
    post = asked(cast, audience=Audience.PUBLIC)
    assert "suggested" not in Client().get(f"/en/exchange/{post.uuid}/").content.decode()
