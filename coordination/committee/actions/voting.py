"""Voting, asking before voting, and standing aside. Each claims the ballot first."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.actions import closing
from coordination.committee.actions.roll import strike
from coordination.committee.models import Ballot, Question, Recusal, RollLine, Vote
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of

VOTED = _("%(by)s voted on %(matter)s.")
RECUSED = _("%(by)s stands aside from %(matter)s.")
ASKED = _("%(by)s asked about %(matter)s before voting.")
ANSWERED = _("%(by)s answered a question about %(matter)s.")


def vote(ballot, choice, *, by, seen):
    """Casts or changes the vote of `by`; `seen` is the version of the matter that the ballot is bound to.

    When it was the last one missing, and the bylaws say so, the ballot is counted at once.
    """
    cast(ballot, choice, by=by, seen=seen)
    closing.close_if_due(ballot)


@transaction.atomic
def cast(ballot, choice, *, by, seen):
    if choice not in Vote.Choice.values:
        raise Refused(_("Choose for, against or abstain."), "choice")
    if version_of(seen) != ballot.matter_version:
        raise Refused(
            _("Someone changed this after you opened it. Look at it again, then decide."), "changed"
        )
    claim(ballot)
    ballot.refresh_from_db()
    if objection := rules.why_no_vote(by, ballot):
        raise objection
    line = RollLine.objects.get(ballot=ballot, person=by.pk)
    Vote.objects.update_or_create(line=line, defaults={"choice": choice, "at": timezone.now()})
    remember("ballot.vote", ballot, VOTED, by=by, quiet=True)


@transaction.atomic
def recuse(kind, uuid, title, *, by, reason=""):
    """`by` says to be party to a matter: no vote of theirs counts, now and in later sessions."""
    if not rules.is_seated(by):
        raise Refused(_("Only members of the committee vote, while their term runs."), "seat")
    ballots = list(Ballot.objects.of(kind, uuid).open().order_by("pk"))
    for ballot in ballots:
        claim(ballot)
        ballot.refresh_from_db()
        if ballot.state == Ballot.State.OPEN and not ballot.is_running:
            raise Refused(_("Voting has closed. No vote is taken any more."), "closed")
    Recusal.objects.get_or_create(
        kind=kind, matter_uuid=uuid, person=by, defaults={"reason": reason, "at": timezone.now()}
    )
    for ballot in ballots:
        if ballot.is_running:  # one that was counted while we waited keeps its roll
            strike(ballot, timezone.now())
    subject = ballots[0] if ballots else (kind, str(uuid))
    record(
        "ballot.recuse", subject, by=by, audience=["committee"], title=RECUSED,
        names=names(title, by), reason=reason,
    )  # fmt: skip


@transaction.atomic
def ask(ballot, text, *, by):
    """A question before voting, for the whole committee to read."""
    if objection := rules.why_no_vote(by, ballot):
        raise objection
    question = Question.objects.create(ballot=ballot, person=by, text=text)
    remember("ballot.ask", ballot, ASKED, by=by, words=text)
    return question


@transaction.atomic
def answer(question, text, *, by):
    if not rules.handles_docket(by):
        raise Refused(_("The chair or the secretary answers."), "role")
    claim(question.ballot)
    question.refresh_from_db()
    if question.answered_at:
        raise Refused(_("This question was answered already."), "answered")
    question.answer, question.answered_by, question.answered_at = text, by, timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    remember("ballot.answer", question.ballot, ANSWERED, by=by, words=text)


def remember(deed, ballot, title, *, by, **more):
    record(deed, ballot, by=by, audience=["committee"], title=title, names=names(ballot, by), **more)


def names(title, by):
    return {"by": called(by), "matter": title}
