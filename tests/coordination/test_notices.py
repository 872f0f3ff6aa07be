"""What answers to groups, licences and initiatives put into whose inbox, and when it ends by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notice
from coordination.admissions.actions import deciding
from coordination.initiatives.actions import appealing
from coordination.initiatives.actions import deciding as suspending
from directory.models import Group, Licence
from tests.coordination.admissions import world
from tests.coordination.initiatives.world import WAY, edit, fresh, initiative_in, step
from tests.workers.inboxes import read, told, waiting
from workers import noticing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_fresh(cast):
    """No page waits to be confirmed, which the clock would tell as well."""
    Group.objects.update(confirmed_on=timezone.localdate())


def new_lines(person, known):
    lines = told(person)[known[person.pk] :]
    known[person.pk] += len(lines)
    return lines


def test_an_initiative_tells_each_group_what_it_asks_of_it_and_the_committee_what_waits(cast):
    people = [cast.leader, cast.other_leader, cast.committee, cast.recused_committee, cast.editor]
    known = dict.fromkeys([person.pk for person in people], 0)
    initiative = initiative_in(cast, "draft")
    heard = {}
    for state in WAY[1:]:
        step(initiative, state, cast)
        read()
        heard[state] = [new_lines(person, known) for person in people]
    title = "Halls for all"
    nothing: list[str] = []
    invited = f"Basira invites Sign Language Pioneers to {title} and waits for your agreement"
    offered = f"The achievement of {title} is offered for the page of "
    assert heard == {
        "inviting": [nothing, [invited], nothing, nothing, nothing],
        "ready": [[f"All partners agreed to {title}: it can be submitted"], *[nothing] * 4],
        "submitted": [nothing, nothing, [f"{title} waits to be reviewed"], nothing, nothing],
        "in_review": [nothing] * 5,
        "voting": [nothing] * 5,
        "approved": [
            [f"The committee approved {title}: it can begin"],
            [f"The committee approved {title}"],
            *[nothing] * 3,
        ],
        "active": [nothing, [f"{title} is under way"], *[nothing] * 3],
        "completed": [nothing, [f"{title} was completed"], *[nothing] * 3],
        "closed": [nothing, [f"{offered}Sign Language Pioneers"], nothing, nothing, [f"{offered}Basira"]],
    }
    assert (waiting(cast.committee), waiting(cast.leader)) == ([], [])


def test_an_agreement_is_asked_once_for_each_version_of_the_terms(cast):
    initiative = initiative_in(cast, "inviting")
    read()
    first = waiting(cast.other_leader)
    edit(initiative, cast.leader, summary_en="Only words.")
    read()
    assert (len(first), told(cast.other_leader)) == (1, first)
    step(initiative, "ready", cast)
    read()
    assert waiting(cast.other_leader) == []
    edit(initiative, cast.leader, aim_en="Another aim.")
    read()
    assert waiting(cast.other_leader) == [
        "The terms of Halls for all changed: the agreement of Sign Language Pioneers is asked for again"
    ]
    assert waiting(cast.leader) == []


def test_a_reply_is_reminded_of_three_days_and_one_day_before_once_each(cast):
    initiative = initiative_in(cast, "inviting")
    read()
    end = timezone.now() + timedelta(days=(fresh(initiative).reply_by - timezone.localdate()).days)
    told_of = [noticing.remind(end - timedelta(days=days)) for days in (4, 2, 2, 0)]
    assert told_of == [0, 1, 0, 1]
    lines = waiting(cast.other_leader)
    assert lines == ["Halls for all still waits for the agreement of Sign Language Pioneers"]


def test_a_group_that_asks_to_be_listed_waits_for_those_who_may_decide(cast):
    world.bylaws()
    row = world.handed_in(cast)
    read()
    asked = "Basira asks to be listed"
    lines = [waiting(cast.people[role]) for role in ("committee", "recused_committee", "leader")]
    assert lines == [[asked], [], []]
    said = {"code": "untrue", "reason": world.WORDS}
    deciding.decline(row, held=[], by=cast.committee, seen=row.group.version, **said)
    read()
    answer = "Basira was not accepted: read why, and whether you appeal"
    assert (waiting(cast.committee), waiting(cast.leader)) == ([], [answer])
    assert Notice.objects.get(person=cast.leader).mailed_at  # the letter with the reasons


def test_an_appeal_waits_for_those_who_did_not_decide_and_is_pressing_once_overdue(cast):
    world.bylaws()
    appeal = world.appealed(cast, world.declined(cast))
    read()
    hear = "An appeal of Basira waits to be heard"
    who = ("leader", "committee", "chair")  # the second declined it
    lines = [waiting(cast.people[role]) for role in who]
    assert lines == [[], [], [hear]]
    noticing.remind(appeal.due_at + timedelta(hours=1))
    assert "The appeal of Basira is overdue" in waiting(cast.chair)
    assert hear not in waiting(cast.chair)


def test_an_appeal_about_an_initiative_goes_to_who_may_answer_and_its_outcome_to_each_group(cast):
    initiative = initiative_in(cast, "active")
    read()
    told_to = {"code": "incomplete", "reason": "The permit is missing.", "by": cast.committee}
    initiative = suspending.suspend(initiative, seen=initiative.version, **told_to)
    read()
    title = "Halls for all"
    asked = f"{title} is suspended: read why, and whether you appeal"
    assert (waiting(cast.leader), told(cast.other_leader)[-1]) == (
        [asked],
        f"The committee suspended {title}",
    )
    appeal = appealing.file(initiative, words="Here it is.", by=cast.leader, seen=initiative.version)
    read()
    hear = f"An appeal about {title} waits to be heard"
    who = ("leader", "committee", "recused_committee", "secretary", "chair")
    assert [waiting(cast.people[role]) for role in who] == [[], [], [], [hear], [hear]]
    answer = {"overturns": False, "code": "holds", "reason": "They hold."}
    appealing.hear(appeal, **answer, by=cast.chair, seen=fresh(initiative).version)
    read()
    assert [waiting(cast.people[role]) for role in ("secretary", "chair")] == [[hear], []]
    noticing.remind(appeal.due_at + timedelta(hours=1))
    assert waiting(cast.secretary) == [f"The appeal about {title} is overdue"]
    appealing.hear(appeal, **answer, by=cast.secretary, seen=fresh(initiative).version)
    read()
    heard = f"The appeal about {title} was heard, and the decision stands"
    assert [told(person)[-1] for person in (cast.leader, cast.other_leader)] == [heard, heard]
    assert waiting(cast.secretary) == []


@pytest.mark.parametrize("was", ["approved", "active"])
def test_an_overturned_suspension_tells_each_group_where_the_initiative_is(cast, was):
    initiative = initiative_in(cast, was)
    told_to = {"code": "incomplete", "reason": "The permit is missing.", "by": cast.committee}
    initiative = suspending.suspend(initiative, seen=initiative.version, **told_to)
    appeal = appealing.file(initiative, words="Here it is.", by=cast.leader, seen=initiative.version)
    for member in (cast.chair, cast.secretary):
        answer = {"overturns": True, "code": "error", "reason": "It was there.", "by": member}
        appealing.hear(appeal, **answer, seen=fresh(initiative).version)
    read()
    start = "The decision on Halls for all was overturned"
    ends = {
        "approved": [": it can begin", "; it stands approved again"],
        "active": ["; it is under way again"] * 2,
    }
    assert [told(person)[-1] for person in (cast.leader, cast.other_leader)] == [
        start + end for end in ends[was]
    ]


def test_a_licence_is_reminded_of_by_the_nearest_of_its_steps(cast):
    today = timezone.localdate()
    Licence.objects.create(
        group=cast.group, authority_en="Ministry", number="12", expires_on=today + timedelta(days=61)
    )
    told_of = [noticing.remind(timezone.now() + timedelta(days=days)) for days in (0, 1, 2, 31, 54, 55, 62)]
    assert told_of == [0, 1, 0, 1, 1, 0, 1]
    assert (len(waiting(cast.leader)), len(waiting(cast.editor)), waiting(cast.member)) == (1, 1, [])
    assert [row.urgent for row in Notice.objects.filter(person=cast.leader).order_by("pk")] == [
        False,
        False,
        True,
        True,
    ]
