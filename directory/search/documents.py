"""From groups in the database to cards and to documents of the index."""

import re
from itertools import chain

import orjson
import tantivy

from directory.models import Answer, Card
from directory.search import held
from directory.search.analyzer import forms_in, spoken
from directory.search.cards import cards_of
from directory.search.grams import grams_of_names, run_of
from directory.search.index import code_of, columns
from directory.search.matching import has
from directory.search.skeleton import own_term, skeletons, whole

OLDEST, YOUNGEST = 150, 0
_MARKDOWN = re.compile(r"\]\([^)\s]*\)|[#*_`>\[\]|~]+")


def refresh(writer, group_ids):
    """Cards and documents of these groups become what the database says now; safe to repeat."""
    groups = held.read(group_ids)
    Card.objects.replace(group_ids, list(cards_of(groups)))
    for pk in group_ids:
        writer.delete_documents_by_term("group", str(pk))
    add(writer, groups)


def add(writer, groups):
    for group in groups:
        writer.add_document(group_document(group))
        for service in group.services:
            writer.add_document(service_document(service, group))


def group_document(group):
    row = group.row
    names = _filled(row.name_ar, row.name_en, *row.aliases)
    titles = [(service.row.title_ar, service.row.title_en) for service in group.services]
    texts = _filled(row.summary_ar, row.summary_en, plain(row.about_ar), plain(row.about_en))
    labels = _labels(group.fields, group.beneficiaries, _places(group.area))
    described = ((service.row.description_ar, service.row.description_en) for service in group.services)
    more = chain(*titles, *described, *group.lent, *group.achieved)
    document = _document("group", row.pk, row.pk, names, [*texts, *labels, *_filled(*more)])
    _add_owner(document, row)
    _add_order(document, row.pk, row.name_ar, row.name_en, row.listed_at)
    _add_codes(document, "area", (area.code for area in _places(group.area)))
    _add_codes(document, "field", _with_parents(group.fields))
    _add_codes(document, "beneficiary", _with_domains(group.beneficiaries))
    _add_codes(document, "access", _confirmed(group.access))
    _add_shown(document, names=names, services=titles, texts=texts, labels=labels)
    return document


def service_document(service, group):
    """A service stands where it is held, else where its group is; its group's access holds where it says nothing."""
    row, owner = service.row, group.row
    titles = _filled(row.title_ar, row.title_en)
    texts = _filled(row.description_ar, row.description_en)
    places = _places(service.place or group.area)
    labels = _labels(service.beneficiaries, places)
    owners = _filled(owner.name_ar, owner.name_en)
    document = _document("service", owner.pk, row.pk, titles, [*texts, *labels, *owners])
    _add_owner(document, owner)
    _add_order(document, row.pk, row.title_ar, row.title_en, owner.listed_at)
    document.add_unsigned("age_from", YOUNGEST if row.age_from is None else row.age_from)
    document.add_unsigned("age_to", OLDEST if row.age_to is None else row.age_to)
    _add_codes(document, "area", (area.code for area in places))
    _add_codes(document, "field", _with_parents(group.fields))
    _add_codes(document, "beneficiary", _with_domains(service.beneficiaries))
    _add_codes(document, "access", _confirmed(group.access, service.access))
    _add_shown(document, names=titles, services=[], texts=texts, labels=[*labels, *owners])
    return document


def text_document(what, text):
    """A text on a room's shelf (`shelf.Text`); its languages stand where a group's kind does."""
    titles, labels = _filled(text.title_ar, text.title_en), _labels(text.fields, text.beneficiaries)
    words = _filled(*text.words)
    document = _document(what, text.pk, text.pk, titles, [*words, *labels, *text.names])
    _add_order(document, text.pk, text.title_ar, text.title_en, text.at)
    _add_codes(document, "kind", text.languages)
    _add_codes(document, "area", [])
    _add_codes(document, "field", _with_parents(text.fields))
    _add_codes(document, "beneficiary", _with_domains(text.beneficiaries))
    _add_codes(document, "access", [])
    _add_shown(document, names=titles, services=[], texts=words, labels=[*labels, *text.names])
    return document


