"""Who speaks for the committee, who keeps its docket, and who is party to a matter."""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import Ballot, Bylaw, Recusal, RollLine, Seat
from deeds.lifecycle import Refused
from directory.models import Membership


def audiences(person):
    """`committee` for every current seat, and the office beside it."""
    return audiences_of_each([person]).get(person.pk, set())


def audiences_of_each(people):
    """The same of many, with one query: {id of the person: audiences}."""
    found = defaultdict(set)
    seats = Seat.objects.current().filter(person__in=[person.pk for person in people])
    for person, role in seats.values_list("person_id", "role"):
        found[person].update({"committee", "committee" if role == Seat.Role.MEMBER else f"committee:{role}"})
    return found


def holders(wanted):
    """{audience: people} whose seat gives each of these now: all of `committee`, or one office of it."""
    ours = [audience for audience in wanted if audience.partition(":")[0] == "committee"]
    seats = list(Seat.objects.current().select_related("person")) if ours else []
    return {
        audience: [seat.person for seat in seats if audience in ("committee", f"committee:{seat.role}")]
        for audience in ours
    }


def capacities(audiences):
    """«بصفتكم …» for a seat and its offices."""
    words = {
        "committee": _("as a member of the committee"),
        "committee:secretary": _("as secretary of the committee"),
        "committee:chair": _("as chair of the committee"),
    }
    return {audience: words[audience] for audience in audiences if audience in words}


def is_seated(person, at=None):
    """A current seat; one that ended gives nothing from its minute on."""
    return person is not None and Seat.objects.current(at).filter(person=person.pk).exists()


def holds_office(person, *roles):
    return person is not None and Seat.objects.current().filter(person=person.pk, role__in=roles).exists()


def is_chair(person):
    return holds_office(person, Seat.Role.CHAIR)


def is_secretary(person):
    return holds_office(person, Seat.Role.SECRETARY)


def handles_docket(person):
    """Opening and cancelling ballots is for the chair and the secretary."""
    return holds_office(person, Seat.Role.CHAIR, Seat.Role.SECRETARY)


def is_nobody(person, _thing):
    """The clock, and whoever casts the last vote: counting needs no judgement."""
    return person is None


def anybody(_person, _thing):
    """The room has judged already who may."""
    return True


def opens(person, _ballot):
    return handles_docket(person)


def opens_or_clock(person, ballot):
    """The chair, the secretary, or the clock when the moment has come that they chose."""
    return person is None or opens(person, ballot)


# --- who stands aside


def recused(matter):
    """Ids of all who are party to a matter or a ballot of it, or declared to be.

    Parties are its people and every active member of its groups.
    """
    groups, people, uuid = facts(matter)
    members = Membership.objects.active().filter(group__in=groups).values_list("person_id", flat=True)
    declared = Recusal.objects.filter(kind=matter.kind, matter_uuid=uuid).values_list("person_id", flat=True)
    return {*people, *(members if groups else ()), *declared}


def facts(matter):
    """(groups, people, uuid) of a Matter, or of a Ballot, which keeps them as they were at opening."""
    if isinstance(matter, Ballot):
        return matter.group_ids, matter.people_ids, matter.matter_uuid
    return matter.groups, matter.people, matter.uuid


def is_recused(person, matter):
    return person.pk in recused(matter)


# --- voting


def quorum(voters, bylaws=None):
    """How many votes a ballot of so many voters needs: more than the bylaws' share, never below their floor."""
    bylaws = bylaws or Bylaw.in_force()
    return max(bylaws.quorum_floor, voters * bylaws.quorum_percent // 100 + 1)


def why_no_vote(person, ballot):
    """Refused with the reason why this person cannot vote here now; None when nothing stands against it."""
    if not ballot.is_running:
        return Refused(_("Voting has closed. No vote is taken any more."), "closed")
    if not is_seated(person):
        return Refused(_("Only members of the committee vote, while their term runs."), "seat")
    if is_recused(person, ballot):
        sentence = _("You cannot vote here, because you are connected to a group or person concerned.")
        return Refused(sentence, "recused")
    if not RollLine.objects.voting().filter(ballot=ballot, person=person.pk).exists():
        return Refused(_("You joined after this ballot opened, so you are not on its roll."), "roll")
    return None


def everybody_voted(ballot):
    """Somebody may vote, and nobody who may is missing."""
    lines = RollLine.objects.voting().filter(ballot=ballot)
    return lines.exists() and not lines.filter(vote=None).exists()


def is_due(ballot):
    """To be counted now: its time is over, or everybody voted and the bylaws close it then."""
    if ballot.state != Ballot.State.OPEN:
        return False
    return not ballot.is_running or (ballot.close_early and everybody_voted(ballot))


def has_quorum(ballot):
    return ballot.votes_cast >= ballot.quorum


def has_majority(ballot):
    """More for than against, and more than the bylaws' share of both; a tie is lost."""
    deciding = ballot.votes_for + ballot.votes_against
    return ballot.votes_for > ballot.votes_against and (
        ballot.votes_for * 100 > deciding * ballot.majority_percent
    )


def is_carried(ballot):
    return has_quorum(ballot) and has_majority(ballot)


def is_lost(ballot):
    return has_quorum(ballot) and not has_majority(ballot)


def is_inquorate(ballot):
    return not has_quorum(ballot)


# --- appeals, in whichever room


def appeal_until(decided_at=None):
    """Until when an appeal against a decision of that moment (default: now) is taken."""
    return (decided_at or timezone.now()) + timedelta(days=Bylaw.in_force().appeal_days)


def heard_by():
    """By when an appeal that is filed now is to be answered."""
    return timezone.now() + timedelta(days=Bylaw.in_force().appeal_hearing_days)


# --- bylaws and seats


def proposed_it(person, thing):
    """Whoever proposed it, or the chair."""
    return person is not None and (person.pk == thing.proposed_by_id or is_chair(person))


def is_the_nominee(person, nomination):
    """Nobody answers for somebody else."""
    return person is not None and person.pk == nomination.person_id


def appoints(person, nomination):
    """The chair, and nobody themselves."""
    return is_chair(person) and person.pk != nomination.person_id


def seats_are_appointed(_nomination):
    return not Bylaw.in_force().seats_by_ballot
