"""What a person may be typing: names of groups and services, fields of work and places that begin like it."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from directory.bilingual import pick
from directory.search.analyzer import analyze
from directory.search.asked import LONGEST_QUERY
from directory.search.begun_labels import BegunLabels
from directory.search.begun_names import BegunNames
from directory.search.index import IndexDown, searcher
from directory.search.public_names import public_names
from directory.search.vocabulary import Vocabulary

MOST = 8
SHORTEST = 2
MOST_WORDS = 12
ARTICLE = "ال"
ROUND = {"group": 2, "service": 1, "field": 1, "area": 1}
KINDS = list(ROUND)


@dataclass(frozen=True)
class Suggestion:
    """One line below the search field; `kind` is group, service, field or area."""

    kind: str
    label: str
    url: str


class _Line(NamedTuple):
    """A suggestion whose address is still to be made: page, its arguments, and what comes after them."""

    kind: str
    label: str
    page: str
    of: tuple[str, ...] = ()
    place: str = ""


def suggest(q, lang):
    """At most eight, public ones only, kind by kind; none below two letters. Never raises for what was typed.

    Words before the last one count as typed whole. Only where nothing is written so come words within one edit of
    it and names that may sound like it.
    """
    tokens = _typed(q)
    if not tokens:
        return []
    found = _found(tokens)
    lines = {
        **{kind: _begun_first(_once(some), tokens) for kind, some in _named(found, lang).items()},
        "field": [
            _Line("field", pick(word.label_ar, word.label_en, lang), "field", (word.code,))
            for word in found.get("field", ())
        ],
        "area": [
            _Line("area", pick(word.label_ar, word.label_en, lang), "groups", (), f"?area={word.code}")
            for word in found.get("area", ())
        ],
    }
    chosen = sorted(islice(_in_turn(lines), MOST), key=lambda line: KINDS.index(line.kind))
    with override(lang):
        return [
            Suggestion(line.kind, line.label, reverse(line.page, args=line.of) + line.place)
            for line in chosen
        ]


def _typed(q):
    """The words, without a last one of which there is only a letter or the article so far."""
    tokens = analyze(q[:LONGEST_QUERY])[:MOST_WORDS]
    while tokens and (len(tokens[-1].surface) < SHORTEST or tokens[-1].surface == ARTICLE):
        tokens.pop()
    return tokens


def _found(tokens):
    """{kind: ids of groups or services, words of fields or areas}; without an index the latter alone."""
    labels = BegunLabels(Vocabulary.load(), tokens)
    try:
        names = BegunNames(searcher(), tokens)
        return names.written() | labels.written() or names.nearly() | labels.nearly()
    except (IndexDown, OSError, ValueError):
        return labels.written() or labels.nearly()


def _named(found, lang):
    """{"group" or "service": lines in the order found} of what everybody may see now."""
    rows = public_names(found.get("group", ()), found.get("service", ()))
    return {
        what: [_name(what, rows[what, pk], lang) for pk in found.get(what, ()) if (what, pk) in rows]
        for what in ("group", "service")
    }


def _name(what, row, lang):
    place = f"#service-{row.uuid}" if what == "service" else ""
    return _Line(what, pick(row.name_ar, row.name_en, lang), "group", (row.slug,), place)


def _once(lines):
    """One line for all that are called the same: it leads to the list of them."""
    often = Counter(line.label for line in lines)
    for line in {line.label: line for line in lines}.values():
        yield line if often[line.label] == 1 else _all_of(line)


def _all_of(line):
    return line._replace(page=f"{line.kind}s", of=(), place=f"?{urlencode({'q': line.label})}")


def _begun_first(lines, tokens):
    """Labels that begin as typed before those of which a later word does."""
    first = tokens[0].surface
    return sorted(
        lines, key=lambda line: not _first_word(line.label).startswith((first, f"{ARTICLE}{first}"))
    )


def _first_word(label):
    return next((token.surface for token in analyze(label.partition(" ")[0])), "")


def _in_turn(lines):
    """Some of each kind, then some more, so that each kind has its part of a short list."""
    lines = {kind: iter(some) for kind, some in lines.items()}
    for _round in range(MOST):
        for kind, often in ROUND.items():
            yield from islice(lines[kind], often)
