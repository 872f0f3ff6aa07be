"""The classified UK charities (charity classification project, CC BY 4.0): `import_groups --format ukcat`.

org_id → external_id, source → source, name → name_en as written, activities → summary_en (cut at a word) and
about_en, objects → about_en, ICNPTSO → fields, web → website, date_registered → founded_on. The charities are
associations here.
"""

from django.utils.translation import gettext_lazy as _

from directory.imports import cells
from directory.imports.remarks import ERROR, MERGED, WARNING, Bad, Remark
from directory.imports.rows import Row
from directory.models import Kind

USED = {"org_id", "source", "name", "activities", "objects", "icnptso", "web", "date_registered"}
UNUSED = {
    "reg_number", "postcode", "active", "income", "spending", "fye", "batch id", "company_number", "ukcat",
}  # fmt: skip
COLUMNS = USED | UNUSED
CODED = {"icnptso"}
NEEDED = [("org_id",), ("name",)]
SOURCE = "ukcat"


def rows_of(sheet, codes, source):
    """(rows, remarks): lines that share org_id become one row with the codes of all of them."""
    rows, remarks = {}, []
    for line in sheet.lines:
        try:
            row, warnings = row_of(line, codes, source)
        except Bad as bad:
            remarks.append(
                Remark(line.number, bad.column, ERROR, bad.reason, line.cells["org_id"].strip()[:80])
            )
            continue
        remarks += warnings
        first = rows.setdefault((row.source, row.external_id), row)
        if first is not row:
            merge(first, row)
            remarks.append(merged(first, row))
    return list(rows.values()), remarks


def row_of(line, codes, source):
    cell = Cell(line)
    warnings = []
    row = Row(
        line.number, source or cell("source", cells.short(80)) or SOURCE, cell("org_id", cells.short(80))
    )
    if not row.external_id:
        raise Bad(_("The line has no org_id."), "org_id")
    activities, objects = cell("activities", cells.text), cell("objects", cells.text)
    row.values = {
        "name_en": cell("name", cells.short(200)),
        "summary_en": cells.cut(" ".join(activities.split()), 300),
        "about_en": cells.cut("\n\n".join(dict.fromkeys(filter(None, (activities, objects)))), 20000),
        "kind": Kind.ASSOCIATION,
        "founded_on": cell("date_registered", cells.day),
        "website": website(line, warnings),
    }
    if not row.name:
        raise Bad(_("The group has no name."), "name")
    row.fields = cell("icnptso", codes.field_codes)
    return row, warnings


class Cell:
    """cell(column, read): the value, with the column's name on what is Bad; a missing column reads as empty."""

    def __init__(self, line):
        self.line = line

    def __call__(self, column, read):
        try:
            return read(self.line.cells.get(column, ""))
        except Bad as bad:
            raise Bad(bad.reason, column) from None


def website(line, warnings):
    """An unusable address is a warning: the charity is no worse for it."""
    try:
        return cells.web_address(line.cells.get("web", ""))
    except Bad as bad:
        warnings.append(Remark(line.number, "web", WARNING, bad.reason, line.cells["org_id"].strip()[:80]))
        return ""


def merge(first, later):
    """The first line's texts stand; what it left empty and further codes come from the later one."""
    first.fields = (first.fields or frozenset()) | (later.fields or frozenset())
    for column, value in later.values.items():
        first.values[column] = first.values.get(column) or value


def merged(first, row):
    reason = _("The line shares its org_id with line %(line)s; both became one group with the codes of both.")
    return Remark(row.line, "org_id", MERGED, reason % {"line": first.line}, row.external_id)
