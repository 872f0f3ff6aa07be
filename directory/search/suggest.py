"""What a person may be typing: names of groups and services, fields of work and places that begin like it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from deeds import hooks
from directory.bilingual import pick
from directory.models import Card
from directory.search import ranking
from directory.search.analyzer import analyze
from directory.search.asked import LONGEST_QUERY, SearchRequest
from directory.search.index import IndexDown, searcher
from directory.search.vocabulary import Vocabulary

MOST = 8
SHORTEST = 2
SHARES = {"group": 4, "service": 2, "field": 2, "area": 2}


@dataclass(frozen=True)
class Suggestion:
    """One line below the search field; `kind` is group, service, field or area."""

    kind: str
    label: str
    url: str


def suggest(q, lang):
    """At most eight, public ones only; none below two letters. Words before the last one count as typed whole."""
    tokens = analyze(q[:LONGEST_QUERY])
    if not tokens or len(tokens[-1].surface) < SHORTEST:
        return []
    with override(lang):
        found = [*_names("group", tokens, lang), *_names("service", tokens, lang), *_words(tokens, lang)]
    return found[:MOST]


def _names(what, tokens, lang):
    try:
        view = searcher()
        query = ranking.only(ranking.named_like(tokens), ranking.filters(what, SearchRequest()))
        addresses = [address for _, address in view.search(query, limit=SHARES[what]).hits]
        pks = view.fast_field_values("pk", addresses)
    except (IndexDown, OSError, ValueError):
        return []
    cards = Card.objects.visible_to(hooks.PUBLIC).of(what, pks)
    return [_name(what, cards[pk], lang) for pk in pks if pk in cards]


def _name(what, card, lang):
    if what == "group":
        label = pick(card["name_ar"], card["name_en"], lang)
        return Suggestion(what, label, reverse("group", args=[card["slug"]]))
    label = pick(card["title_ar"], card["title_en"], lang)
    page = reverse("group", args=[card["group"]["slug"]])
    return Suggestion(what, label, f"{page}#service-{card['id']}")


def _words(tokens, lang):
    vocabulary = Vocabulary.load()
    for facet, url in (("field", _field_url), ("area", _area_url)):
        fitting = [word for word in vocabulary.of(facet) if _begins(word, tokens)]
        for word in fitting[: SHARES[facet]]:
            yield Suggestion(facet, pick(word.label_ar, word.label_en, lang), url(word.code))


def _begins(word, tokens):
    """The last token begins a word of the label, also behind its article; the others stand in it."""
    *whole, last = (token.surface for token in tokens)
    surfaces = {token.surface for token in analyze(f"{word.label_ar} {word.label_en}")}
    return surfaces.issuperset(whole) and any(surface.startswith((last, f"ال{last}")) for surface in surfaces)


def _field_url(code):
    return reverse("field", args=[code])


def _area_url(code):
    return f"{reverse('groups')}?area={code}"
