"""What is asked of the search: words, chosen codes, order and page, from whatever stands in an address."""

import re
from dataclasses import dataclass, replace
from typing import Any

from directory.search.vocabulary import Vocabulary

LONGEST_QUERY = 200
MOST_CODES = 40
LARGEST_PAGE = 100
LAST_PAGE = 100_000
SORTS = ("relevance", "newest", "name")
PARAMETERS = {
    "area": "areas",
    "field": "fields",
    "beneficiary": "beneficiaries",
    "access": "access",
    "kind": "kinds",
}


@dataclass(frozen=True)
class SearchRequest:
    """What is asked: words, codes by facet, age for services, order and page."""

    q: str = ""
    areas: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    accepting: bool = False
    age: int | None = None
    sort: str = ""
    page: int = 1
    page_size: int = 20
    lang: str = "ar"

    @classmethod
    def from_querydict(cls, querydict, lang="ar"):
        """Whatever was typed into an address: odd values count as absent, unknown codes are dropped."""
        codes: dict[str, Any] = {name: _codes(querydict, key) for key, name in PARAMETERS.items()}
        request = cls(
            q=" ".join(querydict.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY],
            accepting=querydict.get("accepting", "") in {"1", "true", "on", "yes"},
            age=_number(querydict.get("age"), 0, 120),
            sort=querydict.get("sort", "") if querydict.get("sort", "") in SORTS else "",
            page=_number(querydict.get("page"), 1, LAST_PAGE) or 1,
            page_size=min(_number(querydict.get("page_size"), 1, LAST_PAGE) or cls.page_size, LARGEST_PAGE),
            lang=lang,
            **codes,
        )
        return request.known_to(Vocabulary.load()) if any(codes.values()) else request

    def known_to(self, vocabulary):
        """The same without codes that do not exist."""
        chosen = {name: self.chosen(key) for key, name in PARAMETERS.items()}
        known = {name: vocabulary.known(key, chosen[name]) for key, name in PARAMETERS.items()}
        return self if known == chosen else replace(self, **known)

    def chosen(self, facet):
        """The codes chosen in one facet: area, field, beneficiary, access or kind."""
        return getattr(self, PARAMETERS[facet])


def _codes(querydict, key):
    """Repeated or given once; nothing but what a code can be."""
    typed = querydict.getlist(key) if hasattr(querydict, "getlist") else []
    return tuple(dict.fromkeys(code for code in typed[:MOST_CODES] if re.fullmatch(r"[\w-]{1,40}", code)))


def _number(typed, lowest, highest):
    """A whole number within its bounds, else None."""
    if typed and re.fullmatch(r"[0-9]{1,6}", typed) and lowest <= int(typed) <= highest:
        return int(typed)
    return None
