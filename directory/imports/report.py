"""What became of each line of a file, for a person (CSV) or a program (JSON)."""

import csv
import json
from dataclasses import asdict, dataclass

from directory.imports.remarks import ERROR, MERGED, WARNING

COLUMNS = ["line", "outcome", "column", "reason", "external_id", "name"]
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
SUFFIXES = {".csv", ".json"}


@dataclass(frozen=True)
class Entry:
    """One line of the report. `outcome`: created, updated, unchanged, claimed, merged, warning or error."""

    line: int
    outcome: str
    column: str
    reason: str
    external_id: str
    name: str


def entries(outcomes, remarks):
    """All that is to say, in the order of the file."""
    done = [Entry(o.row.line, o.what, "", "", o.row.external_id, o.row.name) for o in outcomes]
    said = [Entry(r.line, r.level, r.column, str(r.reason), r.external_id, "") for r in remarks]
    return sorted(done + said, key=lambda entry: entry.line)


def counts(outcomes, remarks):
    """How many groups were created, updated, unchanged, claimed; lines merged or with errors; and warnings."""
    found = dict.fromkeys(("created", "updated", "unchanged", "claimed", "merged", "errors", "warnings"), 0)
    for outcome in outcomes:
        found[outcome.what] += 1
    found["merged"] = sum(remark.level == MERGED for remark in remarks)
    found["errors"] = len({remark.line for remark in remarks if remark.level == ERROR})
    found["warnings"] = sum(remark.level == WARNING for remark in remarks)
    return found


def write(path, entries, summary):
    """CSV: the lines. JSON: `summary`, and the lines under "lines"."""
    if path.suffix.lower() == ".json":
        document = {**summary, "lines": [asdict(entry) for entry in entries]}
        path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([harmless(value) for value in asdict(entry).values()] for entry in entries)


def harmless(value):
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
