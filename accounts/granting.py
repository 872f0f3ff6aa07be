"""Partner institutions: asking, deciding, and the keys that its keeper makes and takes back."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import rules
from accounts.letters import isolated, send
from accounts.lifecycle import PARTNER, keeper_and_committee
from accounts.models import Key, Partner
from deeds import hooks
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, reload, version_of

MOST_OPEN = 3
NOT_YOURS = _("Only whoever asked for this institution looks after its keys.")
NOT_NOW = _("The committee has not granted this, or the time for it is over.")
MANY_OPEN = _("You asked for several institutions already. Wait until the committee has decided.")


@transaction.atomic
def ask(form, *, by):
    """A new partner from a valid form; the committee decides."""
    if Partner.objects.filter(keeper=by, state=Partner.State.ASKED).count() >= MOST_OPEN:
        raise Refused(MANY_OPEN, "too_many")
    partner = form.save(commit=False)
    partner.keeper, partner.state = by, Partner.State.ASKED
    partner.save()
    note(partner, "partner.ask", _("%(by)s asks for a key for %(thing)s."), by)
    return partner


@transaction.atomic
def grant(partner, *, scopes, ends_on, per_minute, by, seen):
    """What it may do, until when (a year at most), and how often."""
    partner = PARTNER.take(partner, "grant", by=by, seen=seen, data={"scopes": scopes})
    keep(partner, scopes=scopes, ends_on=ends_on, per_minute=per_minute)
    tell(partner, "mail/partners/granted.txt")
    return partner


@transaction.atomic
def renew(partner, *, scopes, ends_on, per_minute, by, seen):
    """The same anew: what is no longer granted is taken from live keys at once, what is new takes a new key."""
    partner = PARTNER.take(partner, "renew", by=by, seen=seen, data={"scopes": scopes})
    keep(partner, scopes=scopes, ends_on=ends_on, per_minute=per_minute)
    for key in partner.keys.usable():
        kept = [scope for scope in key.scopes if scope in scopes]
        Key.objects.filter(pk=key.pk).update(scopes=kept, per_minute=per_minute)
    tell(partner, "mail/partners/granted.txt")


@transaction.atomic
def refuse(partner, *, reason, by, seen):
    partner = PARTNER.take(partner, "refuse", by=by, seen=seen, reason_code="other", reason=reason)
    keep(partner, reason=reason)
    tell(partner, "mail/partners/refused.txt")


@transaction.atomic
def end(partner, *, reason, by, seen):
    """From now on none of its keys opens anything."""
    partner = PARTNER.take(partner, "end", by=by, seen=seen, reason_code="other", reason=reason)
    keep(partner, reason=reason)
    tell(partner, "mail/partners/ended.txt")


def withdraw(partner, *, by, seen):
    PARTNER.take(partner, "withdraw", by=by, seen=seen)


@transaction.atomic
def make_key(partner, *, name, by, seen):
    """(key, its text): one of two live ones at most, so that a new one can take over before the old one goes."""
    partner = owned(partner, by, seen)
    if not partner.reads_now:
        raise Refused(NOT_NOW, "state")
    try:
        key, text = Key.objects.grant(partner, partner.scopes, lasts_until(partner), name=name)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "keys") from error
    Key.objects.filter(pk=key.pk).update(per_minute=partner.per_minute)
    note(partner, "partner.key", _("%(by)s made an API key for %(thing)s."), by, prefix=key.prefix)
    return key, text


@transaction.atomic
def revoke_key(partner, prefix, *, by, seen):
    partner = owned(partner, by, seen)
    key = partner.keys.filter(prefix=prefix, revoked_at=None).first()
    if key is None:
        raise Refused(_("This key is not live any more."), "gone")
    key.revoke()
    note(partner, "partner.revoke", _("%(by)s revoked an API key of %(thing)s."), by, prefix=prefix)


def owned(partner, by, seen):
    """The partner, claimed: keys are made and revoked one after the other."""
    claim(partner, seen=version_of(seen))
    partner = reload(partner)
    if not rules.keeps(by, partner):
        raise Refused(NOT_YOURS, "role")
    return partner


def lasts_until(partner):
    """The end of the last day, at most a year from now."""
    year = timezone.now() + timedelta(days=365)
    if partner.ends_on is None:
        return year
    return min(year, timezone.make_aware(datetime.combine(partner.ends_on, time.max)))


def keep(partner, **columns):
    Partner.objects.filter(pk=partner.pk).update(**columns)
    for name, value in columns.items():
        setattr(partner, name, value)


def note(partner, deed, title, by, **data):
    names = {"by": called(by), "thing": partner}
    record(deed, partner, by=by, audience=keeper_and_committee(partner), title=title, names=names, data=data)


def tell(partner, template):
    """The keeper hears what was decided."""
    person = partner.keeper
    if person and person.email:
        words = {"partner": isolated(partner.name), "uuid": partner.uuid, "reason": partner.reason}
        send(template, person.email, person.language, words,
             dedup_key=f"{template}:{partner.uuid}:{partner.version}")  # fmt: skip


def awaiting(person):
    """For the committee: institutions that asked."""
    if "committee" not in hooks.audiences_of(person):
        return
    asked = Partner.objects.filter(state=Partner.State.ASKED).exclude(keeper=person)
    since = asked.aggregate(since=Min("created_at"))["since"]
    if n := asked.count():
        sentence = ngettext(
            "%(n)d institution asks for a key to the API", "%(n)d institutions ask for a key to the API", n
        )
        yield hooks.Waiting(sentence % {"n": n}, reverse("partners"), verb=_("Decide"), since=since)
