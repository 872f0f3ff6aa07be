"""What every page is drawn with: icons, rooms, links that keep the query, texts that know their language."""

import re
from copy import copy
from functools import lru_cache
from urllib.parse import quote_plus

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import get_language

from deeds import hooks
from directory.bilingual import Text, pick
from directory.markdown import to_html
from directory.models import Domain
from directory.search.asked import LONGEST_QUERY

register = template.Library()

GENERIC = re.compile(r"^(فريق|مجموعة|مبادرة|جمعية|نادي|the|group|team)\s+", re.IGNORECASE)
ARABIC = re.compile("[\u0600-\u06ff]")
ARTICLE = re.compile(r"^ال(?=\w{2})")

quoted = lru_cache(maxsize=2048)(quote_plus)  # a list links to itself with every one of its choices


@register.simple_tag
def icon(name, extra=""):
    """One icon of the sprite, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        extra,
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def rooms(context):
    """The rooms that exist for this reader, in order: url, label, short, icon, current ("page", "true" or "")."""
    request = context.get("request")
    audiences = getattr(request, "audiences", hooks.PUBLIC)
    found = [item for room in hooks.rooms_of(audiences) if (item := item_of(room, request))]
    for other in sorted(found, key=lambda item: -item["length"])[1:]:
        other["current"] = ""
    return found


def item_of(room, request):
    """A Room as its item here; None where its address is not mounted. `length` says how closely it fits the path."""
    try:
        url = reverse(room.name)
    except NoReverseMatch:  # an embedded page mounts less than the site
        return None
    path = getattr(request, "path", "")
    inner = re.match(r"/\w+/(?:" + room.inside + ")", path) if room.inside else None
    fits = inner[0] if inner else url if path.startswith(url) else ""
    current = "page" if path == url else "true" if fits else ""
    return {"url": url, "label": room.label, "short": room.short, "icon": room.icon, "current": current,
            "length": len(fits)}  # fmt: skip


@register.simple_tag(takes_context=True)
def toggled(context, name, value):
    """This page's address with one value of a filter added, or removed when it is chosen."""
    query = copy(context["request"].GET)
    query.pop("page", None)
    values = query.getlist(name)
    query.setlist(name, [v for v in values if v != value] if value in values else [*values, value])
    return address(context["request"].path, query)


@register.simple_tag(takes_context=True)
def without(context, *names):
    """This page's address without these parameters."""
    query = context["request"].GET.copy()
    for name in (*names, "page"):
        query.pop(name, None)
    return address(context["request"].path, query)


@register.simple_tag(takes_context=True)
def with_page(context, number):
    query = context["request"].GET.copy()
    query["page"] = number
    return address(context["request"].path, query)


@register.simple_tag(takes_context=True)
def with_words(context, words):
    """This page's address with other words in the search field."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["q"] = words
    return address(context["request"].path, query)


@register.simple_tag(takes_context=True)
def embedded_list(context, field=""):
    """The address of this list for a frame on another site; `field` and whoever takes volunteers stand in the path."""
    query = context["request"].GET.copy()
    for name in ("page", "page_size", "list"):
        query.pop(name, None)
    if field:
        query["field"] = field
    if context["asked"].accepting:
        query["accepting"] = "1"
    return address(reverse("embed_groups", args=[get_language()]), query)


@register.simple_tag(takes_context=True)
def with_sort(context, order):
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["sort"] = order
    return address(context["request"].path, query)


def address(path, query):
    """No empty parameters, so that one page has one address; no more of a value than is ever read."""
    kept = [
        f"{quoted(name)}={quoted(str(value)[:LONGEST_QUERY])}"
        for name, values in query.lists()
        for value in values
        if value
    ]
    return f"{path}?{'&'.join(kept)}" if kept else path


@register.filter
def pair(row, name):
    """`{{ card|pair:"name" }}`: the reader's language of a pair kept in JSON, as Text."""
    return pick(row.get(f"{name}_ar"), row.get(f"{name}_en")) if row else Text()


@register.filter
def label(term):
    """The label of a term kept in JSON as {code, ar, en}, or of a FacetValue; of none, nothing."""
    if not term:
        return Text()
    if isinstance(term, dict):
        return pick(term.get("ar"), term.get("en"))
    return pick(term.label_ar, term.label_en)


@register.filter
def foreign(text):
    """`lang` for a text that is not in the page's language: ` lang="en"`, else nothing."""
    lang = getattr(text, "lang", "")
    return format_html(' lang="{}"', lang) if lang and not (get_language() or "ar").startswith(lang) else ""


@register.filter
def passage(text):
    """`lang` and `dir` for a longer text that is not in the page's language."""
    attribute = foreign(text)
    return format_html('{} dir="{}"', attribute, text.dir) if attribute else ""


@register.filter
def guessed(text):
    """`lang` and `dir` for a stretch of a text that lost its language on the way, told by its letters."""
    lang = "ar" if ARABIC.search(text) else "en"
    own = (get_language() or "ar").startswith(lang)
    return "" if own else format_html(' lang="{}" dir="{}"', lang, "rtl" if lang == "ar" else "ltr")


@register.filter
def name(text):
    """A name by its owners, isolated from the sentence around it."""
    return format_html("<bdi{}>{}</bdi>", foreign(text), text)


@register.filter
def initial(text):
    """The letter that stands for a name; words that every group's name begins with are passed over."""
    rest = GENERIC.sub("", str(text).strip()) or str(text).strip()
    return ARTICLE.sub("", rest)[:1].upper()


@register.filter
def markdown(text):
    return to_html(str(text))


@register.simple_tag(takes_context=True)
def in_place(context, code):
    """The same question asked in another place."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["area"] = code
    return address(context["request"].path, query)


@register.simple_tag
def open_values(values):
    """What can still be chosen in a facet, most groups first; people's words before the six difficulties.

    The chosen stand apart, and the sections of the classification of fields (one letter) are too wide to help.
    """
    values = [value for value in values or [] if not value.chosen and len(value.code) > 1]
    return sorted(values, key=lambda value: (value.code in Domain.values, -value.count))


TAGS_ROOM = 42


@register.filter
def few(terms):
    """(the first terms that a card has room for, at most three; how many more there are)."""
    shown, room = [], TAGS_ROOM
    for term in terms[:3]:
        room -= len(label(term)) + 5
        if shown and room < 0:
            break
        shown.append(term)
    return shown, len(terms) - len(shown)


@register.filter
def bare_address(url):
    """A web address as people say it: without https:// and the last slash."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


@register.filter
def digits(value):
    """A telephone number as links need it."""
    return re.sub(r"[^\d+]", "", value)


@register.filter
def network_icon(network):
    return {"instagram": "instagram", "whatsapp": "whatsapp", "x": "twitter-x", "youtube": "youtube",
            "facebook": "facebook"}.get(network, "globe2")  # fmt: skip


@register.filter
def unlocalised(number):
    """A number for machines: no thousands separator."""
    return str(number)
