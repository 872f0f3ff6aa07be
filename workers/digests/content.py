"""What stands in a digest: one a person, in the order of what concerns them most, and nothing they may not see."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from accounts.models import Mute, Notice, Person, Preference
from deeds import hooks
from deeds.journal.recording import isolated
from directory import interests
from directory.interests import Interests
from workers.digests.edition import GROUP, LANGUAGES, Edition, Thing, Told, is_committees_own

NEEDS, ADDRESSED, FITS, GROUPS, COMMITTEE, FOLLOWED, FIELDS, NEW = range(8)
MOST, MOST_OF_A_GROUP, WORDS = 12, 4, 5


@dataclass(frozen=True)
class Item:
    """One line: a sentence in both languages, its page, and as whom it is for the reader."""

    section: int
    titles: tuple[str, str]
    url: Callable[[], str]
    at: datetime
    due_at: datetime | None = None
    as_whom: str = ""
    group: Any = None
    earlier: int = 0
    count: int = 1
    order: int = 0
    is_public: bool = False

    @property
    def rank(self):
        """Section, then the nearest deadline, then the newest; the last part keeps the order the same every time."""
        due = self.due_at.timestamp() if self.due_at else float("inf")
        return self.section, due, -self.at.timestamp(), -self.order


@dataclass
class Digest:
    """A person's digest, in no language yet."""

    items: list[Item] = field(default_factory=list)
    waiting: int = 0
    hidden: int = 0
    words: list[tuple[str, int]] = field(default_factory=list)
    told_as: tuple[str, ...] = ()
    head: str = ""
    own: Mapping[Any, Any] = field(default_factory=dict)

    @property
    def needs(self):
        return [item for item in self.items if item.section == NEEDS]


@dataclass
class Reader:
    """A person with all that decides what their digest holds, and the window it is for."""

    person: Person
    preference: Preference
    since: datetime  # when the window began
    until: datetime  # when the next digest comes: what is due before that is worth a mail by itself
    after: int  # the journal's place up to which earlier digests went
    operators_day: bool = False
    audiences: frozenset[str] = frozenset()
    interests: Interests = field(default_factory=Interests)
    notices: list[Notice] = field(default_factory=list)
    muted: set[tuple[str, str]] = field(default_factory=set)
    found: set[int] = field(default_factory=set)  # groups that followed searches find


def learn(readers: Collection[Reader], edition: Edition) -> None:
    """Fills in what is known of each reader, in six queries for all of them, and two more for what is searched."""
    people = {reader.person.pk: reader for reader in readers}
    audiences = hooks.audiences_of_each([reader.person for reader in readers])
    interested = interests.of_each(audiences)
    for reader in readers:
        reader.audiences = audiences[reader.person.pk]
        reader.interests = interested[reader.person.pk]
    edition.look_for({search for reader in readers for search in reader.interests.searches})
    for mute in Mute.objects.filter(person__in=people):
        people[mute.person_id].muted.add((mute.subject_type, mute.subject_id))
    for notice in Notice.objects.filter(person__in=people, done_at=None).order_by("-at", "-pk"):
        people[notice.person_id].notices.append(notice)


def digest_of(reader: Reader, edition: Edition) -> Digest | None:
    """The reader's digest; None when nothing is new to them and nothing falls due before the next one."""
    notices = [notice for notice in reader.notices if shown(notice, reader)]
    found = list(of_notices(notices))
    wakes = any(wakes_up(notice, reader) for notice in notices)
    if reader.preference.choice != Preference.Choice.NEEDS:
        news = list(of_edition(reader, edition, {notice.at for notice in reader.notices}))
        found += news
        wakes = wakes or any(item.section < NEW for item in news)
    told_as = told_to(reader)
    if not (wakes or (reader.operators_day and "operator" in told_as)):
        return None
    return composed(found, reader, edition, told_as)


def composed(found, reader, edition, told_as):
    items = limited(sorted(found, key=lambda item: item.rank))
    return Digest(
        items,
        waiting=sum(item.count for item in found if item.section == NEEDS),
        hidden=sum(item.count for item in found) - sum(item.count for item in items),
        words=missed_near(reader, edition),
        told_as=told_as,
        head=edition.head if "committee" in reader.audiences else "",
        own=reader.interests.own,
    )


def limited(items):
    """The first twelve, of no group more than four."""
    kept, of_group = [], defaultdict(int)
    for item in items:
        if item.group is None or of_group[item.group] < MOST_OF_A_GROUP:
            of_group[item.group] += 1
            kept.append(item)
    return kept[:MOST]


# --- notices


def shown(notice, reader):
    """Still theirs to read, not muted; what asks for nothing only while it is new, unread and told by no mail."""
    muted = (notice.subject_type, notice.subject_id) in reader.muted or (
        GROUP,
        str(notice.group),
    ) in reader.muted
    return (
        notice.as_whom in reader.audiences
        and not muted
        and (notice.needs or is_news(notice, reader))
        and (notice.needs or reader.preference.choice != Preference.Choice.NEEDS)
    )


def is_news(notice, reader):
    return notice.read_at is None and notice.mailed_at is None and notice.at >= reader.since


def wakes_up(notice, reader):
    """Worth a mail: it is new, or falls due before the next one."""
    due = notice.due_at is not None and reader.since <= notice.due_at < reader.until
    return notice.at >= reader.since or due


def of_notices(notices):
    """A line each; one for several of a kind that wait on one page, where their room has a sentence for that."""
    sentences = {kind.name: kind.several for kind in hooks.notice_kinds if kind.several}
    fits = suggesting()
    together = defaultdict(list)
    for notice in notices:
        joined = notice.needs and notice.kind in sentences
        key = (notice.kind, notice.as_whom, notice.about_ar, notice.path) if joined else notice.pk
        together[key].append(notice)
    for first, *more in together.values():
        one = of_several([first, *more], sentences[first.kind]) if more else of_notice(first)
        yield replace(one, section=FITS) if first.kind in fits else one


