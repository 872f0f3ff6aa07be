"""«Did you mean»: the query with its misspelt words as the index knows them, in the spelling of what was found."""

from directory.search.analyzer import tokenize
from directory.search.equivalents import equivalents

OF_A_PERSON = "انيت"


def did_you_mean(q, words, texts):
    """The mended query; "" when no word was corrected. A word that is kept for search alone is never proposed.

    `words` are those of the reading; `texts` are of what was found, the best first.
    """
    mended, last = [], 0
    for word in sorted(filter(_is_corrected, words), key=lambda word: word.token.start):
        meant = _allowed(word)
        if meant is None:
            return ""
        mended += [q[last : word.token.start], _spelt(meant, texts)]
        last = word.token.end
    return "".join([*mended, q[last:]]) if mended else ""


def _is_corrected(word):
    return word.corrected and not word.begins


def _allowed(word):
    """The commonest correction, if it may be shown."""
    surface = word.forms[0].surface
    shown = (
        surface and surface not in equivalents().hidden and not _is_of_its_root(word.token.surface, surface)
    )
    return surface if shown else None


def _is_of_its_root(typed, meant):
    """«أتعلم», "I learn", is a verb and no slip of «التعلم», which finds what it asks for."""
    return typed[0] in OF_A_PERSON and meant.endswith(typed[1:])


def _spelt(surface, texts):
    """The word as it stands in the first of the texts that has it."""
    for text in texts:
        for token in tokenize(text, {surface}):
            if token.surface == surface:
                return text[token.start : token.end]
    return surface
