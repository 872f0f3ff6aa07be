"""Brings the CSV files beside it into the database: new rows are added, changed ones set right, none is removed.

Columns of every file: code, ar, en, source; fields.csv adds parent, short_ar, short_en and picker; areas.csv parent,
aliases_ar, aliases_en (separated by ;) and checked; beneficiaries.csv domain and topic. A parent stands above its
children. The order of the rows is the order on screen.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deeds.journal import Line, record_many
from directory.models import AccessFeature, Area, Beneficiary, Domain, Field

FOLDER = Path(__file__).parent
COMMON = ["code", "ar", "en", "source"]
RUN = ("directory.taxonomies", "")  # what the entry of a run is about


class BadRow(Exception):
    """A row that cannot be loaded; its text is a sentence for the operator."""


@dataclass(frozen=True)
class Taxonomy:
    file: str
    model: type
    columns: list[str]


@dataclass(frozen=True)
class Count:
    """How many rows of one file were new, changed, or as they were."""

    file: str
    created: int
    changed: int
    unchanged: int


TAXONOMIES = [
    Taxonomy("fields.csv", Field, [*COMMON, "parent", "short_ar", "short_en", "picker"]),
    Taxonomy("areas.csv", Area, [*COMMON, "parent", "aliases_ar", "aliases_en", "checked"]),
    Taxonomy("beneficiaries.csv", Beneficiary, [*COMMON, "domain", "topic"]),
    Taxonomy("access_features.csv", AccessFeature, COMMON),
]


@transaction.atomic
def load(folder=FOLDER):
    """Loads all four files or, when a row is bad, none of them (BadRow). Returns a Count for each file."""
    return [load_file(taxonomy, Path(folder) / taxonomy.file) for taxonomy in TAXONOMIES]


def load_file(taxonomy, path):
    terms = read(taxonomy, path)
    known = taxonomy.model.objects.in_bulk()
    created = [term for term in terms if term.code not in known]
    changed = [term for term in terms if term.code in known and differs(term, known[term.code])]
    taxonomy.model.objects.bulk_create(created)
    if changed:
        taxonomy.model.objects.bulk_update(changed, columns_of(taxonomy.model))
    remember(taxonomy, created, changed)
    return Count(taxonomy.file, len(created), len(changed), len(terms) - len(created) - len(changed))


def differs(term, known):
    return any(getattr(term, name) != getattr(known, name) for name in columns_of(type(term)))


def columns_of(model):
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def remember(taxonomy, created, changed):
    """One quiet entry for what is new, and one for each changed word, so that cards and index follow it."""
    title = gettext_lazy("A word that groups are sorted by was changed.")
    lines = [Line("directory.word", term, ["public"], title, quiet=True) for term in changed]
    if created:
        title = gettext_lazy("New words to sort groups by were loaded.")
        data = {"file": taxonomy.file, "created": len(created)}
        lines.append(Line("directory.words", RUN, ["public"], title, data=data, quiet=True))
    if lines:
        record_many(lines, by=None)


# --- reading one file


def read(taxonomy, path):
    """The file's rows as unsaved terms, checked; BadRow names the line of the first that is wrong."""
    terms: dict = {}
    for line, row in rows_of(taxonomy, path):
        try:
            term = term_of(taxonomy, row, len(terms))
            check(term, terms)
        except ValueError as error:
            names = {"file": path.name, "line": line, "why": error}
            raise BadRow(_("%(file)s, line %(line)d: %(why)s") % names) from None
        terms[term.code] = term
    return list(terms.values())


def rows_of(taxonomy, path):
    """(line, cells by column) of every row."""
    reader = csv.DictReader(text_of(path).splitlines())
    if sorted(reader.fieldnames or []) != sorted(taxonomy.columns):
        names = {"file": path.name, "columns": ", ".join(taxonomy.columns)}
        raise BadRow(_("%(file)s: the first line must name these columns: %(columns)s.") % names)
    return [(reader.line_num, row) for row in reader]


def text_of(path):
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise BadRow(_("%(file)s cannot be read.") % {"file": path}) from None
    except UnicodeDecodeError:
        raise BadRow(_("%(file)s is not written in UTF-8.") % {"file": path.name}) from None


def term_of(taxonomy, row, position):
    if None in row or None in row.values():
        raise ValueError(_("the number of cells differs from the header."))
    common = {"code": row["code"], "title_ar": row["ar"], "title_en": row["en"], "source": row["source"]}
    own = {Field: of_field, Area: of_area, Beneficiary: of_beneficiary}.get(taxonomy.model, lambda row: {})
    return taxonomy.model(**common, **own(row), position=position)


def of_field(row):
    short = {"short_ar": row["short_ar"], "short_en": row["short_en"]}
    return {**short, "parent_id": row["parent"] or None, "in_picker": yes_or_no(row["picker"])}


def of_area(row):
    aliases = [name for name in (row["aliases_ar"] + ";" + row["aliases_en"]).split(";") if name]
    return {"parent_id": row["parent"] or None, "aliases": aliases, "checked": yes_or_no(row["checked"])}


def of_beneficiary(row):
    if row["domain"] and row["domain"] not in Domain.values:
        raise ValueError(_("“%(domain)s” is none of the six domains.") % {"domain": row["domain"]})
    if row["topic"] and not row["topic"].isdecimal():
        raise ValueError(_("the topic “%(topic)s” is not a number.") % {"topic": row["topic"]})
    return {"domain": row["domain"], "topic": int(row["topic"]) if row["topic"] else None}


def yes_or_no(cell):
    if cell not in ("yes", "no"):
        raise ValueError(_("“%(cell)s” is neither yes nor no.") % {"cell": cell})
    return cell == "yes"


def check(term, above):
    if not (term.code and term.title_ar and term.title_en):
        raise ValueError(_("a code, an Arabic and an English label are needed."))
    if term.code in above:
        raise ValueError(_("the code %(code)s stands here twice.") % {"code": term.code})
    parent = getattr(term, "parent_id", None)
    if parent and parent not in above:
        raise ValueError(_("its parent %(code)s does not stand above it.") % {"code": parent})
