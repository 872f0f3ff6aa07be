"""The words that the index knows, and how a typed word may stand in it: joined to others, misspelt, unfinished.

Nothing is kept beside the index for longer than one commit: whether a word is known is asked of the index itself, so
what is found is the same after any edit. Each guess counts only when the index knows its result.
"""

from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tantivy import Query

from directory.search.analyzer import ARTICLES, stem
from directory.search.index import schema
from directory.search.skeleton import LETTERS, is_latin, other_term, skeletons

CLITICS = "بلكفو"
OUTER, INNER = "وف", "بلك"
PRONOUNS = ("هما", "هم", "هن", "كم", "نا", "ها", "ه", "ي", "ك")
PREPOSITIONS = "بل"
SHORTEST_BARE, SAFE_BARE = 3, 5
COMMONER = {3: 4, 4: 1}
SHORTEST_MISSPELT, LONGEST_MISSPELT = 4, 24
MOST_CORRECTIONS = 8
SURELY_ALIVE = 1000
MOST_KEPT = 10_000
ARABIC, LATIN = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abcdefghijklmnopqrstuvwxyz"
JOINED_WEIGHT, CORRECTED_WEIGHT = 0.8, 0.6


class Form(NamedTuple):
    """Another way in which a typed word stands in the index; an empty surface is known by its stem alone."""

    surface: str
    stem: str
    weight: float


class Lexicon:
    """Questions about words to one view of the index; what it says of a word that was typed is kept."""

    def __init__(self, view):
        self.view = view
        self._often_kept = lru_cache(MOST_KEPT)(self._often)

    def knows(self, token):
        return bool(self.surface(token.surface) or self.stem(token.stem))

    def surface(self, word):
        """In how many documents the folded word stands, names and texts counted apart."""
        return self._often_kept("surface", word)

    def stem(self, word):
        return self._often_kept("stem", word)

    def begins(self, prefix):
        """Whether a word of a name begins so, with or without an article."""
        return any(
            self.view.terms_with_prefix("name_surface", begun, limit=1) for begun in (prefix, f"ال{prefix}")
        )

    def joined(self, token, known):
        """The word without what is joined to it, and with a preposition that documents joined to it.

        A known word keeps what may be a part of it unless what is left is long or far commoner: «بحر» is no «حر», but
        «لبيت» is «بيت».
        """
        if is_latin(token.surface) or token.surface.isdigit():
            return []
        shortest = SAFE_BARE if known else SHORTEST_BARE
        bare = without_article(token.surface)
        attached = (clitic + bare for clitic in CLITICS)
        candidates = chain(
            detached(token.surface), (word for word in attached if not word.startswith(ARTICLES))
        )
        return [
            form
            for word in dict.fromkeys(candidates)
            if (len(bare_of(word, bare)) >= shortest or self._is_commoner(word, token.surface))
            and (form := self._form(word, JOINED_WEIGHT))
        ]

    def _is_commoner(self, word, typed):
        """Whether of these two, one of which is the other behind ب or ل, the bare one stands in far more documents."""
        bare, joined = sorted((word, typed), key=len)
        times = COMMONER.get(len(bare))
        if not times or joined[1:] != bare or joined[0] not in PREPOSITIONS:
            return False
        return self.surface(bare) > times * self.surface(joined) > 0

    def corrections(self, token):
        """The commonest words of the index within one edit (Damerau) of a word that it does not know.

        Three letters are too few for that; they may only be a word of four that lost one.
        """
        word = token.surface
        if not SHORTEST_MISSPELT - 1 <= len(word) <= LONGEST_MISSPELT or word.isdigit():
            return []
        if near := self._near(word, "surface"):
            return [Form(meant, stem(meant), CORRECTED_WEIGHT) for meant in near]
        near = self._near(token.stem, "stem") if len(token.stem) >= SHORTEST_MISSPELT else []
        return [Form("", meant, CORRECTED_WEIGHT) for meant in near]

    def sounding(self, surface):
        """Skeletons of names written in the other script that sound like a word."""
        own = (other_term(surface, one) for one in skeletons(surface))
        return tuple(term for term in own if self._is_name(term))

    def nearly_sounding(self, surface):
        """The same for one consonant more, less or other, the commonest."""
        near = (
            other_term(surface, word)
            for one in skeletons(surface)
            if len(one) > 2
            for word in edits(one, LETTERS)
        )
        often = {term: count for term in near if (count := self._is_name(term))}
        return tuple(_commonest(often))

    def _near(self, word, form):
        counts = {
            meant: count for meant in edits(word) if len(meant) > 3 and (count := self._often(form, meant))
        }
        return _commonest(counts)

    def _is_name(self, term):
        return self._alive("skeleton", term)

    def _often(self, form, word):
        return self._alive(f"name_{form}", word) + self._alive(f"text_{form}", word)

    def _alive(self, field, word):
        """In how many documents it stands. The index counts those that were replaced until it merges them away; a word
        of those only is gone.
        """
        often = self.view.doc_freq(field, word)
        return often if not often or often > SURELY_ALIVE or self._lives(field, word) else 0

    def _lives(self, field, word):
        query = Query.term_query(schema(), field, word)
        return bool(self.view.search(query, limit=1, count=False).hits)

    def _form(self, word, weight):
        if self.surface(word):
            return Form(word, stem(word), weight)
        return Form("", stem(word), weight) if self.stem(stem(word)) else None


def without_article(word):
    for article in ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 2:
            return word.removeprefix(article)
    return word


def detached(word):
    """The word without a joined و ف, ب ل ك, the article after them, and without a pronoun, in every combination."""
    heads = [word]
    if word[0] in OUTER + INNER:
        heads.append(word[1:])
    if word[0] in OUTER and word[1:2] and word[1] in INNER:
        heads.append(word[2:])
    for head in heads:
        if head != word:
            yield head
        for pronoun in PRONOUNS:
            if head.endswith(pronoun):
                rest = head.removesuffix(pronoun)
                yield rest
                if rest.endswith("ت"):
                    yield f"{rest[:-1]}ه"


def bare_of(word, bare):
    """What a guess is judged by: the word itself, or what a preposition was joined to."""
    return bare if word[1:] == bare else word


def edits(word, alphabet=""):
    """Every word within one insertion, deletion, substitution or swap of neighbours."""
    alphabet = alphabet or (LATIN if word.isascii() else ARABIC)
    found = set()
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        found.update(head + letter + tail for letter in alphabet)
        if tail:
            found.add(head + tail[1:])
            found.update(head + letter + tail[1:] for letter in alphabet)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return found - {word, ""}


def _commonest(frequencies):
    return sorted(frequencies, key=lambda word: (-frequencies[word], word))[:MOST_CORRECTIONS]
