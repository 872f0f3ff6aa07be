"""Two saves of one section: what only one of them touched goes together, what both touched is asked."""

from dataclasses import dataclass
from typing import Any

from . import contents

ABSENT = object()


@dataclass(frozen=True)
class Clash:
    """A field that both changed, by its name in the form; the value one wrote, and the value that stands."""

    name: str
    yours: Any
    theirs: Any


def merge(form, base, now):
    """(values, clashes, taken) of a valid form opened on `base` while `now` stands, both as `contents.flat` gives them.

    `values` hold yours where both changed; `taken` counts the fields in which theirs was taken unasked.
    """
    mine = contents.written(form)
    if hasattr(form, "merge_rows"):
        return form.merge_rows(base, mine, now)
    return three_way(base, mine, now)


def three_way(base, mine, now):
    values, clashes, taken = {}, [], 0
    for name, value in mine.items():
        was, stands = base.get(name, ABSENT), now.get(name, ABSENT)
        if value == was and stands is not ABSENT and stands != was:
            values[name], taken = stands, taken + 1
            continue
        values[name] = value
        if stands not in (was, value, ABSENT):
            clashes.append(Clash(name, value, stands))
    return values, clashes, taken


def merge_rows(name, base, mine, now):
    """As `three_way`, row by row: `name` holds the rows' ids, `<name>-<id>-<field>` their fields.

    A row removed here and changed there, or the other way round, clashes as `<name>-<id>-removed`. Rows that came
    meanwhile are left out: what is not posted stays as it is.
    """
    values, clashes, taken, order = {}, [], 0, []
    for row_id in in_order(*(values_.get(name, []) for values_ in (base, mine, now))):
        of_row = f"{name}-{row_id}-"
        was, yours, theirs = (part_of(values_, of_row) for values_ in (base, mine, now))
        row, row_clashes, row_taken = merge_row(of_row, was, yours, theirs)
        if row is not None:
            order.append(row_id)
            values |= row
        clashes += row_clashes
        taken += row_taken
    return {name: order, **values}, clashes, taken


def merge_row(of_row, was, yours, theirs):
    """The row's merged values, or None when it is theirs alone or gone on both sides."""
    removed = f"{of_row}removed"
    if was and not theirs:
        return without_theirs(removed, was, yours)
    if yours.get(removed) and theirs:
        changed = any(theirs.get(name) != value for name, value in was.items())
        return {**theirs, removed: True}, [Clash(removed, True, False)] if changed else [], 0
    return three_way(was, yours, theirs) if yours else (None, [], 0)


def without_theirs(removed, was, yours):
    """They removed it: gone, unless something was written into it here."""
    changed = any(was.get(name, ABSENT) != value for name, value in yours.items())
    if yours.get(removed) or not yours or not changed:
        return None, [], 1
    return yours, [Clash(removed, False, True)], 0


def in_order(base, mine, now):
    """All ids once: in the order of who changed it, mine before theirs."""
    first = now if [*mine] == [*base] else mine
    return [*dict.fromkeys([*first, *mine, *now])]


def part_of(values, prefix):
    return {name: value for name, value in values.items() if name.startswith(prefix)}


def settled(data):
    """What was posted, each clash decided by its `pick-<name>`: yours, theirs, or the new one as it was typed."""
    data = data.copy()
    for pick in [key for key in data if key.startswith("pick-")]:
        name, choice = pick.removeprefix("pick-"), data.pop(pick)[-1]
        sides = {side: data.pop(f"{side}-{name}", []) for side in ("yours", "theirs")}
        if choice in sides:
            data.setlist(name, sides[choice])
    return data


def carried(data, form, values, number):
    """The posted data with `values` in place of the form's own, opened as of revision `number`."""
    data = data.copy()
    for name, sent in contents.posted(form, values).lists():
        data.setlist(name, sent)
    data["revision"] = str(number)
    return data
