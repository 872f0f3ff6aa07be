"""Our own columns: the first line names them, an Arabic or English name is all a line must have."""

import re
from functools import partial
from itertools import zip_longest

from django.utils.translation import gettext_lazy as _

from directory.imports import cells
from directory.imports.codes import kind
from directory.imports.remarks import ERROR, WARNING, Bad, Remark
from directory.imports.rows import LicenceCells, Row

ARABIC = re.compile(r"[\u0600-\u06ff]")
GROUP_COLUMNS = {
    "name_ar": cells.short(200),
    "name_en": cells.short(200),
    "aliases": partial(cells.words, 200),
    "kind": kind,
    "founded_on": cells.day,
    "summary_ar": cells.short(300),
    "summary_en": cells.short(300),
    "about_ar": cells.long(20000),
    "about_en": cells.long(20000),
    "website": cells.web_address,
    "accepts_volunteers": cells.flag,
    "volunteers": cells.number,
}
SERVICES = ("services_ar", "services_en")
CONTACTS = {"email": cells.emails, "phone": cells.phones}
LICENCE = {
    "licence_authority": cells.short(200),
    "licence_number": cells.short(80),
    "licence_expires_on": cells.day,
}
CODED = {"area", "place", "fields", "beneficiaries"}
COLUMNS = {"external_id"} | CODED | GROUP_COLUMNS.keys() | CONTACTS.keys() | LICENCE.keys() | set(SERVICES)
NEEDED = [("name_ar", "name_en")]


def rows_of(sheet, codes, source):
    """(rows, remarks): a line with an error gives no row; of two lines with one id the later is an error."""
    rows, remarks, seen = [], [], {}
    for line in sheet.lines:
        reader = LineReader(line, codes, source)
        row = reader.row()
        if not reader.errors and (twice := repeated(row, seen)):
            reader.complain(twice.column, ERROR, twice.reason)
        remarks += reader.remarks
        if not reader.errors:
            seen.update(dict.fromkeys(identities(row), row.line))
            rows.append(row)
    return rows, remarks


def identities(row):
    return {("id", row.external_id)} if row.external_id else {("name", name) for name in row.names}


def repeated(row, seen):
    """Bad when an earlier line has this id, or, where both have none, this name."""
    first = min((seen[identity] for identity in identities(row) if identity in seen), default=None)
    if first is None:
        return None
    if row.external_id:
        return Bad(_("Line %(line)s has the same external_id.") % {"line": first}, "external_id")
    return Bad(
        _("Line %(line)s has the same name, and neither has an external_id to tell them apart.")
        % {"line": first},
        "name_ar",
    )


class LineReader:
    """Reads one line and collects all that is wrong with it, not the first thing only."""

    def __init__(self, line, codes, source):
        self.line, self.codes, self.source, self.remarks = line, codes, source, []

    @property
    def errors(self):
        return [remark for remark in self.remarks if remark.level == ERROR]

    def complain(self, column, level, reason):
        external_id = self.line.cells.get("external_id", "")[:80]
        self.remarks.append(Remark(self.line.number, column, level, reason, external_id))

    def row(self):
        row = Row(self.line.number, self.source, self.value("external_id", cells.short(80)) or "")
        row.values = {
            column: self.value(column, read) for column, read in GROUP_COLUMNS.items() if self.has(column)
        }
        if not row.name and not self.errors:
            self.complain(
                "name_ar", ERROR, _("The group has no name. An Arabic or an English one is enough.")
            )
        self.read_area(row)
        row.fields = self.value("fields", self.codes.field_codes)
        row.beneficiaries = self.value("beneficiaries", self.codes.beneficiary_codes)
        row.services = self.services()
        row.contacts = {
            column: self.value(column, read) for column, read in CONTACTS.items() if self.has(column)
        }
        row.licence = self.licence()
        return row

    def has(self, column):
        return column in self.line.cells

    def value(self, column, read):
        """The column's value; None when the file has no such column or the cell is bad."""
        if not self.has(column):
            return None
        cell = self.line.cells[column]
        try:
            if cell.lstrip().startswith("="):
                raise Bad(_("The cell begins with “=”, like a formula. Paste the value instead."))
            return read(cell)
        except Bad as bad:
            self.complain(bad.column or column, ERROR, bad.reason)
            return None

    def read_area(self, row):
        """A place says more than its governorate; both columns together must agree."""
        if self.has("area") or self.has("place"):
            area = self.value("area", self.codes.area)
            place = self.value("place", lambda cell: self.codes.place(cell, within=area))
            found = place or area
            row.values["area_id"] = found.pk if found else None

    def services(self):
        """Titles side by side: the first Arabic one and the first English one are one service, and so on."""
        if not any(self.has(column) for column in SERVICES):
            return None
        arabic, english = (
            [self.title(column, title) for title in self.value(column, cells.places) or []]
            for column in SERVICES
        )
        if arabic and english and len(arabic) != len(english):
            self.complain(
                "services_en",
                WARNING,
                _(
                    "There are %(arabic)s Arabic and %(english)s English services; they were paired in their order."
                )
                % {"arabic": len(arabic), "english": len(english)},
            )
        pairs = zip_longest(arabic, english, fillvalue="")
        return list(dict.fromkeys(pair for pair in pairs if any(pair)))

    def title(self, column, title):
        try:
            return cells.short(120)(title)
        except Bad as bad:
            self.complain(column, ERROR, bad.reason)
            return ""

    def licence(self):
        """The licence's cells; None, with a warning when there is something, unless authority and number are there."""
        authority, number, expires_on = (self.value(column, read) for column, read in LICENCE.items())
        if authority and number:
            arabic = ARABIC.search(authority)
            return LicenceCells(authority if arabic else "", "" if arabic else authority, number, expires_on)
        if authority or number or expires_on:
            missing = "licence_number" if authority else "licence_authority"
            self.complain(
                missing, WARNING, _("A licence needs its authority and its number; it was left out.")
            )
        return None