def plain(text):
    """Markdown without its signs, for search and snippets only."""
    return _MARKDOWN.sub(" ", text)


def sort_name(*names):
    """What a name is sorted by: the first of `names` that is filled, as folded; Arabic pages pass Arabic first."""
    place, name = next(((str(place), name) for place, name in enumerate(names) if name), ("9", ""))
    return place + " ".join(spoken(name)[0])[:80]


def _document(what, owner, pk, names, texts):
    document = tantivy.Document()
    document.add_text("what", what)
    document.add_text("group", str(owner))
    document.add_unsigned("pk", pk)
    listed = [*_add_words(document, what, "name", names), *_add_words(document, what, "text", texts)]
    document.add_text("has", " ".join(dict.fromkeys(listed)))
    document.add_text("grams", " ".join(grams_of_names(names)))
    document.add_text("skeleton", " ".join(_sounds(names)))
    return document


def _add_owner(document, group):
    _add_codes(document, "kind", [group.kind])
    document.add_text("accepting", "1" if group.accepts_volunteers else "0")


def _add_order(document, pk, name_ar, name_en, listed_at):
    """Values that lists are sorted by, made unique by the id so that any index gives the same order."""
    document.add_text("by_name_ar", f"{sort_name(name_ar, name_en)}\t{pk:012}")
    document.add_text("by_name_en", f"{sort_name(name_en, name_ar)}\t{pk:012}")
    listed = int(listed_at.timestamp()) if listed_at else 0
    document.add_unsigned("newest", listed << 24 | pk & 0xFFFFFF)


def _add_words(document, what, field, texts):
    """Both forms of the words; what the list that is asked without scores has of them."""
    words = [spoken(text) for text in texts]
    surfaces, stems = (
        (tuple(chain.from_iterable(forms)) for forms in zip(*words, strict=True)) if words else ((), ())
    )
    document.add_text(f"{field}_surface", " ".join(surfaces))
    document.add_text(f"{field}_stem", " ".join(stems))
    return has(what, surfaces, stems)


def _sounds(names):
    """How the words of the names sound, so that they are found in the other script."""
    words = [spoken(name)[0] for name in names]
    single = (own_term(surface, one) for name in words for surface in name for one in skeletons(surface))
    run = (own_term(name[0], one) for name in words if len(name) > 1 for one in whole(name))
    return dict.fromkeys(chain(single, run))


def _add_codes(document, facet, codes):
    """All where they are sought; one to a column, and with those of other facets, where they are counted."""
    codes = sorted(set(codes))
    for code in codes:
        document.add_text(facet, code)
        document.add_text("codes", code_of(facet, code))
    *single, more = columns(facet)
    for place, column in enumerate(single):
        document.add_text(column, codes[place] if place < len(codes) else "")
    for code in codes[len(single) :] or [""]:
        document.add_text(more, code)


def _add_shown(document, names, services, texts, labels):
    """What tells why it was found: each text of its own with its forms, labels bare, for many groups have them."""
    parts = {
        "names": [_read(name) for name in names],
        "runs": [run_of(name) for name in names],
        "services": [[_read(title) for title in titles] for titles in services],
        "texts": [_read(text) for text in texts],
        "labels": labels,
    }
    document.add_bytes("shown", orjson.dumps(parts))


def _read(text):
    return [text, " ".join(forms_in(text))]


def _filled(*texts):
    return [text for text in texts if text]


def _labels(*terms):
    return [title for term in chain(*terms) for title in (term.title_ar, term.title_en)]


def _places(area):
    return [place for place in (area, area and area.parent) if place]


def _with_parents(fields):
    """A group in a narrow field is found under the wider ones too."""
    for field in fields:
        while field:
            yield field.code
            field = field.parent


def _with_domains(beneficiaries):
    for beneficiary in beneficiaries:
        yield beneficiary.code
        if beneficiary.domain:
            yield beneficiary.domain


def _confirmed(*answers):
    """Features that are answered with yes; the last who answers decides."""
    known = {
        feature: answer for own in answers for feature, answer in own.items() if answer != Answer.UNKNOWN
    }
    return [feature for feature, answer in known.items() if answer == Answer.YES]
