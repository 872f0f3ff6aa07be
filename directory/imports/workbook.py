"""XLSX as it comes, within bounds: a small file can unfold to gigabytes."""

import datetime
import warnings
import zipfile

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from directory.imports.remarks import Bad, Unusable

LARGEST_UNFOLDED = 48 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 1_048_576, 200  # rows: what the format allows
NOT_A_WORKBOOK = _("This is not a workbook that can be read. Save it anew as XLSX, or as “CSV UTF-8”.")
BROKEN_VALUES = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!"}


def records(path):
    """(row number, texts) of each row of the first sheet that is not blank; a Bad where a formula gave nothing."""
    empty_formulas = formulas_without_value(path) if has_formulas(path) else {}
    width = None
    for number, values in rows(path, data_only=True):
        cells = [text_of(value) for value in values]
        fault = empty_formulas.get(number) or broken_value(cells)
        if fault or any(cells):
            width = width or len(trimmed(cells))
            yield number, fault or trimmed(cells, least=width)


def has_formulas(path):
    """Refuses what is no workbook or unfolds too far, then says whether any sheet holds a formula."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNFOLDED:
                raise Unusable(
                    _("The workbook unfolds to more than 48 MB. Save the table alone as “CSV UTF-8”.")
                )
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(b"<f" in archive.read(name) for name in sheets)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise Unusable(NOT_A_WORKBOOK) from error


def rows(path, *, data_only):
    """(row number, values) of the first sheet. openpyxl raises all sorts of errors on a broken file."""
    try:
        with warnings.catch_warnings(action="ignore"):  # about styles and extensions, which we do not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=data_only, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            within = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
            yield from enumerate(sheet.iter_rows(values_only=True, **within), 1)
        finally:
            book.close()
    except Unusable:
        raise
    except Exception as error:
        raise Unusable(NOT_A_WORKBOOK) from error


def formulas_without_value(path):
    """{row: Bad} for formulas that no program has worked out, so that the file holds no value of them."""
    formulas = {
        (number, column)
        for number, values in rows(path, data_only=False)
        for column, value in enumerate(values)
        if str(value).startswith("=") or isinstance(value, ArrayFormula | DataTableFormula)
    }
    reason = _("The line holds a formula without its value. Paste the values instead of the formulas.")
    return {
        number: Bad(reason)
        for number, values in rows(path, data_only=True)
        if any((number, column) in formulas and value is None for column, value in enumerate(values))
    }


def broken_value(cells):
    wrong = next((cell for cell in cells if cell in BROKEN_VALUES), None)
    return Bad(_("The line holds the error value %(value)s.") % {"value": wrong}) if wrong else None


def text_of(value):
    """A cell's value as it would stand in a CSV: whole numbers without a point, days as 2024-09-30."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def trimmed(cells, least=0):
    """Without the blank cells at the end, but at least so many."""
    end = len(cells)
    while end > least and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
