"""Writing into the register of decisions, and noting there what an appeal came to."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from coordination.committee import rules
from coordination.committee.models import Ballot, Decision, RollLine

UNTOLD = _("A matter that is not public")


def both(text):
    """(Arabic, English) of a lazy text; a pair of two texts is itself."""
    if isinstance(text, tuple):
        return text
    with override("ar"):
        arabic = str(text)
    with override("en"):
        return arabic, str(text)


def register_decision(
    kind,
    matter_uuid,
    subject,
    text,
    result,
    *,
    by=None,
    groups=(),
    person=None,
    ballot=None,
    recused=0,
    appeal_until=None,
    public=True,
):
    """The new line of the register, in the caller's transaction, which journals the deed itself.

    `subject` and `text` are lazy texts or (Arabic, English); `result` is a member of a TextChoices, or (code, words).
    """
    code, words = result if isinstance(result, tuple) else (result.value, result.label)
    subject_ar, subject_en = both(subject)
    text_ar, text_en = both(text)
    result_ar, result_en = both(words)
    return Decision.objects.create(
        kind=kind,
        matter_uuid=matter_uuid,
        ballot=ballot,
        subject_ar=subject_ar[:500],
        subject_en=subject_en[:500],
        text_ar=text_ar,
        text_en=text_en,
        result=code,
        result_ar=result_ar,
        result_en=result_en,
        group_ids=sorted(groups),
        person=person,
        decided_by=by,
        recused=recused,
        appeal_until=appeal_until,
        is_public=public,
    )


def told(ballot, kind):
    """(subject, text) of a ballot for the register."""
    if ballot.is_public:
        return (ballot.title_ar, ballot.title_en), (ballot.text_ar, ballot.text_en)
    return kind.label if kind else UNTOLD, ("", "")


def register_ballot(ballot, kind):
    """The line of a ballot that was just counted; one on what is not public tells the kind of matter alone."""
    recused = ballot.roll.filter(standing=RollLine.Standing.RECUSED).count()
    return register_decision(
        ballot.kind,
        ballot.matter_uuid,
        *told(ballot, kind),
        Ballot.State(ballot.state),
        groups=ballot.group_ids,
        ballot=ballot,
        recused=recused,
        appeal_until=rules.appeal_until() if kind and ballot.state in kind.appealable else None,
        public=kind.is_public if kind else True,
    )


def note_appeal(line, **what):
    """Writes `appealed_at`, `overturned_by` or `upheld_by` on the line that an appeal is against, if any."""
    if line:
        Decision.objects.filter(pk=line.pk).update(**what)
