"""From a line that a room tells to rows in inboxes: both languages, whoever holds the audience now, each once."""

from collections import defaultdict
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Notice
from deeds import hooks
from deeds.journal.recording import isolated, subject_of

SEES_ALL = {"committee", "operator"}
NEWS_FOR = timedelta(days=30)
BATCH = 500


def kinds():
    return {kind.name: kind for kind in hooks.notice_kinds}


# --- whom


class Crowd:
    """Who holds what, asked of many lines at a time and once for as long as one batch takes."""

    def __init__(self):
        self.holders, self.audiences = {}, {}

    def meet(self, lines):
        """Asks whom these lines are for; a line that was not met has no hearers to be asked for."""
        new = {line.whom for line in lines} - self.holders.keys()
        self.holders |= hooks.holders_of_each(new)
        people = {person.pk: person for whom in new for person in self.holders[whom] if person.is_active}
        strangers = [person for pk, person in people.items() if pk not in self.audiences]
        self.audiences |= hooks.audiences_of_each(strangers)

    def hearers(self, line, entry=None):
        """The holders of the line's audience who may read the entry; never who did it."""
        for person in self.holders[line.whom]:
            wanted = line.people is None or person.pk in line.people
            if wanted and (entry is None or self.may_hear(person, line, entry)):
                yield person

    def may_hear(self, person, line, entry):
        """A line to one person by name needs no other right: its room vouches for it."""
        if person.pk == entry.actor_id:
            return False
        held = self.audiences.get(person.pk, hooks.PUBLIC)
        return line.whom == f"person:{person.pk}" or bool(held & {*entry.audience, *SEES_ALL})


# --- rows


def rows_of(kind, line, people, *, key, at):
    """An unsaved Notice for each of these people."""
    told = {**spoken(line), **placed(line)}
    told |= {"kind": kind.name, "thing": str(line.thing), "as_whom": line.whom, "group": group_of(line.whom)}
    told |= {"why": line.why, "needs": line.needs, "urgent": line.urgent, "due_at": line.due_at}
    told |= {"key": key, "at": at, "mailed_at": at if line.letter else None}
    return [Notice(person=person, **told) for person in people]


def spoken(line):
    """Title and subject in both languages."""
    words = {}
    for lang in ("ar", "en"):
        with override(lang):
            names = {name: isolated(value) for name, value in line.names.items()}
            words[f"title_{lang}"] = str(line.sentence % names) if names else str(line.sentence)
            words[f"about_{lang}"] = str(line.about)
    return words


def placed(line):
    """The subject's kind and id, and the page's address without its language."""
    name, *args = line.page
    with override("ar"):
        path = reverse(name, args=args).removeprefix("/ar/")
    subject_type, subject_id = (
        line.about.place if isinstance(line.about, hooks.Subject) else subject_of(line.about)
    )
    return {"subject_type": subject_type, "subject_id": subject_id, "path": path}


def group_of(audience):
    kind, _colon, rest = audience.partition(":")
    return int(rest.partition(":")[0]) if kind == "group" else None


def store(rows):
    """Inserts what is new, inside the caller's transaction; of several about one thing the newest stays open."""
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    newer = Notice.objects.filter(
        person=OuterRef("person"), kind=OuterRef("kind"), thing=OuterRef("thing"), pk__gt=OuterRef("pk")
    )
    things = {row.thing for row in rows} - {""}
    open_ones = Notice.objects.filter(done_at=None, thing__in=things, kind__in={row.kind for row in rows})
    outdated = open_ones.filter(Exists(newer))
    Notice.objects.filter(pk__in=list(outdated.values_list("pk", flat=True))).update(done_at=timezone.now())


# --- what no longer waits


def settle(notices):
    """Marks as done which of these (a QuerySet of waiting ones) no longer wait for their person; how many."""
    by_kind = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice)
    known, done = kinds(), []
    for name, rows in by_kind.items():
        if name in known and known[name].still:
            still = set(known[name].still(rows))
            done += [row.pk for row in rows if row.pk not in still]
    return Notice.objects.filter(pk__in=done, done_at=None).update(done_at=timezone.now()) if done else 0


def touched_by(entries):
    """Waiting notices that these entries may have settled: about the same subject, or waiting for it."""
    ids, found = defaultdict(set), Q()
    for entry in entries:
        ids[entry.subject_type].add(entry.subject_id)
    for kind, pks in ids.items():
        waiting_for = [known.name for known in hooks.notice_kinds if known.things == kind]
        found |= Q(subject_type=kind, subject_id__in=pks) | Q(kind__in=waiting_for, thing__in=pks)
    return Notice.objects.waiting().filter(found) if found else Notice.objects.none()


def settle_all():
    """For the clock: what ended by itself, as an invitation does; BATCH at a time. How many were settled."""
    last, settled = 0, 0
    while rows := list(Notice.objects.waiting().filter(pk__gt=last).order_by("pk")[:BATCH]):
        settled += settle(rows)
        last = rows[-1].pk
    return settled


# --- what the clock tells


def remind(now=None):
    """Each step of each reminder once, whoever runs it how often; how many lines were new."""
    now, told = now or timezone.now(), 0
    for kind in hooks.notice_kinds:
        lines = iter(kind.remind(now)) if kind.remind else iter(())
        while some := list(islice(lines, BATCH)):
            told += _tell(kind, some, now)
    return told


def _tell(kind, lines, now):
    """Those that nobody was told by their key yet."""
    known = set(Notice.objects.filter(key__in=[line.key for line in lines]).values_list("key", flat=True))
    crowd, new = Crowd(), [line for line in lines if line.key not in known]
    crowd.meet(new)
    rows = [row for line in new for row in rows_of(kind, line, crowd.hearers(line), key=line.key, at=now)]
    if rows:
        with transaction.atomic():
            store(rows)
    return len({row.key for row in rows})
