"""Urgent notices as mails at once: gathered for two minutes, five a day at most; the rest comes with the summary."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.letters import written
from accounts.models import Notice, Person, Preference
from deeds import hooks
from workers import unsubscribing
from workers.models import OutgoingMessage

GATHER = timedelta(minutes=2)
TOO_OLD = timedelta(days=3)
DAY, MOST_A_DAY = timedelta(days=1), 5
AT_ONCE = 200
SHOWN = 12


def tell_urgent(now=None):
    """One mail for each person whose oldest untold urgent notice has waited long enough; how many were written."""
    now = now or timezone.now()
    due = pending(now).values("person").annotate(first=Min("at")).filter(first__lte=now - GATHER)
    ids = due.order_by("first").values_list("person", flat=True)[:AT_ONCE]
    people = Person.objects.select_related("preference").filter(pk__in=list(ids))
    return sum(tell(person, now) for person in people)


def pending(now):
    """Urgent notices that nobody read or settled, of people who wish such mails now."""
    rows = Notice.objects.filter(urgent=True, mailed_at=None, done_at=None, read_at=None)
    rows = rows.filter(at__gt=now - TOO_OLD, person__is_active=True, person__email__isnull=False).heard()
    unwanted = Preference.objects.filter(choice=Preference.Choice.NOTHING)
    unwanted |= Preference.objects.filter(immediate=False) | Preference.objects.filter(paused_until__gt=now)
    return rows.exclude(person__in=unwanted.values("person"))


@transaction.atomic
def tell(person, now):
    """Whether a mail was written: not the sixth of a day, and not when another process was quicker."""
    lines = list(pending(now).visible_to(person, hooks.audiences_of(person)).order_by("due_at", "pk"))
    if not lines or told_today(person, now) >= MOST_A_DAY:
        return False
    untold = Notice.objects.filter(pk__in=[line.pk for line in lines], mailed_at=None)
    if untold.update(mailed_at=now) != len(lines):
        transaction.set_rollback(True)
        return False
    mail = mail_of(person, lines)
    mail.send()
    return True


def told_today(person, now):
    """Mails of the last 24 hours: each left one moment on the notices that it told of."""
    mailed = Notice.objects.filter(person=person, urgent=True, mailed_at__gt=now - DAY)
    return mailed.values("mailed_at").distinct().count()


def mail_of(person, lines):
    """In the person's language; without a word of what it is about when they wish so."""
    lang = person.language
    chosen = getattr(person, "preference", None)
    with override(lang):
        capacities = hooks.capacities_of({line.as_whom for line in lines})
        shown = [
            (line, capacities.get(line.as_whom, ""), page("notice", line.uuid)) for line in lines[:SHOWN]
        ]
        words = {
            "lines": shown,
            "n": len(lines),
            "more": len(lines) - len(shown),
            "hides": bool(chosen and chosen.hide_content),
            "inbox": page("notices"),
            "mute": page("notice_mute", lines[0].uuid),
            "wishes": page("mail_settings"),
        }
        mail = written("mail/notices/urgent.txt", person.email, lang, words)
    mail.kind, mail.dedup_key = OutgoingMessage.Kind.NOTICE, f"notice:{lines[0].uuid}"
    mail.extra_headers |= unsubscribing.headers(person)
    return mail


def page(name, *args):
    return settings.SITE_URL + reverse(name, args=args)
