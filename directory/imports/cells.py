"""One cell at a time: text becomes a value, or Bad says in a sentence why it cannot."""

import re
import unicodedata
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from directory.imports.remarks import Bad

LARGEST_NUMBER = 2_147_483_647
MOST_ITEMS = 200
YES = {"yes", "true", "1", "y", "نعم"}
NO = {"no", "false", "0", "n", "لا", ""}
PHONE = re.compile(r"[0-9+(][0-9+()./\- ]*")
BLANKS = re.compile(r"[^\S\n]+")
is_web_address = URLValidator(schemes=["http", "https"])


def text(cell):
    """Several lines of text, without what is no text; a NUL shows that the file is damaged."""
    if "\0" in cell:
        raise Bad(_("The cell holds a NUL character. The file seems to be damaged."))
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(" " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in lines)
    return BLANKS.sub(" ", plain).strip()


def one_line(cell):
    return " ".join(text(cell).split())


def at_most(longest, clean, cell):
    value = clean(cell)
    if len(value) > longest:
        raise Bad(
            _("The text has %(length)s characters; %(most)s fit.") % {"length": len(value), "most": longest}
        )
    return value


def short(longest):
    """A parser for one line of at most so many characters."""
    return partial(at_most, longest, one_line)


def long(longest):
    return partial(at_most, longest, text)


def cut(value, longest):
    """The text shortened at the end of a word, with an ellipsis where something is missing."""
    if len(value) <= longest:
        return value
    kept = value[: longest - 1]
    head, space, _tail = kept.rpartition(" ")
    return (head if space and not value[longest - 1].isspace() else kept).rstrip(" ,;:.-") + "…"


def items(cell):
    """The parts of a list divided by semicolons, each once, in order."""
    return list(dict.fromkeys(part for part in places(cell) if part))


def places(cell):
    """The parts of a list with empty places kept, for lists that go side by side."""
    line = one_line(cell).replace("؛", ";").strip()
    parts = [part.strip() for part in line.split(";")] if line else []
    if len(parts) > MOST_ITEMS:
        raise Bad(
            _("The cell lists %(items)s things; %(most)s fit.") % {"items": len(parts), "most": MOST_ITEMS}
        )
    return parts


def words(longest, cell):
    return [short(longest)(item) for item in items(cell)]


def digits(cell):
    """One line with the digits of any script as 0–9."""
    return "".join(
        str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in one_line(cell)
    )


def day(cell):
    """A date written 2024-09-30, or None; a time after it is left out."""
    written = digits(cell)
    if not written:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+)?", written):
        try:
            return date.fromisoformat(written[:10])
        except ValueError:
            pass
    raise Bad(_("“%(text)s” is no date. Write it like 2024-09-30.") % {"text": cut(written, 40)})


def number(cell):
    """A whole number from 0, or None."""
    written = digits(cell).replace(",", "").replace("٬", "")
    if not written:
        return None
    if written.isdecimal() and len(written) <= 10 and int(written) <= LARGEST_NUMBER:
        return int(written)
    raise Bad(_("“%(text)s” is no whole number.") % {"text": cut(written, 40)})


def flag(cell):
    written = digits(cell).casefold()
    if written in YES | NO:
        return written in YES
    raise Bad(_("“%(text)s” is neither yes nor no.") % {"text": cut(written, 40)})


def web_address(cell):
    """An address that a page can link to; https:// is put before one without."""
    written = one_line(cell)
    address = written if not written or "://" in written else f"https://{written}"
    if not written or is_usable(address):
        return address
    raise Bad(_("“%(text)s” is no web address.") % {"text": cut(written, 60)})


def is_usable(address):
    try:
        is_web_address(address)
        parts = urlsplit(address)
        return len(address) <= 300 and "@" not in parts.netloc and "." in (parts.hostname or "")
    except (ValidationError, ValueError):
        return False


def emails(cell):
    return [email(item) for item in items(cell)]


def email(item):
    try:
        validate_email(item)
    except ValidationError:
        raise Bad(_("“%(text)s” is no e-mail address.") % {"text": cut(item, 60)}) from None
    return short(200)(item)


def phones(cell):
    return [phone(item) for item in items(digits(cell))]


def phone(item):
    if PHONE.fullmatch(item) and 5 <= sum(sign.isdigit() for sign in item) <= 20 and len(item) <= 40:
        return item
    raise Bad(_("“%(text)s” is no phone number.") % {"text": cut(item, 60)})
