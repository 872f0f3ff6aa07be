"""What followed searches find among groups that changed: the engine of the pages answers, each search once."""

import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.http import QueryDict

from directory.models import Follow, Service
from directory.search.index import IndexDown
from directory.search.query import SearchRequest, ids_among

Search = tuple[str, str]
logger = logging.getLogger("multaqa.search")


def found_among(
    groups: Collection[int], searches: Collection[Search]
) -> dict[Search, dict[int, datetime | None]]:
    """{search: {group: when the newest found service of it changed, None in lists of groups}}; one query for all.

    A search is (list, query) as a Follow keeps it. Without an index searches find nothing.
    """
    try:
        ids = ids_among([asked(listing, query) for listing, query in searches], groups)
    except (IndexDown, OSError, ValueError) as error:
        logger.warning("followed searches are left out: %s", error)
        return {search: {} for search in searches}
    found = dict(zip(searches, ids, strict=True))
    owners = owners_of({pk for search, pks in found.items() if is_of_services(search) for pk in pks})
    return {
        search: newest(owners[pk] for pk in pks if pk in owners)
        if is_of_services(search)
        else dict.fromkeys(pks)
        for search, pks in found.items()
    }


def is_of_services(search):
    return search[0] == Follow.List.SERVICES


def asked(listing, query):
    """(group or service, the SearchRequest) of a followed search."""
    request = SearchRequest.from_querydict(QueryDict(query))
    if listing == Follow.List.SERVICES:
        return "service", request
    return "group", replace(request, accepting=request.accepting or listing == Follow.List.VOLUNTEER)


def owners_of(services):
    """{service: (its group, when it last changed)}"""
    rows = Service.objects.filter(pk__in=services) if services else Service.objects.none()
    return {pk: (group, at) for pk, group, at in rows.order_by().values_list("pk", "group", "updated_at")}


def newest(changes):
    """{group: the last of its changes}"""
    found: dict[int, list[datetime]] = defaultdict(list)
    for group, at in changes:
        found[group].append(at)
    return {group: max(moments) for group, moments in found.items()}
