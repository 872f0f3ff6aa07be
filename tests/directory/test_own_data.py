import pytest

from deeds.lifecycle import Refused
from directory import own_data
from directory.models import Membership, Revision, TeamCard
from tests.cast import join, make_person


def test_everybody_gets_what_the_directory_keeps_about_them(cast):
    TeamCard.objects.create(group=cast.group, person=cast.editor, name_ar="منى", title_ar="منسقة")
    kept = own_data.export(cast.editor)
    assert [(row["role"], row["state"]) for row in kept["memberships"]] == [("editor", "active")]
    assert [row["name"] for row in kept["team_cards"]] == ["منى"]
    assert not any(own_data.export(cast.volunteer).values())


def test_whoever_is_forgotten_left_the_group_and_its_page(cast):
    TeamCard.objects.create(group=cast.group, person=cast.editor, name_ar="منى")
    own_data.erase(cast.editor)
    assert list(Membership.objects.filter(person=cast.editor).values_list("state", flat=True)) == ["ended"]
    assert not TeamCard.objects.filter(group=cast.group).exists()


def test_the_last_leader_names_another_before_being_forgotten(cast):
    with pytest.raises(Refused, match="at least one leader|مسؤول"):
        own_data.erase(cast.leader)
    join(make_person("second"), cast.group, "leader")
    own_data.erase(cast.leader)
    assert Membership.objects.get(person=cast.leader).state == "ended"


def test_whoever_is_forgotten_is_no_longer_named_in_earlier_edits_of_the_team(cast):
    card = TeamCard.objects.create(group=cast.group, person=cast.editor, name_ar="منى")
    rows = [{"id": str(card.pk), "name_ar": "منى"}, {"id": "0", "name_ar": "سارة"}]
    Revision.objects.create(group=cast.group, section="team", number=1, data={"team_cards": rows})
    own_data.erase(cast.editor)
    assert [row["name_ar"] for row in Revision.objects.get().data["team_cards"]] == ["سارة"]
