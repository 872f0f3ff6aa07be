"""A member of the committee looks at a request, keeps what was found, and answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.admissions import rules
from coordination.admissions.actions import letters, register
from coordination.admissions.lifecycle import STANDING
from coordination.admissions.models import Admission, Declining, Review, ToMend
from coordination.committee.models import Bylaw
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.models import Group

Outcome = Admission.Outcome
LOOKED = _("%(by)s looked at the request of %(group)s.")
UNTICKED = _("Tick every line of the checklist, or return the page and say what is missing.")


@transaction.atomic
def keep(admission, *, held, by, seen):
    """Keeps the ticks without an answer, for oneself and for the others."""
    claim(admission.group, seen=version_of(seen))
    admission = reload(admission)
    if not admission.waits or not rules.may_decide(by, admission.group):
        raise Refused(_("Your role does not allow this."), "role")
    review = looked(admission, held, by=by)
    names = {"by": by.name or by, "group": admission.group}
    record(
        "admissions.look",
        admission.group,
        by=by,
        audience=["committee"],
        title=LOOKED,
        names=names,
        quiet=True,
    )
    return review


@transaction.atomic
def admit(admission, *, held, by, seen):
    """The group is in the directory from this moment on; every line of the checklist holds."""
    group = STANDING.take(admission.group, "list", by=by, seen=seen)
    review = looked(admission, held, by=by, outcome=Outcome.LISTED)
    if len(review.held) < len(review.lines):
        raise Refused(UNTICKED, "checklist")
    Group.objects.filter(pk=group.pk).update(listed_at=timezone.now())
    answer(admission, Outcome.LISTED, by=by)
    register.enter(admission, "listed", by=by)
    letters.tell(group, "mail/admissions/listed.txt")
    return group


@transaction.atomic
def send_back(admission, *, held, codes, reason, by, seen):
    """What has to be mended goes back with the page: codes of ToMend, and words."""
    sentences = " ".join([reason or "", *(str(ToMend(code).label) for code in codes if code != ToMend.OTHER)])
    step = {"reason_code": codes[0], "reason": sentences.strip()} if codes else {}
    group = STANDING.take(admission.group, "return", by=by, seen=seen, **step)
    looked(admission, held, by=by, outcome=Outcome.RETURNED)
    answer(admission, Outcome.RETURNED, by=by, codes=list(codes), reason=reason)
    letters.tell(group, "mail/admissions/returned.txt", ToMend, codes, reason)
    return group


@transaction.atomic
def decline(admission, *, held, code, reason, by, seen):
    group = STANDING.take(admission.group, "decline", by=by, seen=seen, reason_code=code, reason=reason)
    looked(admission, held, by=by, outcome=Outcome.DECLINED)
    answer(admission, Outcome.DECLINED, by=by, reason_code=code, reason=reason)
    register.enter(admission, "declined", by=by, reason=Declining(code).label)
    letters.tell(group, "mail/admissions/declined.txt", Declining, [code], reason)
    return group


def looked(admission, held, *, by, outcome=""):
    """The checklist of the bylaws as it stands now, with the lines that hold."""
    lines = [{**line, "holds": line["code"] in held} for line in Bylaw.in_force().admission_checklist]
    group = Group.objects.only("version").get(pk=admission.group_id)
    return Review.objects.create(admission=admission, by=by, seen=group.version, lines=lines, outcome=outcome)


def answer(admission, outcome, *, by, **reasons):
    """Writes the answer on the request that waits; the group's claim has seen to there being one."""
    rows = Admission.objects.waiting().filter(pk=admission.pk)
    if not rows.update(outcome=outcome, decided_by=by, decided_at=timezone.now(), **reasons):
        raise Refused(_("This request was answered already."), "answered")
