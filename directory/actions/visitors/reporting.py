"""A report of a page: to its leaders, or past them to the committee with a clock when harm or a child is meant."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import hashed
from deeds.journal import record
from deeds.lifecycle import claim
from directory import letters, rules
from directory.actions import photos
from directory.lifecycle_visitors import REPORT, addressees
from directory.models import Report

from .sending import token_of

Kind, Addressee = Report.Kind, Report.Addressee
CLOCK = {Kind.CHILD: timedelta(days=1), Kind.HARMFUL: timedelta(days=3)}
FOR_THE_COMMITTEE = timedelta(days=14)
HIDDEN = _("Somebody reported that it shows their child. The committee looks at it.")
SHOWN = _("A photo of %(group)s shows again.")
SENT = _("Somebody reported a page.")


@transaction.atomic
def send(group, *, kind, text, once, mail="", photo=None, limits=None):
    """The report; the same form sent twice makes one."""
    key = hashed(token_of(once, "report", str(group.pk), kind, text, str(photo and photo.pk)))
    known = Report.objects.filter(once=key).first()
    if known:
        return known
    if limits:
        limits()
    said = {
        "group": group,
        "kind": kind,
        "text": text,
        "mail": mail,
        "photo": photo,
        **addressed(group, kind),
    }
    report, is_new = Report.objects.get_or_create(once=key, defaults=said)
    if is_new:
        record("report.send", report, by=None, audience=addressees(report), title=SENT)
        if photo and kind == Kind.CHILD:
            photos.hide(photo, HIDDEN)
        if kind in CLOCK:
            letters.harm_reported(report)
    return report


def addressed(group, kind):
    """Leaders look at what is wrong with their page; the committee at harm, and at pages that nobody keeps."""
    if kind not in CLOCK and rules.has_leader(group):
        return {"addressee": Addressee.GROUP, "due_at": None}
    clock = CLOCK.get(kind, FOR_THE_COMMITTEE)
    return {"addressee": Addressee.COMMITTEE, "due_at": timezone.now() + clock}


@transaction.atomic
def settle(report, step, *, words, by, seen):
    """`step` is mend or dismiss; `words` say what was found and done. A photo reported for nothing shows again."""
    if report.photo:
        claim(report.group)
    report = REPORT.take(report, step, by=by, seen=seen, reason_code=step, reason=words)
    if step == "dismiss" and report.photo and not still_doubted(report.photo):
        show_again(report.photo, by=by)
    return report


def still_doubted(photo):
    return photo.reports.filter(state=Report.State.OPEN, kind=Kind.CHILD).exists()


def show_again(photo, *, by):
    """Only what was hidden for such a report, not what was hidden for another reason."""
    reasons = [letters.in_language(HIDDEN, lang) for lang in ("ar", "en")]
    if type(photo).objects.filter(pk=photo.pk, hidden_why__in=reasons).update(hidden_at=None, hidden_why=""):
        audience = [f"group:{photo.group_id}:leader", "committee"]
        names = {"group": photo.group}
        record("report.photo_shown", photo.group, by=by, audience=audience, title=SHOWN, names=names)
