"""Consonant skeletons: what an Arabic name and its Latin spelling have in common.

Vowels, long or short, and the letters that are often left out or written as vowels (ا و ي ع ء, y, w) are no part of
a skeleton; neither are articles (ال, al-, el-) and doubled letters. Arabizi digits count as their letters. Only a
name that would have a single consonant keeps its و and ي. A Latin spelling may be read in more than one way (g is
ج, ق or غ), so it has a few skeletons; an Arabic one has one.
"""

import re
from functools import lru_cache

from directory.search.analyzer import ARTICLES

SHORTEST, MOST = 2, 6
LETTERS = "btjhxdrzscfklmng"
LATIN_ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an"})
_ARABIC_TO = str.maketrans(
    {
        **dict(zip("بپتثجحخدذرزسشصضطظغفڤقكگلمنهچ", "bbtdjhxddrzscsdtdgffkkklmnhc", strict=True)),
        **dict.fromkeys("اويع", None),
        "ث": "t",
        "ظ": "z",
    }
)
_DIGITS = str.maketrans({"3": "", "2": "", "7": "h", "5": "x", "6": "t", "9": "s", "8": "g"})
_PAIRS = (
    ("kh", "x"),
    ("sh", "c"),
    ("ch", "c"),
    ("gh", "g"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("dj", "j"),
)
_SINGLE = str.maketrans({"p": "b", "v": "f", "q": "k", **dict.fromkeys("aeiouyw", None)})
_GLIDES = _SINGLE | {ord("y"): "y", ord("w"): "w"}
_ARABIC_GLIDES = str.maketrans({"و": "w", "ي": "y"})
_LATIN = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")
_VOWEL_H = re.compile(r"(?<=[aeiou])h$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeletons(surface):
    """The skeletons of one folded word of either script; none where too little is left to tell names apart."""
    found = _of_latin(surface) if surface.isascii() else [_of_arabic(surface)]
    return tuple(dict.fromkeys(one for one in found if len(one) >= SHORTEST))[:MOST]


def is_latin(surface):
    return bool(_LATIN.fullmatch(surface))


def whole(surfaces):
    """The skeletons of words run together, without articles: a name that one writes as one word, one as two."""
    return skeletons(
        "".join(_without_article(surface) for surface in surfaces if surface not in LATIN_ARTICLES)
    )


def own_term(surface, skeleton):
    """A skeleton as the index keeps it: with the script it was written in, so that only the other one finds it."""
    return ("l:" if is_latin(surface) else "a:") + skeleton


def other_term(surface, skeleton):
    """The same skeleton as written in the other script."""
    return ("a:" if is_latin(surface) else "l:") + skeleton


def _of_arabic(surface):
    surface = _without_article(surface)
    if surface.endswith("ه") and len(surface) > 2:
        surface = surface[:-1]
    consonants = _single(surface.translate(_ARABIC_TO))
    return (
        consonants if len(consonants) >= SHORTEST else _single(surface.translate(_ARABIC_TO | _ARABIC_GLIDES))
    )


def _without_article(surface):
    found = next((article for article in ARTICLES if surface.startswith(article)), "")
    return surface.removeprefix(found) if len(surface) >= len(found) + 2 else surface


def _of_latin(surface):
    if not is_latin(surface) or surface in LATIN_ARTICLES:
        return
    word = _VOWEL_H.sub("", surface)
    yield from _readings(word)
    if word != surface:
        yield from _readings(surface)
    if word[:2] in {"al", "el"} and len(word) > 4:
        yield from _readings(word[2:])
    if word.endswith(("at", "et")) and len(word) > 4:
        yield from _readings(word[:-2])


def _readings(word):
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter.upper())
    word = word.replace("ck", "k").translate(_DIGITS)
    for soft in ("g", "j", "k") if "g" in word else ("",):
        read = word.replace("g", soft) if soft else word
        for hard in ("k", "s") if "c" in read else ("",):
            hardened = read.replace("c", hard) if hard else read
            consonants = _single(hardened.translate(_SINGLE).lower())
            yield consonants if len(consonants) >= SHORTEST else _single(hardened.translate(_GLIDES).lower())


def _single(letters):
    return _DOUBLED.sub(r"\1", letters)
