"""Rows become groups: new ones are created, unclaimed ones brought up to date, claimed ones left alone.

Batches of rows are written in a transaction each, so that the site goes on being served; a run that was cut off
is simply started again. A dry run takes the same way and rolls each batch back.
"""

import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import Line, record, record_many
from directory.imports.codes import folded
from directory.imports.parts import Additions, bring_parts
from directory.imports.remarks import Remark
from directory.imports.rows import Row
from directory.models import Group, Standing
from directory.models.group import EVERYBODY_SEES, free_slug

BATCH = 200
TRIES = 3
CREATED, UPDATED, UNCHANGED, CLAIMED = "created", "updated", "unchanged", "claimed"
PARTS = ("fields", "beneficiaries", "services", "contacts", "licences")
TITLES = {
    CREATED: _("%(group)s was added to the directory by an import."),
    UPDATED: _("%(group)s was brought up to date by an import."),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one row: created, updated, unchanged or claimed; `changed` names columns and parts."""

    row: Row
    what: str
    changed: tuple[str, ...] = ()


@dataclass
class Run:
    """One run of the import: what was ordered, what came of it."""

    listed: bool = False
    public_contacts: bool = False
    dry: bool = False
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))
    outcomes: list[Outcome] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def counts(self):
        return Counter(outcome.what for outcome in self.outcomes)


def load(rows, run, *, step=lambda done: None):
    """Loads all rows, with their outcomes in `run`; `step(done)` is called after each batch."""
    namesakes = known_by_name(rows)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        by_name = {row.line: pk for row in batch if (pk := taken_namesake(row, namesakes))}
        outcomes, remarks = patiently(batch, by_name, run)
        run.outcomes += outcomes
        run.remarks += remarks
        step(start + len(batch))
    if not run.dry:
        remember_run(run, sorted({row.source for row in rows}))


def remember_run(run, sources):
    """One entry for the run, beside the quiet ones of its groups."""
    counts = run.counts
    with transaction.atomic():
        record(
            "directory.import_run",
            ("directory.import_run", run.uuid),
            by=None,
            audience=["committee", "operator"],
            title=_("Groups were imported. New: %(created)s. Changed: %(updated)s."),
            names={"created": counts[CREATED], "updated": counts[UPDATED]},
            data={"sources": sources}
            | {what: counts[what] for what in (CREATED, UPDATED, UNCHANGED, CLAIMED)},
        )


def known_by_name(rows):
    """{(source, folded name): pk} of the groups that rows without an id may mean."""
    sources = {row.source for row in rows if not row.external_id}
    groups = Group.objects.filter(source__in=sources, external_id="").order_by("-pk")
    return {
        (source, folded(name)): pk
        for source, pk, *names in groups.values_list("source", "pk", "name_ar", "name_en")
        for name in names
        if name
    }


def taken_namesake(row, namesakes):
    """The group that a row without an id means by its name, for this row alone."""
    if row.external_id:
        return None
    pk = next((pk for name in sorted(row.names) if (pk := namesakes.get((row.source, name)))), None)
    for name in [name for name, other in namesakes.items() if pk and other == pk]:
        del namesakes[name]
    return pk


def patiently(batch, by_name, run):
    """Two runs at once may create the same group or wait for each other's rows: who comes second looks again."""
    for _attempt in range(TRIES - 1):
        with suppress(IntegrityError, OperationalError):
            return load_batch(batch, by_name, run)
    return load_batch(batch, by_name, run)


@transaction.atomic
def load_batch(batch, by_name, run):
    found = locked(batch, by_name)
    fresh = create([row for row in batch if row.line not in found], run)
    additions = Additions()
    outcomes = [bring(row, found.get(row.line), fresh.get(row.line), additions, run) for row in batch]
    additions.write()
    record_many(entries(outcomes, found | fresh, run), by=None)
    if run.dry:
        transaction.set_rollback(True)
    return outcomes, additions.remarks


def locked(batch, by_name):
    """{line: Group} for the rows whose group is there, held for the rest of the transaction."""
    by_id = Q(
        source__in={row.source for row in batch}, external_id__in={row.external_id for row in batch} - {""}
    )
    groups = (
        Group.objects.select_for_update()
        .filter(by_id | Q(pk__in=by_name.values()))
        .order_by("pk")
        .prefetch_related(*PARTS)
    )
    ids = {(group.source, group.external_id): group for group in groups if group.external_id}
    pks = {group.pk: group for group in groups}
    meant = {
        row.line: ids.get((row.source, row.external_id)) or pks.get(by_name.get(row.line)) for row in batch
    }
    return {line: group for line, group in meant.items() if group}


def create(rows, run):
    """{line: Group} of new groups: drafts, or listed when so ordered."""
    now = timezone.now()
    standing = {"standing": Standing.LISTED, "listed_at": now} if run.listed else {}
    slugs: set[str] = set()
    groups = [
        Group(
            source=row.source,
            external_id=row.external_id,
            slug=new_slug(row, slugs),
            **standing,
            **row.values,
        )
        for row in rows
    ]
    Group.objects.bulk_create(groups)
    return {row.line: group for row, group in zip(rows, groups, strict=True)}


def new_slug(row, slugs):
    names = (row.values.get("name_ar", ""), row.values.get("name_en", ""))
    slug = free_slug(*names, taken=lambda slug: slug in slugs or Group.objects.filter(slug=slug).exists())
    slugs.add(slug)
    return slug


def bring(row, group, fresh, additions, run):
    if group is not None and group.is_claimed:
        return Outcome(row, CLAIMED)
    changed = bring_parts(row, group or fresh, additions, public_contacts=run.public_contacts)
    if group is None:
        return Outcome(row, CREATED, tuple(changed))
    columns = [column for column, value in row.values.items() if getattr(group, column) != value]
    if not columns and not changed:
        return Outcome(row, UNCHANGED)
    save(row, group, columns)
    return Outcome(row, UPDATED, tuple(sorted({*columns, *changed})))


def save(row, group, columns):
    """Writes the changed columns and raises the version; the row's lock is the claim."""
    for column in columns:
        setattr(group, column, row.values[column])
    group.version += 1
    group.updated_at = timezone.now()
    group.save(update_fields=[*columns, "version", "updated_at"])


def entries(outcomes, groups, run):
    """A quiet entry for each group that was created or changed."""
    for outcome in outcomes:
        if outcome.what in TITLES:
            group = groups[outcome.row.line]
            yield Line(
                deed="directory.import",
                subject=group,
                audience=seen_by(group),
                title=TITLES[outcome.what],
                names={"group": group},
                data={"run": run.uuid, "outcome": outcome.what, "changed": list(outcome.changed)},
                quiet=True,
            )


def seen_by(group):
    return (
        ["public"]
        if group.standing in EVERYBODY_SEES
        else [f"group:{group.pk}:member", "committee", "operator"]
    )
