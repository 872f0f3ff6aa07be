"""What interests people in the directory: their own groups, and what they follow; for many people at once."""

from collections import defaultdict
from dataclasses import dataclass, field

from directory.models import Follow, Group
from directory.models.group import group_ids


@dataclass
class Own:
    """A group that somebody belongs to: its names, where it is and what it does."""

    name_ar: str
    name_en: str
    area: str = ""
    governorate: str = ""
    fields: set[str] = field(default_factory=set)


@dataclass
class Interests:
    """`own` by the group's id; the rest are ids of what a person follows, and searches as (list, query)."""

    own: dict[int, Own] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    searches: set[tuple[str, str]] = field(default_factory=set)


def of_each(audiences):
    """{person: Interests} for {person: audiences}, with two queries."""
    found = defaultdict(Interests)
    belongs = {person: group_ids(held, "member") for person, held in audiences.items()}
    groups = own_groups({group for ids in belongs.values() for group in ids})
    for person, ids in belongs.items():
        found[person].own = {group: groups[group] for group in ids if group in groups}
    for row in Follow.objects.filter(person__in=audiences, mails=True):
        note(found[row.person_id], row)
    return found


def own_groups(ids):
    """{id: Own}, one query: a row for each field of each group."""
    found = {}
    rows = Group.objects.filter(pk__in=ids).order_by()
    for pk, name_ar, name_en, area, parent, code in rows.values_list(
        "pk", "name_ar", "name_en", "area_id", "area__parent_id", "fields"
    ):
        own = found.setdefault(
            pk, Own(name_ar or name_en, name_en or name_ar, area or "", parent or area or "")
        )
        own.fields |= {code} - {None}
    return found


def note(interests, row):
    for followed, kept in (
        (row.group_id, interests.groups),
        (row.field_id, interests.fields),
        (row.area_id, interests.areas),
    ):
        if followed:
            kept.add(followed)
    if row.listing:
        interests.searches.add((row.listing, row.query))
