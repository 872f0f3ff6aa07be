"""What counts as the same word: one analyzer for the index and for the query.

Each token has two forms. The *surface* is the word as folded: presentation forms, tatweel, harakat,
hamza seats, ta marbuta, alef maqsura, Persian letters, digits of any script, case and Latin marks make
no difference. The *stem* is light: for Arabic the light10 of Larkey, Ballesteros and Connell, "Improving
Stemming for Arabic Information Retrieval" (SIGIR 2002) and "Light Stemming for Arabic Information
Retrieval" (2007, table 1); for Latin script the Snowball English ("Porter2") stemmer. Broken plurals and
synonyms are no matter of stemming and are left to a list of equivalents.

Pure: no settings, no database. Nothing here raises, whatever the text.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import snowballstemmer

from directory.search.stopwords import STOP_WORDS

VERSION = "2"
LONGEST_TOKEN = 64

ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ي")

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ٱٲٳٵ", "ا"),
        **dict.fromkeys("ىیېےۍ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةہھەۃ", "ه"),
        **dict.fromkeys("ءٴـ’‘ʼʻʾʿ'`", None),
        **dict.fromkeys(map(chr, (0x34F, *range(0xFE00, 0xFE10))), None),
        "ؤ": "و",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
    }
)
_KEPT_MARKS = frozenset({0, 6, 7, 8, 9})
_MARKS = re.escape(
    "".join(
        chr(point) for point in range(0x10000) if unicodedata.category(chr(point)) in {"Mn", "Mc", "Me", "Cf"}
    )
)
_RUN = rf"(?:[^\W_]|[{_MARKS}])+"
_WORD = re.compile(rf"{_RUN}(?:['’‘`]{_RUN})*")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_ARABIC_LETTERS = r"\u0600-\u06ff\u0750-\u077f"
_PARTS = re.compile(rf"[{_ARABIC_LETTERS}]+|[^\W_{_ARABIC_LETTERS}](?:[^\W_{_ARABIC_LETTERS}]|[{_MARKS}])*")
_ARABIC = re.compile(rf"[{_ARABIC_LETTERS}]")


class _Own(threading.local):
    """A stemmer keeps the word that it works on in itself, so each thread has one of its own."""

    def __init__(self):
        self.english = snowballstemmer.stemmer("english")


_own = _Own()


class Token(NamedTuple):
    """One word of a text: its two forms, and where it stands in the text as typed."""

    surface: str
    stem: str
    start: int
    end: int


def analyze(text: str) -> list[Token]:
    """The words of a text without stop words; with them when nothing else would be left."""
    tokens = list(tokenize(text))
    return [token for token in tokens if token.surface not in STOP_WORDS] or tokens


def fold(text: str) -> str:
    """The text in the letters that comparisons use; folding twice changes nothing."""
    for _ in range(4):
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def light10(word: str) -> str:
    """The light stem of a folded Arabic word; at least two letters stay."""
    if word.startswith("و") and len(word) > 3:
        word = word[1:]
    for article in ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 2:
            word = word[len(article) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word


@lru_cache(maxsize=65536)
def stem(surface: str) -> str:
    """The light stem of a folded word of either script."""
    if _ARABIC.match(surface):
        return light10(surface)
    if surface.isascii() and not surface.isdigit():
        return _own.english.stemWord(surface)
    return surface


def tokenize(text: str, only: Set[str] | None = None) -> Iterator[Token]:
    """Every word of a text with its place, stop words too; or `only` those with one of these forms."""
    for found in _WORD.finditer(text):
        run = _forms(found.group())
        if only is None or not only.isdisjoint(run):
            for surface, light in zip(run[::2], run[1::2], strict=True):
                if only is None or surface in only or light in only:
                    yield Token(surface, light, found.start(), found.end())


@lru_cache(maxsize=1024)
def spoken(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Surfaces and stems of the words that `analyze` finds, in their order, for who need not know their places."""
    forms = _every_form(text)
    every = list(zip(forms[::2], forms[1::2], strict=True))
    words = [word for word in every if word[0] not in STOP_WORDS] or every
    return tuple(surface for surface, _stem in words), tuple(light for _surface, light in words)


def forms_in(text: str) -> dict[str, None]:
    """Every surface and stem of a text, each once."""
    return dict.fromkeys(_every_form(text))


@lru_cache(maxsize=1024)
def _every_form(text: str) -> tuple[str, ...]:
    """Surface, stem, surface, stem … of a whole text."""
    return tuple(chain.from_iterable(map(_forms, _WORD.findall(text))))


@lru_cache(maxsize=65536)
def _forms(run: str) -> tuple[str, ...]:
    """Surface, stem, surface, stem … of one run: a ligature may hold several words, two scripts are two."""
    parts = [part[:LONGEST_TOKEN] for part in _PARTS.findall(fold(_POSSESSIVE.sub("", run)))]
    return tuple(form for part in parts for form in (part, stem(part)))


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    kept = (
        char
        for char in unicodedata.normalize("NFD", text)
        if unicodedata.combining(char) in _KEPT_MARKS and unicodedata.category(char) not in {"Cf", "Me"}
    )
    return unicodedata.normalize("NFKC", "".join(map(_digit, kept)).translate(_LETTERS))


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char
