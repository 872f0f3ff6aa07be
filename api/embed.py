"""/embed/: a card of one group, or a list of groups, in a frame on anybody's own site.

The same for everybody: no session, no cookie, no form, and links that leave the frame. Only these pages of the
site may be framed.
"""

from dataclasses import replace
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from api.reading import FRESH_SECONDS
from deeds.hooks import PUBLIC
from directory.models import Group
from directory.search import listing
from directory.search.query import SearchRequest, search_groups
from directory.templatetags.face import address

IN_LIST, MOST_IN_LIST = 10, 50


def framed(view):
    """A page that any site may frame, in the language of its address."""

    @require_safe
    @xframe_options_exempt
    @csp_replace({"frame-ancestors": ["*"], "form-action": [NONE]})
    @cache_control(public=True, max_age=FRESH_SECONDS)
    @conditional_page
    @wraps(view)
    def shown(request, **parameters):
        lang = parameters.pop("lang")
        with override(lang):
            response = view(request, **parameters)
            response.headers["Content-Language"] = lang
            response.same_for_all = True
        return response

    return shown


@framed
def group(request, slug):
    """A listed group's card; the same polite sentence for one that is hidden and one that never was."""
    pks = Group.objects.visible_to(PUBLIC).listed().filter(slug=slug).values_list("pk", flat=True)
    cards = listing.cards("group", {pk: pk for pk in pks}, PUBLIC)
    if not cards:
        return page("embed/nothing.html", status=404)
    return page("embed/group.html", {"card": cards[0]})


@framed
def groups(request):
    """What the directory's list finds exactly, by the same parameters and `limit`; the rest by a link."""
    asked = SearchRequest.from_querydict(request.GET, get_language())
    results = search_groups(replace(asked, page=1, page_size=limit_of(request)), PUBLIC)
    found = results.hits[: results.related_from]
    query = request.GET.copy()
    query.pop("limit", None)
    everything = address(reverse("groups"), query)
    return page("embed/groups.html", {"cards": [hit.card for hit in found], "everything": everything})


def limit_of(request):
    """How many groups a list may show; an odd value counts as absent."""
    typed = request.GET.get("limit", "")
    known = typed.isascii() and typed.isdecimal() and len(typed) < 6
    return min(int(typed) or IN_LIST, MOST_IN_LIST) if known else IN_LIST


def page(template, context=(), status=200):
    """Rendered without the request: nothing of who asks can get into it."""
    name = settings.SITE_NAME[get_language()]
    words = {"site": {"name": name, "url": settings.SITE_URL}} | dict(context)
    return HttpResponse(render_to_string(template, words), status=status)
