"""Raising a hand at a public request for volunteers: private, once, a guardian first under 18, answered by leaders."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from coordination.exchange.actions import raising
from coordination.exchange.models import Hand
from deeds.lifecycle import Refused
from directory.actions.visitors import helping
from directory.models import Helper, Membership
from tests.coordination.exchange.world import opened

pytestmark = pytest.mark.django_db
ADULT = {"what": "Carrying and smiling", "when": "Saturdays", "name": "Noura", "mail": "volunteer@cast.test",
         "phone": "", "guardian_name": "", "guardian_mail": "", "is_minor": False}  # fmt: skip
MINOR = {
    **ADULT,
    "mail": "",
    "guardian_name": "Mother",
    "guardian_mail": "mother@cast.test",
    "is_minor": True,
}


def wanted(cast, **columns):
    return opened(cast, **{"kind": "volunteers", "audience": "public", **columns})


def raised(cast, post, said=ADULT, *, by=None, once="form"):
    return raising.raise_hand(post, said=said, once=once, by=by or cast.volunteer)[0]


def page(cast, role, post, lang="ar"):
    with override(lang):
        return cast.client(role).get(post.get_absolute_url()).content.decode()


def test_leaders_see_who_raised_a_hand_and_nobody_else_does(cast):
    post = wanted(cast)
    hand = raised(cast, post)
    assert hand.helper.what == f"{post.title}\nCarrying and smiling"
    assert "Noura" in page(cast, "leader", post)
    for role in ("public", "volunteer", "member", "editor", "other_leader", "committee"):
        assert "Noura" not in page(cast, role, post)


def test_a_leader_welcomes_or_declines_in_the_inbox(cast):
    helper = raised(cast, wanted(cast)).helper
    address = reverse("inbox_helper", args=[cast.group.slug, helper.uuid])
    assert "Carrying and smiling" in cast.client("leader").get(address).content.decode()
    helping.welcome(helper, by=cast.leader, seen=helper.version)
    assert Membership.objects.active().filter(group=cast.group, person=cast.volunteer).exists()


def test_under_18_the_guardian_comes_first(cast):
    post = wanted(cast)
    hand = raised(cast, post, MINOR)
    assert not Hand.objects.seen().exists()
    assert "Noura" not in page(cast, "leader", post)
    helper = hand.helper
    version = helping.guardians_words()["version"]
    helping.agree(helper, seen=helper.version, text_version=version)
    assert "Noura" in page(cast, "leader", post)


def test_a_hand_is_raised_once_until_it_is_withdrawn_and_not_without_end(cast, monkeypatch):
    post = wanted(cast)
    hand = raised(cast, post)
    with pytest.raises(Refused) as refusal:
        raised(cast, post, once="other")
    assert refusal.value.code == "already"
    helping.withdraw(hand.helper, seen=hand.helper.version)
    raised(cast, post, once="third")
    monkeypatch.setattr(raising, "IN_A_DAY", 2)
    with pytest.raises(Refused) as refusal:
        raised(cast, wanted(cast), once="fourth")
    assert refusal.value.code == "too_many"


@pytest.mark.parametrize(("role", "told"), [("volunteer", True), ("guardian", False), ("leader", False)])
def test_who_raised_a_hand_reads_that_and_is_not_asked_again(cast, role, told):
    post = wanted(cast)
    hand = raised(cast, post)
    assert ("The address that you were given" in page(cast, role, post, "en")) == told
    assert (f"/giving/hands/{post.uuid}/" in page(cast, role, post, "en")) == (role == "guardian")
    if told:
        helping.withdraw(hand.helper, seen=hand.helper.version)
        assert f"/giving/hands/{post.uuid}/" in page(cast, role, post, "en")


def test_hands_are_for_open_public_requests_for_volunteers_of_others(cast):
    for post in (wanted(cast, audience="groups"), wanted(cast, kind="equipment"), wanted(cast, side="offer")):
        with pytest.raises(Refused) as refusal:
            raised(cast, post)
        assert refusal.value.code == "closed"
    with pytest.raises(Refused):
        raised(cast, wanted(cast), by=cast.member)
    assert (Hand.objects.count(), Helper.objects.count()) == (0, 0)


def test_when_an_offer_is_forgotten_its_hand_goes(cast):
    hand = raised(cast, wanted(cast))
    Helper.objects.filter(pk=hand.helper_id).delete()
    assert not Hand.objects.exists()
