"""Labels of fields and places that a typed text may be the beginning of."""

from bisect import bisect_left
from difflib import SequenceMatcher
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from directory.search.analyzer import analyze
from directory.search.begun_names import bare_forms, without_clitics
from directory.search.lexicon import SHORTEST_MISSPELT, edits, without_article
from directory.search.places import ALIKE, SHORTEST_SOUND
from directory.search.skeleton import is_latin, skeletons
from directory.search.vocabulary import Word

FACETS = ("field", "area")


class BegunLabels:
    """One typed text over the vocabulary. Answers are {"field" or "area": words}, the best first."""

    def __init__(self, vocabulary, tokens):
        self.vocabulary, self.labels = vocabulary, _labels(vocabulary)
        self.whole = [frozenset(bare_forms(token.surface)) for token in tokens[:-1]]
        self.last = tokens[-1].surface

    def written(self):
        """As typed, else without a joined و ف ب ل ك."""
        return self._found(self.whole, bare_forms(self.last)) or self._found(
            self.whole, without_clitics(self.last)
        )

    def nearly(self):
        """Within one edit of what is typed, or a place that sounds like it."""
        forms = self.labels.forms
        whole = [typed if typed & forms else _near(typed, forms) for typed in self.whole]
        return self._found(whole, _near({self.last}, self.labels.beginnings)) or self._sounding()

    def _found(self, whole, begun):
        starts = (*begun, *(f"ال{form}" for form in begun))
        found = [label for label in self.labels.begun(starts) if all(forms & label.forms for forms in whole)]
        found.sort(key=lambda label: (not label.begins(starts), label.number))
        kinds = {facet: [label.word for label in found if label.word.facet == facet] for facet in FACETS}
        return {facet: words for facet, words in kinds.items() if words}

    def _sounding(self):
        """Places whose Latin name of one word has the same consonants and is spelt alike."""
        if self.whole or not is_latin(self.last):
            return {}
        named = [
            (SequenceMatcher(None, self.last, name).ratio(), code)
            for skeleton in skeletons(self.last)
            if len(skeleton) >= SHORTEST_SOUND
            for name, code in self.vocabulary.sounds.get(skeleton, ())
        ]
        codes = dict.fromkeys(code for likeness, code in sorted(named, reverse=True) if likeness >= ALIKE)
        return {"area": [self.vocabulary.facets["area"][code] for code in codes]} if codes else {}


class _Label(NamedTuple):
    """A word of the vocabulary, its place in it, the first words of its names, and all their words in every form."""

    word: Word
    number: int
    firsts: tuple[str, ...]
    forms: frozenset[str]

    def begins(self, starts):
        return any(first.startswith(starts) for first in self.firsts)


class _Labels:
    """The labels of a vocabulary, sorted by the words in them."""

    def __init__(self, vocabulary):
        words = [word for facet in FACETS for word in vocabulary.of(facet)]
        labels = [_label(word, number) for number, word in enumerate(words)]
        self.sorted = sorted(
            ((form, label) for label in labels for form in label.forms), key=lambda pair: pair[0]
        )
        self.forms = {form for form, _label in self.sorted}
        self.beginnings = {
            form[:end] for form in self.forms for end in range(SHORTEST_MISSPELT, len(form) + 1)
        }

    def begun(self, starts):
        """Each label once that has a word that begins like one of `starts`."""
        found = {}
        for start in starts:
            for place in range(bisect_left(self.sorted, start, key=itemgetter(0)), len(self.sorted)):
                form, label = self.sorted[place]
                if not form.startswith(start):
                    break
                found[label.number] = label
        return list(found.values())


@lru_cache(maxsize=4)
def _labels(vocabulary):
    return _Labels(vocabulary)


def _label(word, number):
    names = [analyze(name) for name in (word.label_ar, word.label_en, *word.aliases)]
    forms = frozenset(form for name in names for token in name for form in bare_forms(token.surface))
    return _Label(word, number, tuple(name[0].surface for name in names if name), forms)


def _near(typed, known):
    """What is known within one edit of one of the forms; of too short a word nothing."""
    long = [form for form in typed if len(without_article(form)) >= SHORTEST_MISSPELT and not form.isdigit()]
    return frozenset(near for form in long for near in edits(form) if near in known)
