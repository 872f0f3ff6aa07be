"""Why a hit is here: the service, the sentence, the label or the name that matched, with its words marked."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from directory.search.analyzer import Token, forms_in, tokenize

SNIPPET = 160
LEAD = 40


class Why(NamedTuple):
    text: SafeString | None = None
    kind: str = ""


class Found(NamedTuple):
    """A text with the tokens in it that match."""

    text: str
    tokens: list[Token]


def why(parts, reading, lang):
    """The text that shows most of the query's words: a service before a sentence, then a label, then the name.

    `parts` are what the index keeps of it; of a pair the reader's language (`lang`) wins when both match as well.
    """
    wanted, size = reading.wanted, reading.size
    sought = wanted.keys()
    most, best = 0, ("", "")
    for kind, text, found in _candidates(parts, lang):
        if sought.isdisjoint(found):
            continue
        shown = len({wanted[form] for form in sought & found})
        if shown > most:
            most, best = shown, (kind, text)
        if most >= size:
            break
    kind, text = best
    return Why(mark(_cut(_find(text, wanted))), kind) if most else Why()


def _candidates(parts, lang):
    """(kind, text, its forms)"""
    second = lang == "en"
    for pair in parts["services"]:
        yield from (("service", title, set(forms.split())) for title, forms in _pair(pair, second))
    yield from (("text", text, set(forms.split())) for text, forms in _pair(parts["texts"], second))
    yield from (("text", label, _of_label(label)) for label in parts["labels"])
    yield from (("name", name, set(forms.split())) for name, forms in parts["names"])


def mark(found):
    """Escaped text with <mark> around its matching words, in their own spelling."""
    pieces, last = [], 0
    for token in found.tokens:
        if token.start >= last:
            word = escape(found.text[token.start : token.end])
            pieces += [escape(found.text[last : token.start]), "<mark>", word, "</mark>"]
            last = token.end
    return mark_safe("".join([*pieces, escape(found.text[last:])]))


@lru_cache(maxsize=4096)
def _of_label(label):
    return set(forms_in(label))


def _find(text, wanted):
    return Found(text, list(tokenize(text, wanted.keys())))


def _cut(found):
    """The stretch of the text with most of the words, from the start of a word to the end of one."""
    if len(found.text) <= SNIPPET:
        return found
    start = max(found.tokens, key=lambda first: (_words_near(found, first), -first.start)).start
    start = 0 if start < LEAD else found.text.rfind(" ", 0, start - LEAD // 2) + 1
    end = (
        len(found.text)
        if start + SNIPPET >= len(found.text)
        else found.text.rfind(" ", start + 1, start + SNIPPET)
    )
    end = end if end > start else start + SNIPPET
    head, tail = "… " if start else "", " …" if end < len(found.text) else ""
    shift = len(head) - start
    kept = [
        token._replace(start=token.start + shift, end=token.end + shift)
        for token in found.tokens
        if token.start >= start and token.end <= end
    ]
    return Found(f"{head}{found.text[start:end]}{tail}", kept)


def _words_near(found, first):
    return len(
        {token.stem for token in found.tokens if first.start <= token.start < first.start + SNIPPET - LEAD}
    )


def _pair(texts, second):
    return list(reversed(texts)) if second else texts
