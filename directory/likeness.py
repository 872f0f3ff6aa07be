"""Names that may mean the same group: what somebody founds is perhaps here already."""

from functools import lru_cache

from directory.models import Group
from directory.search.analyzer import analyze
from directory.search.skeleton import whole

MOST = 5
ENOUGH = 0.5
GENERIC = (
    "فريق مجموعة جمعية مبرة نادي رابطة مبادرة تطوعي التطوعية خيرية الكويت الكويتية كويتي "
    "group team association society club foundation charity initiative volunteer volunteers volunteering "
    "kuwait kuwaiti"
)


def groups_like(name, audiences):
    """Up to five groups that these audiences may know of and whose names share half their words with `name`.

    A name in the other script is alike when their consonants are the same. The most alike come first.
    """
    rows = Group.objects.visible_to(audiences).order_by().values_list("pk", "name_ar", "name_en", "aliases")
    scored = [(max(alike(name, other) for other in (ar, en, *others)), pk) for pk, ar, en, others in rows]
    best = sorted((-score, pk) for score, pk in scored if score >= ENOUGH)[:MOST]
    found = Group.objects.select_related("area").in_bulk([pk for _score, pk in best])
    return [found[pk] for _score, pk in best]


def alike(name, other):
    """0 to 1: the share of the words that both names have, generic ones left out."""
    (words, sound), (others, other_sound) = heard(name), heard(str(other))
    if sound & other_sound:
        return 1
    return len(words & others) / len(words | others) if words & others else 0


@lru_cache(maxsize=65536)
def heard(name):
    """(stems, skeletons) of a name's telling words."""
    tokens = [token for token in analyze(name) if token.stem not in generic()]
    return frozenset(token.stem for token in tokens), frozenset(whole(token.surface for token in tokens))


@lru_cache(maxsize=1)
def generic():
    return frozenset(token.stem for token in analyze(GENERIC))
