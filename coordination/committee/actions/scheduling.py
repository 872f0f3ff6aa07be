"""Ballots that open at a moment: put down, opened by the clock or at once, and what is said when one cannot open."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.actions import opening
from coordination.committee.actions.register import both
from coordination.committee.models import Ballot
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, reload, version_of

FARTHEST = timedelta(days=90)
SCHEDULED = _("%(by)s scheduled a ballot on %(matter)s.")
NOT_OPENED = _("The ballot on %(matter)s could not open.")
log = logging.getLogger(__name__)


@transaction.atomic
def schedule(name, uuid, *, at, by, seen, days=None, recommendation=""):
    """A ballot that the clock opens at this moment, and that then stays open for `days`."""
    if not timezone.now() < at <= timezone.now() + FARTHEST:
        raise Refused(_("Choose a moment within the next 90 days."), "moment")
    matter, _now = opening.held(name, uuid, by, seen)
    ballot = opening.written_down(matter, by, at, days, recommendation)
    names = {"by": called(by), "matter": ballot}
    record("ballot.schedule", ballot, by=by, audience=["committee"], title=SCHEDULED, names=names)
    return ballot


def open_now(ballot, *, by, seen):
    """The chair or the secretary does not wait for the moment."""
    if not rules.handles_docket(by):
        raise Refused(_("The chair or the secretary opens a ballot."), "role")
    return open_scheduled(ballot, by=by, seen=version_of(seen))


@transaction.atomic
def open_scheduled(ballot, *, by=None, seen=None):
    """Binds the ballot to the matter, the bylaws and the seats of this minute, and opens it for as long as was said."""
    before, matter = opening.locked(ballot.kind, ballot.matter_uuid)
    claim(ballot, seen)
    ballot = reload(ballot)
    if not ballot.is_scheduled:
        raise Refused(_("A ballot on this is open or scheduled already."), "open")
    lasting, now = ballot.closes_at - ballot.opened_at, timezone.now()
    columns = {**opening.facts(before), "opened_at": now, "closes_at": now + lasting}
    columns |= {"not_opened_ar": "", "not_opened_en": ""}
    for name, value in columns.items():
        setattr(ballot, name, value)
    ballot.save(update_fields=list(columns))
    return opening.begin(ballot, matter, by)


def keep_time():
    """The clock: opens what is due. What cannot open says why, and is tried again; how many were opened."""
    opened, failed = 0, None
    for ballot in Ballot.objects.due_to_open():
        try:
            opened += open_or_tell(ballot)
        except Exception as error:
            log.exception("ballot %s could not be opened", ballot.pk)
            failed = error
    if failed:
        raise failed
    return opened


def open_or_tell(ballot):
    """True when it is open now; a refusal stays with the ballot."""
    try:
        open_scheduled(ballot)
    except Refused as refusal:
        if refusal.code != "busy":
            tell(ballot, refusal)
        return False
    return True


@transaction.atomic
def tell(ballot, refusal):
    """Keeps the sentence, once for each, with a ballot that is still scheduled."""
    claim(ballot)
    arabic, english = both(refusal.sentence)
    rows = Ballot.objects.filter(pk=ballot.pk, state=Ballot.State.SCHEDULED).exclude(not_opened_en=english)
    if rows.update(not_opened_ar=arabic, not_opened_en=english):
        record(
            "ballot.not_opened", ballot, by=None, audience=["committee"], title=NOT_OPENED,
            names={"matter": ballot}, reason_code=refusal.code, reason=english,
        )  # fmt: skip
