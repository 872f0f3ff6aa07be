"""What a query says: its place, its words with every form they may have in the index, and what means the same."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from directory.models import Area
from directory.search.analyzer import Token
from directory.search.asking import RELATIVES, sought
from directory.search.equivalents import Phrase, equivalents
from directory.search.lexicon import Form
from directory.search.places import meant_place, understand
from directory.search.skeleton import LATIN_ARTICLES

SHORTEST_BEGUN = 2
MOST_GUESSED = 8


class Word(NamedTuple):
    """One typed word. `begins` is set when it may be unfinished, `sounds` (and `nearly`) are in the other script."""

    token: Token
    known: bool
    forms: tuple[Form, ...] = ()
    corrected: bool = False
    begins: str = ""
    sounds: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()

    def written(self):
        """Its surfaces and stems, as typed and as meant."""
        return chain(self.token[:2], *(form[:2] for form in self.forms))


class Clause(NamedTuple):
    """Words that stand together, and the phrases that mean the same as all of them."""

    words: tuple[Word, ...]
    equals: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Reading:
    """`sounds` are names in the other script that sound like the whole query run together."""

    clauses: tuple[Clause, ...] = ()
    place: Area | None = None
    place_words: tuple[Word, ...] = ()
    sounds: tuple[str, ...] = ()

    @property
    def words(self):
        return tuple(word for clause in self.clauses for word in clause.words)

    @cached_property
    def wanted(self):
        """{form of which a text is marked: number of the typed word that it stands for}, surfaces and stems alike."""
        return {form: number for number, form in reversed(list(self._forms())) if form}

    @property
    def size(self):
        """How many words were typed, those of the place too."""
        return len(self.words) + len(self.place_words)

    def _forms(self):
        number = 0
        for clause in self.clauses:
            yield from ((number, form) for phrase in clause.equals for token in phrase for form in token[:2])
            for word in clause.words:
                yield from ((number, form) for form in word.written())
                number += 1
        for place, word in enumerate(self.place_words):
            yield from ((number + place, form) for form in word.written())

    @property
    def unheard(self):
        """The typed words of which the index has no form, where they are the lesser part of the query."""
        none = tuple(clause.words[0].token for clause in self.clauses if not _is_heard(clause))
        return none if len(none) * 2 < self.size else ()

    def heard(self):
        """The reading without those words."""
        return replace(self, clauses=tuple(filter(_is_heard, self.clauses)))

    def without_relatives(self):
        """The reading without words that say for whom one asks; itself when there is none, or nothing else."""
        rest = tuple(clause for clause in self.clauses if not _is_relative(clause))
        return replace(self, clauses=rest) if rest and len(rest) < len(self.clauses) else self


def _is_heard(clause):
    return bool(clause.equals) or any(
        word.known or word.forms or word.begins or word.sounds for word in clause.words
    )


def _is_relative(clause):
    return len(clause.words) == 1 and clause.words[0].token.surface in RELATIVES


def read(tokens, lexicon, vocabulary):
    """A query's tokens as one view of the index understands them."""
    tokens = sought(tokens)
    understood = understand(tokens, vocabulary)
    strange = [token for token in tokens if not lexicon.knows(token)][:MOST_GUESSED]
    if understood.place is None:
        understood = meant_place(tokens, strange, vocabulary)
    named = [token for token in understood.words if _says_something(token, understood, lexicon)]
    words = [_word(token, lexicon, token in strange, last=token is tokens[-1]) for token in named]
    place_words = tuple(
        _word(token, lexicon, token in strange, last=False) for token in understood.place_words
    )
    return Reading(tuple(_clauses(words)), understood.place, place_words, _whole(words, lexicon))


def _whole(words, lexicon):
    if len(words) < 2 or any(word.known for word in words):
        return ()
    run = "".join(word.token.surface for word in words)
    return (*lexicon.sounding(run), *lexicon.nearly_sounding(run))


def _says_something(token, understood, lexicon):
    """A Latin article before a name (Al-, Ash-) that the index does not have is no word of its own."""
    alone = len(understood.words) + len(understood.place_words) == 1
    return alone or token.surface not in LATIN_ARTICLES or lexicon.knows(token)


def _word(token, lexicon, guess, last):
    known = lexicon.knows(token)
    joined = tuple(lexicon.joined(token, known))
    begun = token.surface if last and len(token.surface) >= SHORTEST_BEGUN else ""
    if known or joined or not guess:
        return Word(token, known, joined, begins=begun)
    corrections = () if equivalents().has(token) else tuple(lexicon.corrections(token))
    unfinished = begun if begun and lexicon.begins(begun) else ""
    return Word(
        token,
        known,
        corrections,
        corrected=bool(corrections),
        begins=unfinished,
        sounds=lexicon.sounding(token.surface),
        nearly=lexicon.nearly_sounding(token.surface),
    )


def _clauses(words):
    """The longest phrases that have equivalents first; a corrected word has none."""
    same, start = equivalents(), 0
    while start < len(words):
        for size in range(min(same.longest, len(words) - start), 0, -1):
            phrase = words[start : start + size]
            equals = _equals(same, phrase)
            if equals or size == 1:
                yield Clause(tuple(phrase), equals)
                start += size
                break


def _equals(same, words):
    if any(word.corrected for word in words):
        return ()
    tokens = tuple(word.token for word in words)
    if found := same.of(tokens):
        return found
    forms = words[0].forms if len(words) == 1 else ()
    meant = (
        same.of((tokens[0]._replace(surface=form.surface or form.stem, stem=form.stem),)) for form in forms
    )
    return next(filter(None, meant), ())
