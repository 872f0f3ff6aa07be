"""The order: how much of the need the words say, and what else speaks for it or against it.

Words are weighed as BM25 does (Robertson and Zaragoza, 2009): a rare word tells more. Candidates come from an
inverted index, so each need looks at few of all that are lent.
"""

import heapq
from collections import defaultdict
from math import log
from typing import NamedTuple

from . import grounds
from .areas import nearness
from .facts import AGAINST, AKIN, FROM_ANYWHERE, Match
from .parts import said
from .words import terms

CANDIDATES = 24  # of the kind that is asked for, a third as many of each kind that may stand for it
PLENTY = 300
FROM_EVERYWHERE = 0.2  # a term in more of all that is lent than this finds no candidates beside rarer words
BESIDE = 0.35  # what the group did and is called, beside what it lends
OTHER_KIND = 0.45
SATURATION = 6.0
NEAR = {"same_place": 1.0, "same_area": 0.9, "next_area": 0.4, "other_area": 0.0, "": 0.4}
WORDS, BENEFICIARIES, FIELDS, NEARNESS = 10.0, 2.5, 1.0, 1.5
GAINS = {"access": 0.7, "days": 1.5, "enough": 0.5, "helped": 0.5, "parts": 0.7}
LOSSES = {
    "no_access": 3.0,
    "other_days": 3.0,
    "other_hours": 2.5,
    "other_months": 3.0,
    "far": 2.5,
    "too_few": 0.5,
    "no_parts": 1.0,
    "unconfirmed": 0.3,
}


class Asked(NamedTuple):
    """A need and what its words are worth among all that is lent; `telling` are those that tell things apart."""

    need: object
    worth: dict[str, float]
    telling: frozenset[str]
    parts: frozenset[str]


class Pool:
    """All that is lent, so that each need finds its own."""

    def __init__(self, lent):
        self.lent = tuple(lent)
        self._saying = [_terms_of(one) for one in self.lent]
        self._helped = [frozenset(term for help in one.helped for term in terms(help)) for one in self.lent]
        self._postings = defaultdict(list)
        spread = defaultdict(int)
        for place, (one, weights) in enumerate(zip(self.lent, self._saying, strict=True)):
            for term, weight in weights.items():
                self._postings[one.kind, term].append((place, weight))
                spread[term] += 1
        many = len(self.lent)
        self._rarity = {term: log(1 + (many - count + 0.5) / (count + 0.5)) for term, count in spread.items()}
        self._common = {term for term, count in spread.items() if count > max(50, many * FROM_EVERYWHERE)}

    def ranked(self, need, limit=5):
        """The best `limit` of what is lent: what fits first, then what lacks something that cannot be settled."""
        asked = self._asked(need)
        weighed = (self._weighed(asked, place, words) for place, words in self._candidates(asked))
        best = heapq.nsmallest(limit, weighed, key=lambda found: (*found[:2], self.lent[found[2]].id))
        return [
            Match(
                lent := self.lent[place],
                -score,
                tuple(grounds.reasons(need, lent, asked.telling)),
                missing,
            )
            for _against, score, place, missing in best
        ]

    def _asked(self, need):
        worth = {term: weight * self._rarity.get(term, 0.0) for term, weight in terms(need.text).items()}
        worth |= {
            f":{code}": 0.5 * self._rarity.get(f":{code}", 0.0) for code in need.beneficiaries | need.fields
        }
        worth = {term: value for term, value in worth.items() if value}
        rare = {term: value for term, value in worth.items() if term not in self._common}
        worth = rare if words_of(rare) else worth
        return Asked(need, worth, words_of(worth), grounds.wanted_parts(need))

    def _candidates(self, asked):
        """(place, how much its words say) of the most telling of each kind."""
        kind = asked.need.kind
        yield from self._most_telling(asked, kind, CANDIDATES)
        for other in AKIN.get(kind, ()):
            for place, words in self._most_telling(asked, other, CANDIDATES // 3):
                yield place, words * OTHER_KIND

    def _most_telling(self, asked, kind, limit):
        """The rarest terms find; once they found plenty, the commoner ones only weigh what was found."""
        sums = defaultdict(float)
        for term in sorted(asked.worth, key=lambda term: (len(self._postings.get((kind, term), ())), term)):
            worth = asked.worth[term]
            if len(sums) < PLENTY:
                for place, weight in self._postings.get((kind, term), ()):
                    sums[place] += worth * weight
            else:
                for place in sums:
                    sums[place] += worth * self._saying[place].get(term, 0)
        return heapq.nlargest(limit, sums.items(), key=lambda item: (item[1], -item[0]))

    def _weighed(self, asked, place, words):
        """(whether something stands against it, the score turned round, the place, what is missing)"""
        need, lent = asked.need, self.lent[place]
        missing = tuple(grounds.missing(need, lent))
        score = WORDS * words / (words + SATURATION)
        score += BENEFICIARIES * self._overlap(need.beneficiaries, lent.beneficiaries)
        score += FIELDS * self._overlap(need.fields, lent.fields)
        if need.kind not in FROM_ANYWHERE:
            score += NEARNESS * NEAR[nearness(need.area, lent.area)]
        score += sum(GAINS[code] for code in self._held(asked, lent, place))
        score -= sum(LOSSES.get(fact.code, 0) for fact in missing)
        return any(fact.code in AGAINST for fact in missing), -score, place, missing

    def _held(self, asked, lent, place):
        need = asked.need
        if need.access & lent.access:
            yield "access"
        if grounds.common_days(need, lent):
            yield "days"
        if grounds.is_enough(need, lent):
            yield "enough"
        if not self._helped[place].isdisjoint(asked.telling):
            yield "helped"
        if asked.parts and asked.parts & said(lent.text).has:
            yield "parts"

    def _overlap(self, wanted, there):
        """How much of the codes that are wanted is there, the rarer the more."""
        common = wanted & there
        if not common:
            return 0.0
        rarity = self._rarity
        return sum(rarity.get(f":{code}", 1.0) for code in common) / sum(
            rarity.get(f":{code}", 1.0) for code in wanted
        )


def words_of(terms):
    """Those that are words, without the codes."""
    return frozenset(term for term in terms if term[0] != ":")


def _terms_of(lent):
    """{term: weight} of what is lent, long texts weighing less a word; codes are terms too."""
    own = terms(lent.text)
    long = 1 / (0.7 + 0.3 * len(own) / 12)
    weights = {term: long * weight for term, weight in own.items()}
    for text in (lent.about, *lent.helped):
        for term, weight in terms(text).items():
            weights[term] = max(weights.get(term, 0), BESIDE * weight)
    return weights | {f":{code}": 1.0 for code in lent.beneficiaries | lent.fields}
