"""Looking for who could meet each request, by the clock; and a group that hides a suggestion for itself."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.exchange import rules
from coordination.exchange.actions.stepping import remember
from coordination.exchange.matching import Pool
from coordination.exchange.models import Audience, Hiding, LookedFor, Post, Suggestion
from coordination.exchange.suggesting import reading
from coordination.exchange.suggesting.sides import dates_meet, need_of
from deeds.lifecycle import Refused

KEPT = 12  # of a request
RANKED = 24  # of which those are kept that its group may know of
AT_ONCE = 500
REST = timedelta(
    minutes=5
)  # between two looks at the same request, however often somebody edits what is lent
HIDDEN = _("%(group)s hid a suggestion for “%(thing)s”.")
ONLY_THE_TWO = _("Editors and leaders of one of the two groups hide it for their group.")


def look():
    """Requests that nobody looked for yet, then those since whose look something lent has changed."""
    due = list(due_requests()[:AT_ONCE])
    if not due:
        return 0
    lent = reading.everything_lent()
    rows = {one.id: row for row, one in lent}
    pool = Pool(one for _row, one in lent)
    for request in due:
        keep_found(request, found_for(request, pool, rows))
    return len(due)


def due_requests():
    now, changed = timezone.now(), reading.changed_at()
    due = Q(looked_for=None)
    if changed:
        due |= Q(looked_for__at__lte=changed, looked_for__at__lt=now - REST)
    return reading.requests().filter(due).order_by("looked_for__at", "pk")


def found_for(request, pool, rows):
    """[(row that is lent, Match)], the best first: what names the thing, of groups that may know of it."""
    found = []
    for match in pool.ranked(need_of(request), RANKED):
        row = rows[match.lent.id]
        if names_it(match) and may_meet(request, row):
            found.append((row, match))
    return found[:KEPT]


def names_it(match):
    return any(fact.code in ("words", "helped") for fact in match.reasons)


def may_meet(request, row):
    """Of another group, and each of the two may know of the other's post."""
    if row.group_id == request.group_id or not is_for(request, row.group_id):
        return False
    return not isinstance(row, Post) or (is_for(row, request.group_id) and dates_meet(request, row))


def is_for(post, group_id):
    return post.audience != Audience.NAMED or group_id in {group.pk for group in post.named.all()}


@transaction.atomic
def keep_found(request, found):
    """What is found replaces what was; a pair that was there keeps since when."""
    columns = {}
    for row, match in found:
        kind = "offer" if isinstance(row, Post) else "capability"
        columns[kind, row.pk] = {"group_id": row.group_id, "score": match.score, "fits": match.fits}
    for old in Suggestion.objects.filter(request=request):
        key = ("offer", old.offer_id) if old.offer_id else ("capability", old.capability_id)
        if key not in columns:
            old.delete()
            continue
        new = columns.pop(key)
        if (old.score, old.fits) != (new["score"], new["fits"]):
            since = old.found_at if old.fits == new["fits"] else timezone.now()
            Suggestion.objects.filter(pk=old.pk).update(score=new["score"], fits=new["fits"], found_at=since)
    rows = [Suggestion(request=request, **{f"{kind}_id": pk}, **new) for (kind, pk), new in columns.items()]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)  # another process may look at the same moment
    LookedFor.objects.update_or_create(request=request, defaults={"at": timezone.now()})


@transaction.atomic
def hide(request, group, *, code, for_group, by):
    """For one of the two groups alone, with a reason from the list; twice is once."""
    if for_group not in (group, request.group) or not rules.acts_for(by, for_group.pk):
        raise Refused(ONLY_THE_TWO, "role")
    row, made = Hiding.objects.get_or_create(
        request=request, group=group, by_group=for_group, defaults={"code": code}
    )
    if made:
        remember(
            "hide", request, HIDDEN, by=by, names={"group": for_group}, data={"suggested": group.pk, "code": code},
            audience=[f"group:{for_group.pk}:editor"],
        )  # fmt: skip
    return row
