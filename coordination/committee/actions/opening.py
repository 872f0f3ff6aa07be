"""Opening a ballot: the room is locked, the roll is written, the bylaws of the moment are kept with it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
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
    before, matter = held(name, uuid, by, seen)
    ballot = written_down(before, by, timezone.now(), days, recommendation)
    return begin(ballot, matter, by)


def held(name, uuid, by, seen):
    """The matter as it was seen, and as it stands now that its room is locked; Refused when it has a ballot."""
    if not rules.handles_docket(by):
        raise Refused(_("The chair or the secretary opens a ballot."), "role")
    if Ballot.objects.of(name, uuid).pending().exists():
        raise Refused(_("A ballot on this is open or scheduled already."), "open")
    return locked(name, uuid, seen)


def locked(name, uuid, seen=None):
    """The matter before and after its room was locked; Refused when it is gone, or another one by now."""
    kind = docket.kind(name)
    before = standing(kind, uuid)
    if seen is not None and before.version != version_of(seen):
        raise changed()
    kind.lock(uuid)
    matter = standing(kind, uuid)
    if matter.version > before.version + 1:
        raise changed()
    return before, matter


def standing(kind, uuid):
    matter = kind.find(uuid)
    if matter is None or not kind.needs_ballot:
        raise Refused(_("This does not wait for a ballot any more."), "gone")
    return matter


def changed():
    return Refused(_("Someone changed this after you opened it. Look at it again, then decide."), "changed")


def written_down(matter, by, opens_at, days, recommendation):
    """The ballot as a row, not open yet."""
    days = days or Bylaw.in_force().ballot_days
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A ballot stays open between 1 and 60 days."), "days")
    return Ballot.objects.create(
        kind=matter.kind,
        matter_uuid=matter.uuid,
        session=next_session(matter.kind, matter.uuid),
        opened_at=opens_at,
        closes_at=opens_at + timedelta(days=days),
        opened_by=by,
        recommendation=recommendation,
        quorum=0,
        **facts(matter),
    )


def facts(matter):
    """What a ballot keeps of its matter and of the bylaws as they stand now."""
    bylaws, kind = Bylaw.in_force(), docket.kind(matter.kind)
    texts = {}
    for lang in ("ar", "en"):
        with override(lang):
            told = standing(kind, matter.uuid)
            texts |= {f"title_{lang}": str(told.title)[:500], f"text_{lang}": str(told.summary)}
    return {
        "matter_version": matter.version,
        "group_ids": sorted(matter.groups),
        "people_ids": sorted(matter.people),
        "is_public": matter.is_public,
        "majority_percent": bylaws.majority_percent,
        "secret": bylaws.secret,
        "close_early": bylaws.close_early,
        **texts,
    }


def begin(ballot, matter, by):
    """The roll is written, the step taken, and the room hears of it."""
    write_roll(ballot, rules.recused(matter))
    ballot = BALLOT.take(ballot, "open", by=by, seen=ballot.version)
    docket.kind(ballot.kind).opened(ballot.matter_uuid, ballot)
    return ballot


def next_session(name, uuid):
    """1, or one more than the session that failed for lack of a quorum right before."""
    last = Ballot.objects.of(name, uuid).exclude(state=Ballot.State.CANCELLED).first()
    return last.session + 1 if last and last.state == Ballot.State.INQUORATE else 1


def write_roll(ballot, recused):
    """One line for everybody seated now; whoever is recused stands aside."""
    bylaws, Standing = Bylaw.in_force(), RollLine.Standing
    seated = sorted(set(Seat.objects.current().values_list("person_id", flat=True)))
    voters = [person for person in seated if person not in recused]
    if len(voters) < bylaws.quorum_floor:
        raise Refused(too_few(len(voters), bylaws.quorum_floor), "quorum_floor")
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


def too_few_sentence(voters, floor):
    sentence = ngettext(
        "A ballot needs %(floor)d voters. Only %(n)d member may vote on this. Fill a seat first.",
        "A ballot needs %(floor)d voters. Only %(n)d members may vote on this. Fill a seat first.",
        voters,
    )
    return sentence % {"n": voters, "floor": floor}


too_few = lazy(too_few_sentence, str)
