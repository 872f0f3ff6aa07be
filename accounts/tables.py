"""Tables for spreadsheets: the one writer of CSV, whose cells no program takes for formulas."""

import csv
import io

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_text(rows, columns=None):
    """Rows (dicts) as CSV with a heading; a cell that a spreadsheet would run gets an apostrophe in front."""
    rows = list(rows)
    columns = columns or list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(harmless, columns))
    writer.writerows([harmless(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def harmless(value):
    """Numbers stay numbers; text that begins like a formula is shown, not run."""
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(RISKY) else text
