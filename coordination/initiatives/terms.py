"""What partners agree to: the terms as canonical JSON, their hash, and the difference between two of them in words.

The terms are title, aim, fields, beneficiaries, area, dates, milestones, safeguarding, and the part (role, tasks,
budget lines) of each group that has one. Summary, access plan, expected outcomes and progress are not among them.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deeds.journal.canonical import canonical
from directory.bilingual import pick
from directory.models import Area, Beneficiary, Field, Group
from directory.sections.differences import runs, shortened

FORMAT = 1
PAIRS = ("title", "aim", "safeguarding")
LABELS = {
    "title": gettext_lazy("Title"),
    "aim": gettext_lazy("Aim"),
    "fields": gettext_lazy("Fields of work"),
    "beneficiaries": gettext_lazy("For whom"),
    "area": gettext_lazy("Area"),
    "dates": gettext_lazy("Dates"),
    "milestones": gettext_lazy("Milestones"),
    "safeguarding": gettext_lazy("Risks and safeguarding"),
}


# --- the terms as data


def terms_of(initiative):
    """The terms as they stand in the database now, as plain data; lists have an order of their own."""
    initiative = type(initiative)._base_manager.get(pk=initiative.pk)
    prefetch_related_objects(
        [initiative], "fields", "beneficiaries", "milestones", "partnerships__group",
        "partnerships__tasks", "partnerships__budget_lines",
    )  # fmt: skip
    return {
        "format": FORMAT,
        **{name: pair(initiative, name) for name in PAIRS},
        "fields": sorted(row.pk for row in initiative.fields.all()),
        "beneficiaries": sorted(row.pk for row in initiative.beneficiaries.all()),
        "area": initiative.area_id or "",
        "dates": [day(initiative.starts_on), day(initiative.ends_on)],
        "milestones": in_order(
            {**pair(row, "title"), "due": day(row.due_on)} for row in initiative.milestones.all()
        ),
        "parts": {str(row.group.uuid): part_of(row) for row in initiative.partnerships.all() if row.has_part},
    }


def part_of(partnership):
    lines = (
        {**pair(row, "title"), "kind": row.kind, "amount": amount(row)}
        for row in partnership.budget_lines.all()
    )
    return {
        "role": pair(partnership, "role"),
        "tasks": in_order(task(row) for row in partnership.tasks.all()),
        "budget": in_order(lines),
    }


def task(row):
    """A day that is not set is left out, so that terms from before there were days keep their fingerprint."""
    return {**pair(row, "title"), **({"due": day(row.due_on)} if row.due_on else {})}


def pair(row, name):
    return {lang: clean(getattr(row, f"{name}_{lang}")) for lang in ("ar", "en")}


def clean(text):
    """One spelling of a text: composed letters, line ends of one kind, nothing around it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


def day(value):
    return value.isoformat() if value else ""


def amount(line):
    """Money as text with three decimals, as 1250.500; "" in kind."""
    return "" if line.amount is None else str(line.amount.quantize(Decimal("0.001")))


def in_order(rows):
    return sorted(rows, key=canonical)


def hash_of(terms) -> str:
    """sha256 over the canonical JSON (UTF-8, sorted keys), in hexadecimal."""
    return hashlib.sha256(canonical(terms)).hexdigest()


def current_hash(initiative) -> str:
    return hash_of(terms_of(initiative))


# --- two of them compared


@dataclass
class Change:
    """One thing that differs. A text has `runs` of (same | removed | added | gap, text), a list the lines that went
    and came; `of` is the uuid of the group whose part it is, "" for what concerns all."""

    label: str
    of: str = ""
    group: str = ""
    runs: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def was(self):
        return [run for run in self.runs if run[0] != "added"]

    @property
    def now(self):
        return [run for run in self.runs if run[0] != "removed"]


