"""A group writes what it needs or what it can give, opens it to others, and takes it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.exchange import rules
from coordination.exchange.actions.stepping import claim_groups, keep, lapse, recount, remember, take
from coordination.exchange.models import TAKING, UNITS, Over, Post, Side, State
from deeds.lifecycle import Refused, claim, reload, version_of

BEGUN = _("%(group)s began to write “%(thing)s”.")
DRAFTED = _("%(partner)s drafted “%(thing)s” for %(group)s.")
REDRAFTED = _("%(partner)s changed the draft “%(thing)s” of %(group)s.")
EDITED = _("“%(thing)s” was edited.")
ONLY_EDITORS = _("Editors and leaders of the group can do this.")
NOT_LISTED = _("Editors and leaders of a listed group ask for support and offer it.")
PRIVATE = _(
    "It seems to show a phone number, a mail address or a house. Take it out, or confirm that it may be seen."
)
NOT_LET = _("This group has not let your institution write in its name, or no longer does.")
NOT_OWN_DRAFT = _(
    "Your institution changes only its own drafts, while the group lets it and has not gone on with them."
)
FROZEN = _("Others can see it now. Withdraw it, then write it anew.")


@transaction.atomic
def begin(side, group, *, kind, by, capability=None, **texts):
    """A draft that only its group sees; `texts` are its title in Arabic or English, or both."""
    claim(group)
    group = reload(group)
    if not rules.acts_for(by, group.pk):
        raise Refused(NOT_LISTED, "role")
    lent = capability if capability and capability.group_id == group.pk and side == Side.OFFER else None
    post = Post.objects.create(
        side=side, group=group, kind=kind, unit=UNITS[kind][0], area=group.area, capability=lent,
        quantity=min(lent.quantity or 1, 100) if lent else 1, **texts,
    )  # fmt: skip
    remember("begin", post, BEGUN, by=by, names={"group": group})
    return post


@transaction.atomic
def draft(group, form, *, key):
    """A draft from a valid form of the whole of it, which a partner's program filled in."""
    claim(group)
    if not rules.may_draft_for(key, group.pk):
        raise Refused(NOT_LET, "role")
    form.instance.drafted_by = key.partner
    post = form.save()
    remember_key("begin", post, DRAFTED, key)
    return post


@transaction.atomic
def redraft(post, form, *, key, seen):
    """Saves a valid form of the whole of it into a draft that the same partner made."""
    claim(post.group)
    claim(post, seen=version_of(seen))
    if not rules.drafts_it(key, reload(post)):
        raise Refused(NOT_OWN_DRAFT, "role")
    form.save()
    remember_key("edit", post, REDRAFTED, key, changed=sorted(form.changed_data))
    return keep(post)


def remember_key(deed, post, title, key, **data):
    """By the person who looks after the partner's keys; the entry says which institution and which key it was."""
    names = {"partner": key.partner, "group": post.group}
    data |= {"partner": str(key.partner.uuid), "key": key.prefix}
    remember(deed, post, title, by=key.partner.keeper, names=names, data=data)


@transaction.atomic
def save(post, form, *, by, seen):
    """Saves a valid form of one step of a draft; `form.save()` writes only what the form holds."""
    claim(post, seen=version_of(seen))
    post = reload(post)
    if not rules.edits_it(by, post):
        raise Refused(ONLY_EDITORS, "role")
    if post.state != State.DRAFT:
        raise Refused(FROZEN, "frozen")
    form.save()
    remember("edit", post, EDITED, by=by, data={"changed": sorted(form.changed_data)})
    return keep(post)


@transaction.atomic
def open_up(post, *, by, seen, on_purpose=False):
    """`on_purpose` says that what looks like somebody's phone, mail or house may be seen by everybody."""
    if post.group_id:
        claim(post.group)
    if rules.shows_private(reload(post)) and not on_purpose:
        raise Refused(PRIVATE, "private")
    return take(post, "open", by=by, seen=seen, opened_at=timezone.now())


@transaction.atomic
def withdraw(post, *, by, seen, reason=""):
    """The reason is a sentence that groups which responded read; it may be left out."""
    return take(
        post, "withdraw", by=by, seen=seen, reason=reason, reason_code="own" if reason.strip() else ""
    )


@transaction.atomic
def close(post, *, by, seen):
    """What has arrived is enough."""
    return take(post, "close", by=by, seen=seen)


# --- by the calendar


def keep_time():
    """Takes the step that the calendar has made true already, each in a transaction of its own."""
    over = Post.objects.filter(state__in=(*TAKING, State.ASKED), until__lt=timezone.localdate())
    for post in over.order_by("pk"):
        try:
            end(post)
        except Refused:
            continue


@transaction.atomic
def end(post):
    """Nobody can be accepted any more: what waited ends, and what was promised goes on until it has arrived."""
    claim_groups(post.group_id)
    claim(post)
    post = reload(post)
    if post.state in (State.OPEN, State.ASKED):
        return take(post, "expire", by=None, seen=post.version)
    lapse(post, Over.EXPIRED)
    return recount(post)
