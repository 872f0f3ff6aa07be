"""What the journal tells between two of its places, laid out so that each reader's part is found quickly."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Max
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import override

from deeds import hooks, journal
from deeds.models import Entry
from directory.models import Miss
from directory.search import followed

MOST = 20_000  # entries, the newest; beyond them a digest has twelve things to say anyway
MOST_OF_A_KEY = 300
LOOK_BACK = timedelta(days=31)
LANGUAGES = ("ar", "en")
GROUP = "directory.group"
SOUGHT = {
    "texts",
    "scope",
    "services",
    "achievements",
    "access",
    "capabilities",
}  # sections that searches look at
OF_ALL_SERVICES = {"scope", "access"}


@dataclass(slots=True)
class Told:
    """One entry as a digest needs it."""

    pk: int
    seq: int
    at: object
    actor: int | None
    deed: str
    audience: frozenset[str]
    titles: tuple[str, str]
    section: str = ""


@dataclass(slots=True)
class Thing:
    """All that was told of one subject, the newest first, and what its room says of it now."""

    subject: tuple[str, str]
    news: hooks.News
    told: list[Told] = field(default_factory=list)


class Edition:
    """The non-quiet entries sealed after `first`, up to `last`; read once for all readers of a run.

    Nothing that others can see changes without an entry, so what rooms said holds until there is a new one:
    `refresh` asks them again then.
    """

    def __init__(self, first, last, since):
        self.first, self.last, self.since = first, last, since
        self.asked_at = -1
        self.entries = self._read()

    def _read(self):
        """One row a subject and entry, the newest first."""
        rows = Entry.objects.filter(seal__seq__gt=self.first, seal__seq__lte=self.last, quiet=False)
        return list(
            rows.select_related("text", "seal")
            .defer("data", "reason_code")
            .annotate(section=KT("data__section"))
            .order_by("-seal__seq")[:MOST]
        )

    def begins_before(self, first, since):
        return self.first <= first and self.since <= since

    def refresh(self, newest):
        """Asks the rooms anew when the journal, whose newest entry that is, has moved on since the last time."""
        if self.asked_at != newest:
            self.asked_at = newest
            self._lay_out()

    def _lay_out(self):
        by_subject = defaultdict(list)
        for entry in self.entries:
            by_subject[entry.subject_type, entry.subject_id].append(entry)
        news = hooks.news_of([entries[0] for entries in by_subject.values()])
        self.things = [
            Thing(subject, news[entries[0].pk], [told(entry) for entry in entries])
            for subject, entries in by_subject.items()
            if entries[0].pk in news
        ]
        self.found: dict[followed.Search, dict[int, datetime | None]] = {}
        self.listed = {
            int(thing.subject[1]): thing
            for thing in self.things
            if thing.subject[0] == GROUP and thing.news.since
        }
        self.index = defaultdict(list)
        for number, thing in enumerate(self.things):
            for key in keys_of(thing, self.since):
                self.index[key].append(number)

    def look_for(self, searches):
        """Learns what these followed searches find among the groups that it tells of; each is asked once."""
        new = [search for search in searches if search not in self.found]
        if new and self.listed:
            self.found |= followed.found_among(self.listed.keys(), new)

    def found_by(self, searches, after, since):
        """The groups that one of these searches finds, and that are new to it in a reader's window."""
        return {
            group
            for search in searches
            for group, changed_at in self.found.get(search, {}).items()
            if is_new(self.listed[group], changed_at, after, since)
        }

    def candidates(self, keys):
        """The things under any of these keys, the newest first."""
        numbers = {number for key in keys for number in self.index.get(key, ())[:MOST_OF_A_KEY]}
        return [self.things[number] for number in sorted(numbers)]

    @cached_property
    def head(self):
        """The journal's head, to be kept outside the site."""
        last = journal.head()
        return last.head if last else ""

    @cached_property
    def misses(self):
        """{governorate, or "" for no named one: {word: (times, as typed)}} of words looked for in vain."""
        found = defaultdict(dict)
        since = timezone.localdate(self.since) - LOOK_BACK
        rows = Miss.objects.shown().filter(month__gte=since.replace(day=1)).order_by()
        for place, word, typed, count in rows.values_list("governorate", "word", "typed", "count"):
            typed = typed or word
            times, first = found[place].get(word, (0, typed))
            found[place][word] = times + count, min(first, typed)
        return found

    @cached_property
    def figures(self):
        """{language: {audience: lines}}: what everybody is told who holds an audience."""
        found = {}
        for language in LANGUAGES:
            with override(language):
                found[language] = hooks.figures_of(self.since)
        return found


def told(entry):
    text = getattr(entry, "text", None)
    titles = (text.title_ar, text.title_en) if text else ("", "")
    audience = frozenset(entry.audience)
    return Told(
        entry.pk,
        entry.seal.seq,
        entry.at,
        entry.actor_id,
        entry.deed,
        audience,
        titles,
        entry.section or "",
    )


def keys_of(thing, since):
    """Under which keys a reader may look for it."""
    news, kind = thing.news, thing.subject[0]
    for told in thing.told:
        yield from {word for word in told.audience if word.startswith("person:")}
    if any(is_committees_own(told) for told in thing.told):
        yield "committee"
    if news.everybody:
        yield "everybody"
    yield from (("group", group) for group in news.groups)
    yield from (("field", code) for code in news.fields)
    yield from (("area", code) for code in news.areas)
    if news.since and news.since >= since:
        yield "new"
    if kind == GROUP:
        yield "itself", int(thing.subject[1])
    if kind != GROUP or (news.since and news.since >= since):
        yield from (("home", area, code) for area in news.areas for code in news.fields)


def is_new(thing, changed_at, after, since):
    """Whether a group that a search finds is of interest: it, what searches look at of it, or a service is new.

    `changed_at` is when the service changed that was found, None in lists of groups.
    """
    if thing.news.since >= since:
        return True
    sections = {told.section for told in thing.told if told.seq > after}
    if changed_at is None:
        return bool(sections & SOUGHT)
    return bool(sections & OF_ALL_SERVICES) or changed_at >= since


def is_committees_own(told):
    """Told to the committee and nobody else, but for the persons it names."""
    words = {word for word in told.audience if not word.startswith("person:")}
    return bool(words) and all(word.startswith("committee") for word in words)


def newest_entry():
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0