def compare(was, now):
    """(changes, labels of what did not change), in the reader's language."""
    words = Words([was, now])
    found = {
        name: change(LABELS[name], words.of(name, was[name]), words.of(name, now[name])) for name in LABELS
    }
    parts = [
        row
        for uuid in sorted({*was["parts"], *now["parts"]})
        for row in parts_compared(uuid, was, now, words)
    ]
    return [row for row in found.values() if row] + parts, [
        str(LABELS[name]) for name, row in found.items() if not row
    ]


def parts_compared(uuid, was, now, words):
    old, new = was["parts"].get(uuid, {}), now["parts"].get(uuid, {})
    labels = {"role": _("Role"), "tasks": _("Tasks"), "budget": _("What it brings")}
    for name, label in labels.items():
        row = change(label, words.of(name, old.get(name, "")), words.of(name, new.get(name, "")))
        if row:
            row.of, row.group = uuid, words.group(uuid)
            yield row


def change(label, was, now):
    """A Change of two texts or two lists of lines; None when they are alike."""
    if was == now:
        return None
    if isinstance(was, list) or isinstance(now, list):
        return Change(
            str(label),
            removed=[line for line in was if line not in now],
            added=[line for line in now if line not in was],
        )
    return Change(str(label), runs=shortened(runs(was, now)))


class Words:
    """The codes of some terms in words; each taxonomy is asked once."""

    def __init__(self, terms):
        codes = {name: {code for one in terms for code in one[name]} for name in ("fields", "beneficiaries")}
        codes["area"] = {one["area"] for one in terms}
        models = {"fields": Field, "beneficiaries": Beneficiary, "area": Area}
        self.titles = {name: titles(models[name], wanted) for name, wanted in codes.items()}
        uuids = {uuid for one in terms for uuid in one["parts"]}
        self.names = {str(row.uuid): row.name for row in Group.objects.filter(uuid__in=uuids)}

    def group(self, uuid):
        return self.names.get(uuid, "")

    def of(self, name, value):
        """A text, or a list of lines."""
        if name in self.titles:
            codes = [value] if isinstance(value, str) else value
            return [self.titles[name].get(code, code) for code in codes if code]
        if name == "dates":
            return period(*value)
        if name in ("milestones", "tasks", "budget"):
            return [line(row) for row in value]
        return both(value) if value else ""


def titles(model, codes):
    return {row.pk: str(row.title) for row in model.objects.filter(pk__in=codes - {""})}


def both(pair):
    """Both languages of a text, since a change of either counts."""
    return "\n".join(text for text in (pair["ar"], pair["en"]) if text)


def period(begins, ends):
    if not (begins or ends):
        return ""
    if begins == ends or not ends:
        return plain_day(begins)
    return _("from %(begin)s to %(end)s") % {"begin": plain_day(begins), "end": plain_day(ends)}


def plain_day(text):
    """«3 نوفمبر 2026» without markup: it is compared word by word."""
    moment = date.fromisoformat(text) if text else None
    return f"{moment.day} {MONTHS[moment.month]} {moment.year}" if moment else "…"


def line(row):
    """A milestone, a task or a budget line as one line."""
    title = str(pick(row["ar"], row["en"]))
    if row.get("due"):
        return f"{title} · {plain_day(row['due'])}"
    if row.get("amount"):
        return f"{title} · " + _("KWD %(amount)s") % {"amount": number_format(Decimal(row["amount"]), 3)}
    return f"{title} · " + pgettext("budget", "in kind") if row.get("kind") else title


def changed_names(was, now):
    """Codes of what differs: keys of LABELS, and `parts`."""
    return [name for name in (*LABELS, "parts") if was[name] != now[name]]


def money_in(initiative):
    """«120.500 د.ك»: what all groups bring in money together, from prefetched rows; "" when nobody does."""
    lines = [line for row in initiative.partnerships.all() for line in row.budget_lines.all()]
    amounts = [line.amount for line in lines if line.amount is not None]
    return _("KWD %(amount)s") % {"amount": number_format(sum(amounts), 3)} if amounts else ""
