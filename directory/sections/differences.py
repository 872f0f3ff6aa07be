"""What differs between two contents of a section, in words that a page can show."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from . import contents

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
ASIDE = 120  # characters of unchanged text kept beside a change


@dataclass
class Difference:
    """One field that differs: `runs` are (same | removed | added | gap, text); the words that went and came."""

    label: str
    of: str = ""
    runs: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    kind: str = "changed"
    lang: str = ""


@dataclass
class Comparison:
    """All that differs, and how many fields do not."""

    found: list[Difference]
    same: int


def counted(before, after):
    """{"changed": fields, "added": rows, "removed": rows}, without looking into the texts."""
    counts = {"changed": 0, "added": 0, "removed": 0}
    for name in dict.fromkeys([*before, *after]):
        was, stands = before.get(name, ""), after.get(name, "")
        if is_rows(was) or is_rows(stands):
            count_rows(
                counts, {row["id"]: row for row in was or []}, {row["id"]: row for row in stands or []}
            )
        else:
            counts["changed"] += was != stands
    return counts


def count_rows(counts, was, stands):
    counts["added"] += len(stands.keys() - was.keys())
    counts["removed"] += len(was.keys() - stands.keys())
    for row_id in was.keys() & stands.keys():
        old, new = was[row_id], stands[row_id]
        counts["changed"] += sum(old.get(name) != new.get(name) for name in old.keys() | new.keys())


def compare(form, before, after):
    """A Comparison of two contents; `form` is the section's, unopened."""
    found: list[Difference] = []
    same = 0
    for name in dict.fromkeys([*before, *after]):
        was, stands = before.get(name, ""), after.get(name, "")
        if is_rows(was) or is_rows(stands):
            more, alike = compare_rows(form, was or [], stands or [])
        else:
            more, alike = compare_value(form, name, was, stands)
        found += more
        same += alike
    return Comparison(found, same)


def compare_rows(form, before, after):
    found, same = [], 0
    was = {row["id"]: row for row in before}
    stands = {row["id"]: row for row in after}
    row_form = form.row_form("any") if hasattr(form, "row_form") else None
    for row_id in dict.fromkeys([*was, *stands]):
        old, new = was.get(row_id), stands.get(row_id)
        called = row_called(new or old)
        if old is None or new is None:
            kind = "row_added" if old is None else "row_removed"
            found.append(Difference(called, kind=kind, added=gist(row_form, new or old)))
            continue
        for name in new.keys() | old.keys() if old != new else []:
            more, alike = compare_value(row_form, name, old.get(name, ""), new.get(name, ""))
            found += [named(one, called) for one in more]
            same += alike
        same += len(new) - 1 if old == new else 0
    return sorted(found, key=lambda one: one.of), same


def named(difference, called):
    difference.of = called
    return difference


def compare_value(form, name, was, stands):
    if was == stands:
        return [], 1
    bound = field_of(form, name)
    difference = Difference(label_of(bound, name), lang=language_of(name))
    if isinstance(was, list) or isinstance(stands, list):
        old, new = (as_words(bound, value) for value in (was or [], stands or []))
        difference.removed = [word for word in old if word not in new]
        difference.added = [word for word in new if word not in old]
        if not (difference.removed or difference.added):
            difference.added = [_("another order")]
        return [difference], 0
    difference.runs = shortened(runs(in_words(bound, was), in_words(bound, stands)))
    difference.removed = [
        text.strip() for kind, text in difference.runs if kind == "removed" and text.strip()
    ]
    difference.added = [text.strip() for kind, text in difference.runs if kind == "added" and text.strip()]
    return [difference], 0


