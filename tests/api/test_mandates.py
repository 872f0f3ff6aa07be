"""Which groups let an institution act in their name: on its page for its keeper, in the API for its key."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.actions import mandates
from directory.models import Group
from tests.api.writer import WRITE, Program, let, make_partner
from tests.cast import sign_in


@pytest.fixture
def partner(cast):
    return make_partner(cast)


def told(program):
    return [
        (row["group"]["slug"], row["scopes"], row["until"])
        for row in program.read("mandates/").data["results"]
    ]


def test_a_key_reads_whom_its_institution_may_act_for_and_nobody_elses(cast, partner):
    program, other = Program(partner), Program(make_partner(cast, name="أخرى"))
    mandate = let(cast, partner)
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert (told(program), told(other)) == ([("basira", ["write:initiatives"], until)], [])
    seen = Group.objects.get(pk=cast.group.pk).version
    mandates.end(mandate, by=cast.leader, seen=seen)
    assert told(program) == []


def test_without_a_key_it_says_what_is_missing(client, cast):
    answer = client.get("/api/v1/mandates/", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Api-Key")
    assert answer.json()["detail"] == "This list is the institution’s own: send its key."


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_keeper_and_the_committee_read_the_same_on_the_institutions_page(cast, partner, lang):
    page = f"/{lang}/partners/{partner.uuid}/"
    keeper = sign_in(cast.volunteer)
    link = f'href="/{lang}/groups/basira/"'
    assert link not in keeper.get(page).content.decode()
    let(cast, partner)
    for browser in (keeper, cast.client("committee")):
        assert link in browser.get(page).content.decode()


def test_what_is_over_or_of_a_group_that_is_not_listed_is_not_in_the_list(cast, partner, time_machine):
    program = Program(partner, WRITE)
    let(cast, partner)
    Group.objects.filter(pk=cast.group.pk).update(standing="suspended")
    assert told(program) == []
    Group.objects.filter(pk=cast.group.pk).update(standing="listed")
    assert len(told(program)) == 1
    time_machine.move_to(timezone.now() + timedelta(days=32))
    assert told(program) == []
