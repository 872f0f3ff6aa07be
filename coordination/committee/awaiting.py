"""What of the committee waits for a person."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.committee import rules
from coordination.committee.actions.seating import can_found
from coordination.committee.models import Ballot, Bylaw, Nomination, Question, RollLine
from deeds.hooks import Waiting


def ballots(person):
    """One line for each vote that is missing; one for what only the docket's keepers do."""
    if not rules.is_seated(person):
        return
    voted = RollLine.objects.filter(person=person.pk, vote__isnull=False)
    for ballot in Ballot.objects.for_voter(person).exclude(roll__in=voted):
        sentence = _("Vote: %(title)s") % {"title": f"\u2068{ballot.title}\u2069"}
        url = reverse("matter", args=[ballot.kind, ballot.matter_uuid])
        yield Waiting(sentence, url, ballot.closes_at, seat(), verb=_("Read and vote"))
    if rules.handles_docket(person):
        yield from keeping()


def keeping():
    refused = Ballot.objects.unapplied().count()
    if refused:
        sentence = ngettext("%(n)d outcome is not applied", "%(n)d outcomes are not applied", refused)
        yield Waiting(
            sentence % {"n": refused}, reverse("docket"), None, seat(), verb=_("Settle the outcome")
        )
    asked = Question.objects.filter(answered_at=None, ballot__state=Ballot.State.OPEN).count()
    if asked:
        sentence = ngettext("%(n)d question before a vote", "%(n)d questions before a vote", asked)
        yield Waiting(
            sentence % {"n": asked}, reverse("docket"), None, seat(), verb=_("Answer before the vote")
        )


def chair(person):
    """The first bylaws wait to be confirmed."""
    if rules.is_chair(person) and not Bylaw.objects.kept().exists():
        sentence, url = _("The first bylaws wait to be confirmed"), reverse("bylaws_confirm")
        yield Waiting(sentence, url, None, seat(), verb=_("Read and confirm"))


def founding(person):
    """An operator's first deed on an empty site."""
    if person.is_operator and can_found():
        sentence, url = _("Nobody sits on the committee yet"), reverse("founding")
        yield Waiting(sentence, url, capacity=_("as an operator of the site"), verb=_("Found the committee"))


def nominee(person):
    """The question whether this person wants the seat that somebody proposed them for."""
    for row in Nomination.objects.filter(person=person.pk, state=Nomination.State.PROPOSED):
        url = reverse("nomination_answer", args=[row.uuid])
        sentence = _("You are proposed for a seat on the committee")
        yield Waiting(sentence, url, verb=_("Say yes or no"), since=row.created_at)


def seat():
    return _("as a member of the committee")
