"""Opening a ballot: the room is locked, the roll is written, the bylaws of the moment are kept with it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from coordination.committee import docket, rules
from coordination.committee.lifecycle import BALLOT
from coordination.committee.models import Ballot, Bylaw, RollLine, Seat
from deeds.lifecycle import Refused, version_of

MOST_DAYS = 60


@transaction.atomic
def open_ballot(name, uuid, *, by, seen, days=None, recommendation=""):
    """The open ballot on a matter, for `days` (default: the bylaws'); `seen` is the matter's version."""
    kind, bylaws = docket.kind(name), Bylaw.in_force()
    if not rules.handles_docket(by):
        raise Refused(_("The chair or the secretary opens a ballot."), "role")
    before = standing(kind, uuid, seen)
    kind.lock(uuid)
    matter = standing(kind, uuid)
    if matter.version > before.version + 1:
        raise changed()
    ballot = written_down(kind, before, bylaws, by, days or bylaws.ballot_days, recommendation)
    write_roll(ballot, rules.recused(matter), bylaws)
    ballot = BALLOT.take(ballot, "open", by=by, seen=ballot.version)
    kind.opened(uuid, ballot)
    return ballot


def standing(kind, uuid, seen=None):
    """The matter as it stands; Refused when it is gone, has a ballot, or is not what was seen."""
    matter = kind.find(uuid)
    if matter is None or not kind.needs_ballot:
        raise Refused(_("This does not wait for a ballot any more."), "gone")
    if Ballot.objects.of(kind.name, uuid).open().exists():
        raise Refused(_("A ballot on this is open already."), "open")
    if seen is not None and matter.version != version_of(seen):
        raise changed()
    return matter


def changed():
    return Refused(_("Someone changed this after you opened it. Look at it again, then decide."), "changed")


def written_down(kind, matter, bylaws, by, days, recommendation):
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A ballot stays open between 1 and 60 days."), "days")
    now = timezone.now()
    texts = {}
    for lang in ("ar", "en"):
        with override(lang):
            told = kind.find(matter.uuid)
            texts |= {f"title_{lang}": str(told.title)[:500], f"text_{lang}": str(told.summary)}
    return Ballot.objects.create(
        kind=kind.name,
        matter_uuid=matter.uuid,
        matter_version=matter.version,
        group_ids=sorted(matter.groups),
        people_ids=sorted(matter.people),
        is_public=matter.is_public,
        session=next_session(kind.name, matter.uuid),
        opened_at=now,
        closes_at=now + timedelta(days=days),
        opened_by=by,
        recommendation=recommendation,
        quorum=0,
        majority_percent=bylaws.majority_percent,
        secret=bylaws.secret,
        close_early=bylaws.close_early,
        **texts,
    )


def next_session(name, uuid):
    """1, or one more than the session that failed for lack of a quorum right before."""
    last = Ballot.objects.of(name, uuid).exclude(state=Ballot.State.CANCELLED).first()
    return last.session + 1 if last and last.state == Ballot.State.INQUORATE else 1


def write_roll(ballot, recused, bylaws):
    """One line for everybody seated now; whoever is recused stands aside."""
    seated = sorted(set(Seat.objects.current().values_list("person_id", flat=True)))
    voters = [person for person in seated if person not in recused]
    if len(voters) < bylaws.quorum_floor:
        raise Refused(too_few(len(voters), bylaws.quorum_floor), "quorum_floor")
    Standing = RollLine.Standing
    RollLine.objects.bulk_create(
        RollLine(
            ballot=ballot,
            person_id=person,
            standing=Standing.RECUSED if person in recused else Standing.VOTING,
            struck_at=ballot.opened_at if person in recused else None,
        )
        for person in seated
    )
    ballot.quorum = rules.quorum(len(voters), bylaws)
    ballot.save(update_fields=["quorum"])


def too_few(voters, floor):
    sentence = ngettext(
        "A ballot needs %(floor)d voters. Only %(n)d member may vote on this. Fill a seat first.",
        "A ballot needs %(floor)d voters. Only %(n)d members may vote on this. Fill a seat first.",
        voters,
    )
    return sentence % {"n": voters, "floor": floor}
