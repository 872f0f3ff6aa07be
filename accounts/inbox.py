"""A person's notices as their pages show them: grouped by subject, as whom, filtered; and how many are unread."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Notice
from accounts.my_day import age_look, left
from deeds import hooks

PER_PAGE = 20
OPEN, UNREAD, NEEDS, ALL = "open", "unread", "needs", "all"
SHOWS = {
    OPEN: pgettext_lazy("inbox", "Open"),
    UNREAD: pgettext_lazy("inbox", "Unread"),
    NEEDS: pgettext_lazy("inbox", "Needs me"),
    ALL: pgettext_lazy("inbox", "All"),
}
NOT_DONE = Q(done_at=None)
FILTERS = {
    OPEN: NOT_DONE & (Q(read_at=None) | Q(needs=True)),
    UNREAD: NOT_DONE & Q(read_at=None),
    NEEDS: NOT_DONE & Q(needs=True),
    ALL: Q(),
}


@dataclass(frozen=True)
class Line:
    """One notice as it is shown: as whom it is read, and its state as tone, icon and words."""

    notice: Notice
    capacity: Any
    tone: str
    icon: str
    state: Any

    @property
    def group(self):
        """Whether it is read for a group, or by a seat or oneself."""
        return self.notice.group


def own(person, audiences):
    return Notice.objects.visible_to(person, audiences)


def unread(request):
    """How many notices are new to whoever asks, counted once a request; muted ones do not count."""
    if not hasattr(request, "_unread_notices"):
        mine = own(request.user, request.audiences).unread().heard()
        request._unread_notices = mine.count() if request.user.is_authenticated else 0
    return request._unread_notices


def page_of(person, audiences, query):
    """The context of the inbox for `show`, `group` and `page` of this query; the nearest deadline first for NEEDS."""
    show = query.get("show") if query.get("show") in FILTERS else OPEN
    group = query.get("group", "")
    group = int(group) if group.isdecimal() and len(group) < 18 else None
    mine = own(person, audiences)
    rows = (mine.filter(group=group) if group else mine).filter(FILTERS[show])
    order = [F("due_at").asc(nulls_last=True), "-at", "-pk"] if show == NEEDS else ["-at", "-pk"]
    page = Paginator(rows.order_by(*order), PER_PAGE).get_page(query.get("page"))
    lines = lines_of(page.object_list)
    return {
        "page": page,
        "subjects": by_subject(lines),
        "shows": shows(mine, show, group),
        "show": show,
        "groups": groups(mine, show, group),
        "tag": tag(person, audiences),
        "coming": lambda: coming(person),  # asked only where nothing else is shown
    }


def coming(person):
    return next((one for one in hooks.coming_of(person) if one.at > timezone.now()), None)


def tag(person, audiences):
    """The newest notice there is, as a number: a page that knows it needs no news."""
    return own(person, audiences).order_by("-pk").values_list("pk", flat=True).first() or 0


def newer(person, audiences, than):
    """How many notices came after the page that knows this tag."""
    return own(person, audiences).unread().heard().filter(pk__gt=than).count()


def shows(mine, show, group):
    """[(address, label, how many, is it shown)], counted in one query."""
    mine = mine.filter(group=group) if group else mine
    every = {code: condition or Q(pk__isnull=False) for code, condition in FILTERS.items()}
    counts = mine.aggregate(**{code: Count("pk", filter=condition) for code, condition in every.items()})
    return [(address(code, group), label, counts[code], code == show) for code, label in SHOWS.items()]


def groups(mine, show, chosen):
    """[(address, group's name, is it chosen)] of the groups that notices are for, when there are two or more."""
    found = mine.filter(group__isnull=False).order_by("group").values_list("group", flat=True).distinct()
    names = hooks.names_of_groups(list(found))
    if len(names) < 2 and not chosen:
        return []
    return [(address(show, None if pk == chosen else pk), names[pk], pk == chosen) for pk in sorted(names)]


def address(show, group):
    """The inbox with these choices."""
    query = {"show": "" if show == OPEN else show, "group": group or ""}
    return "?" + urlencode({name: value for name, value in query.items() if value})


def lines_of(notices: Iterable[Notice]):
    notices = list(notices)
    capacities = hooks.capacities_of({notice.as_whom for notice in notices})
    now = timezone.now()
    return [Line(notice, capacities.get(notice.as_whom, ""), *look(notice, now)) for notice in notices]


def look(notice, now):
    """(tone, icon, words): done, overdue, how long there is time, or since when it waits."""
    if notice.done_at:
        return "ok", "check-circle-fill", pgettext_lazy("notice", "done")
    if not notice.needs:
        return "", "", ""
    if notice.due_at is None:
        return age_look(notice.at, now)
    if notice.due_at <= now:
        return "bad", "exclamation-circle-fill", pgettext_lazy("state", "overdue")
    return "warn", "hourglass-split", left(notice.due_at, now)


def by_subject(lines):
    """[(subject's name, its lines)]: each subject once a page, where its first line stands."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.notice.subject_type, line.notice.subject_id), []).append(line)
    return [(some[0].notice.about, some) for some in found.values()]


READ, AGAIN, DONE, UNDONE = "read", "unread", "done", "undone"
STEPS = (READ, AGAIN, DONE, UNDONE)
SAID = {
    READ: _("Marked as read."),
    AGAIN: _("Marked as unread."),
    DONE: _("Marked as done."),
    UNDONE: _("It waits for you again."),
}


def mark(notice, step):
    """What a person notes on their own line; nobody else sees it, so the journal does not either."""
    now = timezone.now()
    changes: dict[str, dict[str, Any]] = {
        READ: {"read_at": notice.read_at or now},
        AGAIN: {"read_at": None},
        DONE: {"done_at": notice.done_at or now, "read_at": notice.read_at or now},
        UNDONE: {"done_at": None},
    }
    Notice.objects.filter(pk=notice.pk).update(**changes[step])


def mark_all_read(person, audiences):
    return own(person, audiences).unread().update(read_at=timezone.now())


def seen(subjects):
    """What was shown for the first time."""
    shown = [line.notice.pk for _about, lines in subjects for line in lines if not line.notice.seen_at]
    if shown:
        Notice.objects.filter(pk__in=shown).update(seen_at=timezone.now())
