"""A leader lets a partner institution act in the group's name, until a day, and ends it at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Scope
from coordination.initiatives.models import Initiative, State
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.actions import mandates
from directory.models import Group, Mandate, Membership
from directory.own_data import export
from tests.api.writer import Program, let, make_partner
from tests.cast import prove, sign_in
from tests.workers import inboxes
from workers import noticing

WRITES = Scope.WRITE_INITIATIVES


@pytest.fixture
def partner(cast):
    return make_partner(cast)


@pytest.fixture
def leader(cast):
    """The leader's browser, in which they have just proved who they are."""
    return prove(sign_in(cast.leader), cast.leader)


def version(cast):
    return Group.objects.get(pk=cast.group.pk).version


def form(cast, institution, **changes):
    day = timezone.localdate() + timedelta(days=30)
    return {
        "partner": institution.uuid,
        "scopes": ["write:initiatives"],
        "ends_on": day,
        "version": version(cast),
        **changes,
    }


def test_a_leader_allows_it_on_the_groups_page_and_all_of_the_team_see_it(cast, leader, partner):
    answer = leader.post("/ar/groups/basira/partners/new/", form(cast, partner))
    assert answer.headers["Location"] == "/ar/groups/basira/partners/"
    one = Mandate.objects.get()
    assert (one.partner, one.scopes, one.given_by, one.holds) == (
        partner,
        ["write:initiatives"],
        cast.leader,
        True,
    )
    for role in ("member", "editor", "leader"):
        page = cast.client(role).get("/ar/groups/basira/partners/").content.decode()
        assert ("المكتبة الوطنية" in page, "إنهاؤه الآن" in page) == (True, role == "leader")
    entry = Entry.objects.get(deed="mandate.give")
    audience = {f"group:{cast.group.pk}:member", "committee", f"person:{cast.volunteer.pk}"}
    assert set(entry.audience) == audience | {f"person:{cast.leader.pk}"}


def test_a_leader_ends_it_and_from_then_on_nothing_is_written(cast, partner):
    one = let(cast, partner)
    program = Program(partner)
    assert program.draft(cast.group).status == 201
    cast.client("leader").post(f"/ar/groups/basira/partners/{one.uuid}/end/", {"version": version(cast)})
    assert program.draft(cast.group).status == 409
    one.refresh_from_db()
    assert (one.state, one.holds) == ("ended", False)
    assert Entry.objects.get(deed="mandate.end").actor == cast.leader
    assert "المكتبة الوطنية" in cast.client("leader").get("/ar/groups/basira/partners/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scopes": ["read:drafts"]}, "scopes"),
        ({"scopes": ["read:directory"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"ends_on": "2001-01-01"}, "ends_on"),
        ({"ends_on": timezone.localdate() + timedelta(days=400)}, "ends_on"),
        ({"partner": "nobody"}, "partner"),
    ],
)
def test_no_more_is_allowed_than_the_committee_allows_and_a_year_at_most(
    cast, leader, partner, changes, field
):
    answer = leader.post("/en/groups/basira/partners/new/", form(cast, partner, **changes))
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [field])
    assert not Mandate.objects.exists()


def test_institutions_that_only_read_are_not_offered(cast, leader):
    make_partner(cast, [Scope.READ_DIRECTORY], name="Reader")
    page = leader.get("/en/groups/basira/partners/new/").content.decode()
    assert "Reader" not in page


def test_allowing_it_anew_replaces_what_was_allowed_before(cast, partner):
    first, second = let(cast, partner), let(cast, partner, days=60)
    first.refresh_from_db()
    assert (first.state, second.state, cast.group.mandates.live().get()) == ("ended", "given", second)


@pytest.mark.parametrize("role", ["member", "editor", "other_leader", "committee"])
def test_nobody_but_a_leader_allows_or_ends_it(cast, partner, role):
    one, person = let(cast, partner), cast.people[role]
    with pytest.raises(Refused):
        mandates.end(one, by=person, seen=version(cast))
    day = timezone.localdate()
    with pytest.raises(Refused):
        mandates.give(cast.group, partner, scopes=[WRITES], ends_on=day, by=person, seen=version(cast))


@pytest.mark.parametrize("changes", [{"state": "ended"}, {"ends_on": "2001-01-01"}, {"scopes": []}])
def test_what_the_committee_no_longer_allows_no_group_can_allow(cast, partner, changes):
    type(partner).objects.update(**changes)
    partner.refresh_from_db()
    with pytest.raises(Refused):
        let(cast, partner)


def test_leaders_hear_of_each_draft_until_the_group_went_on_with_it(cast, partner):
    let(cast, partner)
    program = Program(partner)
    program.redraft(program.draft(cast.group), title_en="Halls", aim_en="Halls that everybody can use.")
    inboxes.read()
    said = "المكتبة الوطنية drafted Halls for Basira: read it and go on from there"
    assert inboxes.waiting(cast.leader) == [said]
    assert inboxes.told(cast.editor) == inboxes.told(cast.member) == []
    Initiative.objects.update(state=State.INVITING)
    noticing.settle_all()
    assert inboxes.waiting(cast.leader) == []


def test_the_institutions_keeper_hears_of_it_and_of_its_end(cast, partner):
    one = let(cast, partner)
    mandates.end(one, by=cast.leader, seen=version(cast))
    inboxes.read()
    assert inboxes.told(cast.volunteer) == [
        "Basira lets المكتبة الوطنية act in its name",
        "Basira no longer lets المكتبة الوطنية act in its name",
    ]
    assert inboxes.waiting(cast.volunteer) == []


def test_who_allowed_it_can_take_their_data_along_and_be_forgotten(cast, partner):
    let(cast, partner)
    assert [row["partner__name"] for row in export(cast.leader)["mandates_given"]] == ["المكتبة الوطنية"]
    Membership.objects.filter(person=cast.leader).update(state="ended")
    assert cast.group.mandates.get().holds
