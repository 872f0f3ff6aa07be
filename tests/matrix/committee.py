"""The worlds that the committee's addresses are asked in: a ballot on the cast's group, bylaws, a nomination."""

import uuid
from datetime import timedelta

from django.utils import timezone

from coordination.committee import docket
from coordination.committee.actions import opening, ruling, seating, voting
from coordination.committee.models import Ballot, Bylaw, Decision, Founding, Seat, first_values
from tests.coordination.committee.room import NAME, Room


def on_the_docket(cast):
    """The cast's group as a matter of the tests' room, and a ballot on it: its members are recused."""
    docket.register(Room())
    return opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=cast.group.version)


def matter(cast, route):
    docket.register(Room())
    return {"kind": NAME, "uuid": cast.group.uuid}


def ballot(cast, route):
    made = on_the_docket(cast)
    return {"kind": NAME, "uuid": cast.group.uuid if "<kind>" in route else made.uuid}


def unapplied(cast, route):
    made = on_the_docket(cast)
    Ballot.objects.update(state="lost", not_applied_ar="لا.", not_applied_en="No.")
    return {"uuid": made.uuid}


def question(cast, route):
    return {"pk": voting.ask(on_the_docket(cast), "Who pays?", by=cast.committee).pk}


def decision(public):
    def target(cast, route):
        made = Decision.objects.create(
            kind=NAME, matter_uuid=cast.group.uuid, subject_en="A matter", result="carried",
            result_ar="أُقرّ", result_en="carried", is_public=public,
        )  # fmt: skip
        return {"uuid": made.uuid}

    return target


def confirmed(cast, route):
    """Bylaws in force, and a change of them that a member proposed."""
    ruling.confirm(first_values(), by=cast.chair)
    changed = {**Bylaw.in_force().values, "ballot_days": 9}
    return {"uuid": ruling.propose(changed, "Too short.", by=cast.committee).uuid}


def nomination(cast, route):
    terms = {"role": Seat.Role.MEMBER, "months": 12, "why": ""}
    return {"uuid": seating.nominate(cast.volunteer, **terms, by=cast.committee).uuid}


def empty_site(cast, route):
    """Nobody ever sat; who did in the cast is an ordinary person here."""
    Seat.objects.all().delete()
    Founding.objects.all().delete()
    return {}


def nothing_there(cast, route):
    return {"kind": "test.nobody", "uuid": uuid.uuid4(), "pk": 0}


def values(cast, label):
    """What a made row of the committee's models cannot do without."""
    now = timezone.now()
    ballot = {"opened_at": now, "closes_at": now + timedelta(days=1), "quorum": 3, "title_en": "A matter"}
    if label == "committee.ballot":
        return ballot
    if label in ("committee.rollline", "committee.question"):
        return {
            "ballot": Ballot.objects.create(kind=NAME, matter_uuid=uuid.uuid4(), matter_version=1, **ballot)
        }
    return {
        "committee.announcement": {"title_en": "Forum"},
        "committee.decision": {"subject_en": "A matter"},
        "committee.founding": {"number": 1},
        "committee.meeting": {"title_en": "Meeting", "zone": "Asia/Kuwait"},
    }.get(label, {})


TARGETS = {
    "matter of own group": matter,
    "ballot on own group": ballot,
    "outcome not applied": unapplied,
    "question before voting": question,
    "decision": decision(True),
    "decision for the committee": decision(False),
    "bylaws confirmed": confirmed,
    "nomination": nomination,
    "site without a committee": empty_site,
    "nothing of the committee": nothing_there,
}
