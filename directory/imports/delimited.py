"""CSV as it comes: UTF-8 with or without a mark, or UTF-16 with one; divided by commas, semicolons or tabs."""

import codecs
import csv
import io

from django.utils.translation import gettext_lazy as _

from directory.imports.remarks import Bad, Unusable

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DELIMITERS = (",", ";", "\t")
LONGEST = 64 * 1024 * 1024  # more than any file we take: a cell too long is a remark on its row, not the end


def records(path, known):
    """(line number, texts) of each record that is not blank; Unusable when the file is no text."""
    text = decoded(path.read_bytes())
    return parsed(text, delimiter_of(text.partition("\n")[0].casefold(), known))


def decoded(data):
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unusable(
            _(
                "Line %(line)s is not UTF-8 text. Open the table in its program, save it as “CSV UTF-8”, and try again."
            )
            % {"line": line}
        ) from error


def delimiter_of(header, known):
    """The mark that divides the header into the most columns we know; a comma when none does."""
    return max(DELIMITERS, key=lambda mark: len({cell.strip(' "\r') for cell in header.split(mark)} & known))


class Lines:
    """The physical lines of a text; remembers whether the end was reached."""

    def __init__(self, text):
        self.lines, self.ended = io.StringIO(text, newline=""), False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.lines.readline()
        if not line:
            self.ended = True
            raise StopIteration
        return line


def parsed(text, delimiter):
    lines = Lines(text)
    csv.field_size_limit(LONGEST)
    reader, before = csv.reader(lines, delimiter=delimiter), 0
    for cells in reader:
        number, before = before + 1, reader.line_num
        if lines.ended:
            # A record is handed over at its line's end; who asks for more lines is inside a quotation.
            yield number, Bad(_("A quotation mark is opened in this line and never closed."))
        elif any(cell.strip() for cell in cells):
            yield number, cells
