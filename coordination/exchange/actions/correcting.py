"""Readers say what is outdated; whoever keeps the guide takes it up or says why not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Limit
from coordination.exchange import rules_of_guides as rules
from coordination.exchange.lifecycle_of_guides import CORRECTION, keepers
from coordination.exchange.models import Correction, GuideState
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload

SENT = _("Somebody wrote that the guide “%(thing)s” is outdated.")
NEEDS_ACCOUNT = _("Sign in with a confirmed address first.")
NOT_READ = _("This guide is not in the library now.")
ENOUGH = _("You have sent many corrections today. Try again tomorrow.")
A_DAY, A_PERSON = 24 * 3600, 10


@transaction.atomic
def report(guide, words, *, by):
    claim(guide)
    guide = reload(guide)
    if not rules.has_account(by, guide):
        raise Refused(NEEDS_ACCOUNT, "role")
    if guide.state != GuideState.PUBLISHED:
        raise Refused(NOT_READ, "state")
    if Limit.hit(f"correction:{by.pk}", A_DAY) > A_PERSON:
        raise Refused(ENOUGH, "limit")
    row = Correction.objects.create(guide=guide, words=words, by=by)
    record(
        "exchange_correction.report", row, by=by, audience=keepers(row), title=SENT, names={"thing": guide}
    )  # fmt: skip
    return row


@transaction.atomic
def answer(row, *, taken_up, answer, by, seen):
    """With the answer that whoever wrote it reads; a refusal needs one."""
    reason = {} if taken_up else {"reason_code": "own", "reason": answer}
    row = CORRECTION.take(row, "take_up" if taken_up else "decline", by=by, seen=seen, **reason)
    Correction.objects.filter(pk=row.pk).update(
        answer=answer.strip(), answered_by=by, answered_at=timezone.now()
    )  # fmt: skip
    row.refresh_from_db()
    return row
