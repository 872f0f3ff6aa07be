"""Groups that could help as well: what is offered where one group cannot, or does not, answer."""

from directory.search.asked import SearchRequest
from directory.search.query import search_groups

OFFERED, LOOKED_AT = 3, 12
PUBLIC = frozenset({"public"})


def alike(group, lang, *, accepting=False):
    """Up to three hits: the same people or field in the same governorate first, then elsewhere, then near by."""
    found: dict[int, object] = {}
    for asked in rounds(group, lang, accepting):
        if len(found) < OFFERED:
            hits = search_groups(asked, PUBLIC).hits
            found |= {
                hit.card["pk"]: hit for hit in hits if hit.card["pk"] != group.pk and hit.card["claimed"]
            }
    return [*found.values()][:OFFERED]


def fitting(words, lang, most=OFFERED):
    """Hits of groups that keep their own page, for words that somebody wrote: exact matches, then near ones."""
    hits = search_groups(SearchRequest(q=words, lang=lang, page_size=LOOKED_AT), PUBLIC).hits
    return [hit for hit in hits if hit.card["claimed"]][:most]


def rounds(group, lang, accepting):
    """The questions to the search, from the closest to the widest; none that asks for nothing."""
    area = group.area and (group.area.parent_id or group.area_id)
    here = {"areas": (area,)} if area else {}
    people = {"beneficiaries": tuple(group.beneficiaries.values_list("pk", flat=True))}
    fields = {"fields": tuple(group.fields.values_list("pk", flat=True))}
    same = [wanted for wanted in (people, fields) if all(wanted.values())]
    wider = [{**wanted, **here} for wanted in same] + same + [here]
    return [
        SearchRequest(lang=lang, accepting=accepting, page_size=LOOKED_AT, **wanted)
        for wanted in wider
        if wanted
    ]
