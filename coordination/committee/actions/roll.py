"""The roll, which only shrinks: lines are written at opening and struck when a seat ends or somebody is party."""

from django.db import transaction
from django.utils import timezone

from coordination.committee import rules
from coordination.committee.models import Ballot, RollLine, Vote
from deeds.lifecycle import claim


def strike_stale(ballot):
    """Strikes lines of a running ballot that no longer count; without any, nothing is claimed."""
    if ballot.is_running and stale(ballot, timezone.now()):
        with transaction.atomic():
            claim(ballot)
            ballot.refresh_from_db()
            if ballot.is_running:
                strike(ballot, timezone.now())


def stale(ballot, at):
    """{line id: its new standing} of lines whose seat ended by `at` or whose person is party by now."""
    lines = RollLine.objects.filter(ballot=ballot, standing=RollLine.Standing.VOTING)
    seated = set(RollLine.objects.voting(at).filter(ballot=ballot).values_list("pk", flat=True))
    recused = rules.recused(ballot)
    fallen = {
        line.pk: RollLine.Standing.RECUSED if line.person_id in recused else RollLine.Standing.ENDED
        for line in lines
        if line.person_id in recused or line.pk not in seated
    }
    return fallen


def strike(ballot, at):
    """Under the ballot's claim: those lines are struck, and their votes with them."""
    fallen = stale(ballot, at)
    for line, standing in fallen.items():
        RollLine.objects.filter(pk=line).update(standing=standing, struck_at=at)
    Vote.objects.filter(line__in=fallen).delete()


def strike_lines_of(person):
    """In every running ballot, each under its claim."""
    for ballot in Ballot.objects.running().filter(roll__person=person).order_by("pk"):
        strike_stale(ballot)
