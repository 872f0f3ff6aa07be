"""What HSDS asks of every object: ids that stay, and no name without a value."""

import uuid

from django.utils.translation import get_language

OURS = uuid.UUID("6c1f1d5e-6a0b-5b60-9f0e-2b6f4d3c1a77")


def own_id(*parts):
    """The same UUID for the same thing, wherever it is read: for what has none of its own."""
    return str(uuid.uuid5(OURS, ":".join(map(str, parts))))


def kept(**names):
    """The object without what is unknown: HSDS knows no null."""
    return {name: value for name, value in names.items() if value not in (None, "", [], {})}


def other(row, name):
    """The text in the other language, where it says something else: {name}_ar and {name}_en of a row."""
    arabic, english = getattr(row, f"{name}_ar"), getattr(row, f"{name}_en")
    shown = str(getattr(row, name))
    return next((text for text in (arabic, english) if text and text != shown), "")


def language():
    return get_language()