def suggesting():
    """The kinds of notices that say what a group may like to do."""
    return {kind.name for kind in hooks.notice_kinds if kind.suggests}


def of_several(notices, sentence):
    """Due when the first of them is, waiting since the oldest came."""
    newest = notices[0]
    titles = []
    for language, about in zip(LANGUAGES, (newest.about_ar, newest.about_en), strict=True):
        with override(language):
            titles.append(str(sentence % {"n": len(notices), "about": isolated(about)}))
    return replace(
        of_notice(newest),
        titles=tuple(titles),
        url=lambda: newest.url,
        at=min(notice.at for notice in notices),
        due_at=min((notice.due_at for notice in notices if notice.due_at), default=None),
        count=len(notices),
    )


def of_notice(notice):
    return Item(
        NEEDS if notice.needs else ADDRESSED,
        (notice.title_ar, notice.title_en),
        partial(reverse, "notice", args=[notice.uuid]),
        notice.at,
        notice.due_at,
        notice.as_whom,
        notice.group,
        order=notice.pk,
    )


# --- the journal


def of_edition(reader, edition, noticed):
    """An item for each thing that something new was told of; what stands in the inbox is not told twice."""
    fits = suggesting()
    fitting = {(one.subject_type, one.subject_id) for one in reader.notices if one.kind in fits}
    reader.found = edition.found_by(reader.interests.searches, reader.after, reader.since)
    for thing in edition.candidates(keys_of(reader)):
        if (
            not (thing.news.audience & reader.audiences)
            or is_muted(thing, reader)
            or thing.subject in fitting
        ):
            continue
        told = [one for one in thing.told if one.seq > reader.after and one.audience & reader.audiences]
        if not told or told[0].actor == reader.person.pk or told[0].at in noticed or not told[0].titles[0]:
            continue
        section = section_of(thing, told[0], reader, edition)
        if section is not None:
            yield of_thing(thing, told, section, reader)


def keys_of(reader):
    known = reader.interests
    yield from (f"person:{reader.person.pk}", "everybody", "new")
    if "committee" in reader.audiences:
        yield "committee"
    yield from (("group", group) for group in [*known.own, *known.groups])
    yield from (("itself", group) for group in reader.found)
    yield from (("field", code) for code in known.fields)
    yield from (("area", code) for code in known.areas)
    for own in known.own.values():
        yield from (("home", own.governorate, code) for code in own.fields)


def is_muted(thing, reader):
    groups = {(GROUP, str(group)) for group in thing.news.groups}
    return thing.subject in reader.muted or bool(groups & reader.muted)


def section_of(thing: Thing, told: Told, reader: Reader, edition: Edition) -> int | None:
    """The first reason why it concerns this reader."""
    news, known = thing.news, reader.interests
    tests = {
        ADDRESSED: f"person:{reader.person.pk}" in told.audience,
        GROUPS: bool(news.groups & known.own.keys()),
        COMMITTEE: news.everybody or ("committee" in reader.audiences and is_committees_own(told)),
        FOLLOWED: bool(news.groups & known.groups) or is_found(thing, reader),
        FIELDS: bool(news.fields & known.fields or news.areas & known.areas)
        or is_at_home(thing, reader, edition),
        NEW: news.since is not None and news.since >= reader.since,
    }
    return next((section for section, holds in tests.items() if holds), None)


def is_found(thing, reader):
    kind, pk = thing.subject
    return kind == GROUP and int(pk) in reader.found


def is_at_home(thing, reader, edition):
    """A new group, or something other than a group's own page, in a field and governorate of the reader's groups."""
    news = thing.news
    fresh = thing.subject[0] != GROUP or (news.since is not None and news.since >= reader.since)
    homes = reader.interests.own.values()
    return fresh and any(own.governorate in news.areas and own.fields & news.fields for own in homes)


def of_thing(thing, told, section, reader):
    own = sorted(thing.news.groups & reader.interests.own.keys())
    group = own[0] if own else min(thing.news.groups, default=None)
    return Item(
        section,
        told[0].titles,
        thing.news.url,
        told[0].at,
        as_whom=role_in(own[0], reader) if own else "",
        group=group,
        earlier=len(told) - 1,
        order=told[0].pk,
        is_public="public" in told[0].audience & thing.news.audience,
    )


def role_in(group, reader):
    """The audience that says most of a person's part in a group."""
    roles = (f"group:{group}:{role}" for role in ("leader", "editor", "member"))
    return next((role for role in roles if role in reader.audiences), "")


# --- for some roles


def missed_near(reader, edition):
    """[(word, times)]: what people near the groups that the reader leads looked for and did not find."""
    led = {group for group in reader.interests.own if f"group:{group}:leader" in reader.audiences}
    if not led:
        return []
    places = {reader.interests.own[group].governorate for group in led} - {""}
    counted: dict[str, tuple[int, str]] = {}
    for place in ["", *places]:
        for word, (times, typed) in edition.misses.get(place, {}).items():
            before, first = counted.get(word, (0, typed))
            counted[word] = before + times, min(first, typed)
    return sorted(
        ((typed, times) for times, typed in counted.values()), key=lambda pair: (-pair[1], pair[0])
    )[:WORDS]


def told_to(reader):
    """The audiences whose figures this digest shows; an operator's once a week."""
    roles = {"committee": True, "operator": reader.operators_day}
    return tuple(role for role, today in roles.items() if today and role in reader.audiences)
