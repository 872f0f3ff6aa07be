"""Lists that answer a question: services, groups, a field of work, groups that take volunteers."""

from dataclasses import replace

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from directory.models import Area, Contact, Field, Group, Miss
from directory.search.query import SearchRequest, search_groups, search_services
from directory.templatetags.face import address
from directory.views.ways import chips_of, nearest, ways_out


@require_safe
@vary_on_headers("HX-Request")
def groups(request):
    asked = SearchRequest.from_querydict(request.GET, get_language())
    results = search_groups(asked, request.audiences)
    context = listed(asked, results) | {
        "what": "group",
        "listing": "groups",
        "total": Group.objects.listed().count(),
    }
    note_miss(asked, results)
    if nothing_exact(results):
        context["ways"] = ways_out(asked, results, search_groups, request)
    return answer(request, "directory/groups.html", context)


@require_safe
@vary_on_headers("HX-Request")
def services(request):
    asked = SearchRequest.from_querydict(request.GET, get_language())
    results = search_services(asked, request.audiences)
    context = listed(asked, results) | {"what": "service", "listing": "services", "places": places()}
    context["place_chosen"] = asked.areas[0] if asked.areas else ""
    context["ticked"] = [chip for chip in context["ticked"] if chip.code != context["place_chosen"]]
    note_miss(asked, results)
    if nothing_exact(results):
        context["ways"] = ways_out(asked, results, search_services, request)
        context["nearest"] = nearest(asked, results)
    return answer(request, "directory/services.html", context)


@require_safe
@vary_on_headers("HX-Request")
def field(request, code):
    """Groups of one field of work; the other filters stay open."""
    row = get_object_or_404(Field, code=code)
    asked = replace(SearchRequest.from_querydict(request.GET, get_language()), fields=(row.code,))
    results = search_groups(asked, request.audiences)
    context = listed(asked, results) | {
        "what": "group",
        "field": row,
        "total": Group.objects.listed().count(),
    }
    for name in ("chips", "ticked"):
        context[name] = [chip for chip in context[name] if chip.name != "field"]
    return answer(request, "directory/field.html", context)


@require_safe
@vary_on_headers("HX-Request")
def volunteer(request):
    """Groups that take volunteers, with what each of them lets everybody see of its contacts."""
    asked = replace(SearchRequest.from_querydict(request.GET, get_language()), accepting=True)
    results = search_groups(asked, request.audiences)
    contacts: dict[int, list] = {}
    pks = [hit.card["pk"] for hit in results.hits]
    for contact in Contact.objects.filter(group__in=pks, audience=Contact.Audience.PUBLIC):
        contacts.setdefault(contact.group_id, []).append(contact)
    rows = [(hit, contacts.get(hit.card["pk"], [])) for hit in results.hits]
    context = listed(asked, results) | {"what": "volunteer", "listing": "volunteer", "rows": rows}
    for name in ("chips", "ticked"):
        context[name] = [chip for chip in context[name] if chip.name != "accepting"]
    return answer(request, "directory/volunteer.html", context)


def listed(asked, results):
    """What every list shows around its cards."""
    chips = chips_of(asked, results)
    return {
        "asked": asked,
        "results": results,
        "hits": results.hits[: results.related_from],
        "related": [] if results.related_from is None else results.hits[results.related_from :],
        "chips": chips,
        "ticked": [chip for chip in chips if chip.name != "age"],
        "only_place": next((chip.label for chip in chips if chip.name == "area"), "")
        if len(asked.areas) == 1
        else "",
        "chosen_areas": asked.areas,
        "offers_place": results.place and results.place.code not in asked.areas,
    }


def nothing_exact(results):
    return results.count == 0 and not results.index_down


def note_miss(asked, results):
    """Counts the words that nothing has, not the person: all of them where nothing has every word.

    A list that a filter has emptied says nothing about its words.
    """
    words = results.words if nothing_exact(results) else results.unheard
    filtered = (asked.fields, asked.beneficiaries, asked.access, asked.kinds, asked.accepting, asked.age)
    if words and asked.page == 1 and not any(filtered):
        place = results.place.governorate_code if results.place else "".join(asked.areas[:1])[:5]
        Miss.objects.note(words, place)


def places():
    """Governorates, each with its places, for one select."""
    areas = list(Area.objects.all())
    tops = [area for area in areas if not area.parent_id]
    return [(top, [area for area in areas if area.parent_id == top.code]) for top in tops]


def answer(request, template, context):
    """The page; to htmx only its list, and the address without empty parameters for the bar."""
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, template, context)
    return push_url(render(request, "directory/_list.html", context), address(request.path, request.GET))
