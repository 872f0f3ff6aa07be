"""Asking groups: the text is kept as it was asked about, each group comments by clause, the committee answers each."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.actions.stepping import claimed, keep, remember, take
from coordination.standards.models import Comment, State
from coordination.standards.wording import wording_of
from deeds.lifecycle import Refused, claim, reload

COMMENTED = _("%(group)s commented on the standard “%(thing)s”.")
ANSWERED = _("The committee answered %(group)s about the standard “%(thing)s”.")
PUT_OFF = _("Groups have more time to comment on the standard “%(thing)s”.")
NOT_OPEN = _("The consultation is not open now.")
ONLY_GROUPS = _("Editors and leaders of a listed group comment for it.")
NO_CLAUSE = _("This clause is not part of the text any more.")
ALREADY_ANSWERED = _("The committee has answered this comment; it stands as it is.")
PAST = _("Choose today or a later day.")


@transaction.atomic
def open_consultation(standard, *, until, by, seen):
    """Groups may comment through the day `until`; what they are asked about is kept."""
    if until < timezone.localdate():
        raise Refused(PAST, "past")
    claimed(standard, by=by, seen=seen)
    return take(
        standard, "open_consultation", by=by, seen=standard.version, consulted_at=timezone.now(),
        consulted_until=until, consulted=wording_of(standard),
    )  # fmt: skip


@transaction.atomic
def put_off(standard, *, until, by, seen):
    """A later last day, while groups still comment."""
    standard = claimed(standard, by=by, seen=seen)
    if not standard.takes_comments:
        raise Refused(NOT_OPEN, "state")
    if until < standard.consulted_until:
        raise Refused(_("Choose a later day than the one that groups were told."), "past")
    remember("put_off", standard, PUT_OFF, by=by, data={"day": until.isoformat()})
    return keep(standard, consulted_until=until)


@transaction.atomic
def comment(standard, *, code, group, kind, text, by):
    """What a group says of a clause; said again before an answer, it replaces what was said first."""
    claim(group)
    claim(standard)
    standard = reload(standard)
    if not rules.speaks_for(by, reload(group)):
        raise Refused(ONLY_GROUPS, "role")
    if not standard.takes_comments:
        raise Refused(NOT_OPEN, "state")
    if not standard.clauses.filter(code=code).exists():
        raise Refused(NO_CLAUSE, "gone")
    before = Comment.objects.filter(standard=standard, clause_code=code, group=group).first()
    if before and before.answer and before.at >= standard.consulted_at:
        raise Refused(ALREADY_ANSWERED, "answered")
    said = {"kind": kind, "text": text, "by": by, "at": timezone.now(), "answer": "", "why": "",
            "answered_by": None, "answered_at": None}  # fmt: skip
    row, _new = Comment.objects.update_or_create(
        standard=standard, clause_code=code, group=group, defaults=said
    )
    remember(
        "comment", standard, COMMENTED, by=by, names={"group": group}, data={"clause": code, "kind": kind},
        audience=["committee", f"group:{group.pk}:member"],
    )  # fmt: skip
    return row


@transaction.atomic
def answer(row, *, answer, why, by, seen):
    """Whether a comment was taken up, and why; an answer may be corrected until the ballot opens."""
    standard = claimed(row.standard, by=by, seen=seen)
    if standard.state != State.CONSULTATION:
        raise Refused(NOT_OPEN, "state")
    row = reload(row)
    row.answer, row.why, row.answered_by, row.answered_at = answer, why, by, timezone.now()
    row.save(update_fields=["answer", "why", "answered_by", "answered_at"])
    remember(
        "answer", standard, ANSWERED, by=by, names={"group": row.group},
        data={"clause": row.clause_code, "answer": answer, "comment": str(row.uuid)},
        audience=["committee", f"group:{row.group_id}:member"],
    )  # fmt: skip
    return row
