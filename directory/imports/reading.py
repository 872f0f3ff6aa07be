"""A file as lines of named cells, whatever program saved it; what cannot be read is refused with a sentence."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from directory.imports import delimited, workbook
from directory.imports.remarks import ERROR, WARNING, Bad, Remark, Unusable

LARGEST_FILE = 32 * 1024 * 1024
MOST_LINES = 100_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Line:
    """One line under the header: its number in the file, and its text by column."""

    number: int
    cells: dict[str, str]


@dataclass
class Sheet:
    columns: list[str]
    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def warn(self, column, reason):
        self.remarks.append(Remark(1, column, WARNING, reason))


def read(path, *, needed, known):
    """The Sheet in `path`; Unusable when it holds no table with the columns that `needed` names.

    `needed` lists sets of columns, of each of which one must be there; a column that is not in `known` is left
    aside with a warning. Lines with too few or too many cells become remarks.
    """
    records = records_of(path, known)
    header = next(records, None)
    if header is None:
        raise Unusable(_("The file is empty."))
    sheet = Sheet(columns_of(header[1], needed))
    for column in sheet.columns:
        if column and column not in known:
            sheet.warn(column, _("This column is not known and was left aside."))
    fill(sheet, records)
    return sheet


def records_of(path, known):
    """(line number, list of texts) of each record that is not blank; a Bad in place of the texts when it is broken."""
    head = head_of(path)
    if head == OLD_EXCEL:
        raise Unusable(_("This is a workbook of the old Excel format. Save it as XLSX, or as “CSV UTF-8”."))
    if head == ZIP or path.suffix.lower() == ".xlsx":
        return workbook.records(path)
    return delimited.records(path, known)


def head_of(path):
    """The first bytes of a file that can be read and is not too large."""
    try:
        if not path.is_file():
            raise Unusable(_("There is no file at that place."))
        if path.stat().st_size > LARGEST_FILE:
            raise Unusable(_("The file is larger than 32 MB. Divide it and load the parts one by one."))
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise Unusable(_("The file cannot be opened: %(why)s.") % {"why": error.strerror}) from error


def columns_of(cells, needed):
    if isinstance(cells, Bad):
        raise Unusable(cells.reason)
    columns = [cell.strip().casefold() for cell in cells]
    for choice in needed:
        if not set(choice) & set(columns):
            raise Unusable(
                _("The first line is not the header: it should name the columns, among them %(columns)s.")
                % {"columns": " / ".join(choice)}
            )
    if double := next((name for name in columns if name and columns.count(name) > 1), None):
        raise Unusable(_("The header names the column %(column)s twice.") % {"column": double})
    return columns


def fill(sheet, records):
    for number, cells in records:
        if len(sheet.lines) >= MOST_LINES:
            raise Unusable(
                _("The file has more than 100,000 lines. Divide it and load the parts one by one.")
            )
        fault = cells if isinstance(cells, Bad) else misfit(cells, sheet.columns)
        if fault:
            sheet.remarks.append(Remark(number, fault.column, ERROR, fault.reason))
        else:
            sheet.lines.append(Line(number, {c: t for c, t in zip(sheet.columns, cells, strict=False) if c}))


def misfit(cells, columns):
    """A line that ends early or runs over is not guessed at: its cells may stand under the wrong names."""
    if len(cells) < len(columns):
        reason = _("The line ends early: it has %(cells)s cells, and the header %(columns)s.")
    elif any(cell.strip() for cell in cells[len(columns) :]):
        reason = _("The line runs over: it has %(cells)s cells, and the header %(columns)s.")
    else:
        return None
    return Bad(reason % {"cells": len(cells), "columns": len(columns)})