def runs(before, after):
    """The two texts as one list of (same | removed | added, text), compared word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[tuple[str, str]] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=len(old) > 2000).get_opcodes():
        if step == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [
            (kind, text)
            for kind, text in (("removed", "".join(old[a:b])), ("added", "".join(new[c:d])))
            if text
        ]
    return joined(found)


def joined(found):
    """A single space between two changes belongs to them: words change as phrases, not one by one."""
    out: list[tuple[str, str]] = []
    for place, (kind, text) in enumerate(found):
        between = kind == "same" and text.isspace() and 0 < place < len(found) - 1
        if between and "\n" not in text and len(text) == 1:
            out += [("removed", text), ("added", text)]
        else:
            out.append((kind, text))
    return gathered(out)


def gathered(found):
    out: list[tuple[str, str]] = []
    block: dict[str, str] = {}
    for kind, text in [*found, ("same", "")]:
        if kind == "same":
            out += [(side, block[side]) for side in ("removed", "added") if block.get(side)]
            block = {}
            out += [(kind, text)] if text else []
        else:
            block[kind] = block.get(kind, "") + text
    return out


def shortened(found):
    """Long stretches without a change keep their ends; what lies between becomes a gap."""
    out: list[tuple[str, str]] = []
    for place, (kind, text) in enumerate(found):
        if kind != "same" or len(text) <= 3 * ASIDE:
            out.append((kind, text))
            continue
        start = [("same", text[:ASIDE].rsplit(" ", 1)[0])] if place else []
        end = [("same", text[-ASIDE:].split(" ", 1)[-1])] if place < len(found) - 1 else []
        out += [*start, ("gap", "…"), *end]
    return out


def clashing(form, clash):
    """What a page needs to ask about one Clash: the field, both sides in words and as a browser posts them."""
    bound = bound_of(form, clash.name)
    yours, theirs = in_words(bound, clash.yours), in_words(bound, clash.theirs)
    both = runs(yours, theirs)
    sent = {
        side: contents.sent(bound.field if bound else None, value)
        for side, value in (("yours", clash.yours), ("theirs", clash.theirs))
    }
    return {
        "name": clash.name,
        "field": bound,
        "removal": clash.name.endswith("-removed"),
        "label": bound.label if bound else clash.name,
        "dir": bound.field.widget.attrs.get("dir", "") if bound else "",
        "of": row_of(form, clash.name),
        "yours": marked(both, "removed"),
        "theirs": marked(both, "added"),
        "sent": sent,
    }


def marked(found, side):
    """(differs, text) of one side."""
    return [(kind == side, text) for kind, text in found if kind in ("same", side)]


def bound_of(form, name):
    return next((bound for bound in form if bound.html_name == name), None)


def row_of(form, name):
    """What the row of a clashing field is called, as it was written."""
    for row in getattr(form, "forms", []):
        if name.startswith(f"{row.prefix}-"):
            return str(row.instance)
    return ""


# --- words


def field_of(form, name):
    return form[name] if form is not None and name in getattr(form, "fields", {}) else None


def label_of(bound, name):
    return str(bound.label if bound is not None else name)


def language_of(name):
    return name[-2:] if name.endswith(("_ar", "_en")) else ""


def as_words(bound, value):
    """Each item of a list in the words of the form's choices."""
    known = choices_of(bound)
    items = value if isinstance(value, list) else [value]
    return [str(known.get(str(item)) or item_in_words(item)) for item in items]


def in_words(bound, value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _(", ").join(as_words(bound, value))


def item_in_words(item):
    return " ".join(str(part) for part in item.values()) if isinstance(item, dict) else item


def choices_of(bound):
    """{value: label} of a field with choices, groups flattened."""
    if bound is None or not isinstance(bound.field, forms.ChoiceField):
        return {}
    known: dict[str, Any] = {}
    choices: Any = bound.field.choices
    for value, label in choices:
        group = label if isinstance(label, list | tuple) else [(value, label)]
        known |= {str(getattr(code, "value", code)): title for code, title in group if code not in ("", None)}
    return known


def is_rows(value):
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "id" in value[0]


def row_called(row):
    """A row by its own words: a name or title in either language, else its first text."""
    texts = [
        row.get(name) for name in ("title_ar", "title_en", "name_ar", "name_en", "value", "url", "number")
    ]
    rest = [value for name, value in row.items() if name != "id" and isinstance(value, str)]
    return next((text for text in [*texts, *rest] if text), row["id"])


def gist(row_form, row):
    """The first words of a row that came or went."""
    named_ = [name for name in row if name != "id" and row[name] not in ("", [], False, None)]
    return [in_words(field_of(row_form, name), row[name]) for name in named_[:4]]
