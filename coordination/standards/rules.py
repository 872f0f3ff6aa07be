"""Who may do what with a standard, and what must hold before a step."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.rules import is_seated
from coordination.standards.models import Comment, Level, State
from directory.models import Standing
from directory.rules import edits

# --- who


def sits(person, _standard=None):
    """Members of the committee write standards and answer what groups say."""
    return is_seated(person)


def is_nobody(person, _standard):
    """The rules themselves: a ballot that opened or closed, a day that came."""
    return person is None


def speaks_for(person, group):
    """Editors and leaders of a listed group say what it thinks of a clause."""
    return group.standing == Standing.LISTED and edits(person, group)


# --- what must hold


def is_whole(standard):
    """Enough to ask groups about: a purpose, and clauses of which at least one is required."""
    clauses = standard.clauses.all()
    return bool(standard.purpose) and clauses.filter(level=Level.MUST).exists()


def lacks(standard):
    """Sentences of what keeps a standard in consultation from being voted on."""
    today = timezone.localdate()
    holds = {
        _("The consultation runs until its last day has passed."): standard.takes_comments,
        _("Comments of groups are still to be answered."): open_comments(standard).exists(),
        _("The day from which it is in force is missing, or has passed."): not (
            standard.effective_on and standard.effective_on >= today
        ),
        _("It needs a purpose, and at least one required clause."): not is_whole(standard),
    }
    return [sentence for sentence, holds_now in holds.items() if holds_now]


def open_comments(standard):
    return Comment.objects.filter(standard=standard.pk).unanswered()


def may_be_voted_on(standard):
    return not lacks(standard)


def its_day_has_passed(standard):
    return standard.is_replaced


def may_be_commented(standard):
    return standard.takes_comments


def may_be_retired(standard):
    return standard.state == State.ADOPTED and not standard.is_replaced
