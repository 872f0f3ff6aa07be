"""/hsds/: organizations, services and taxonomies, in pages as the HSDS API has them."""

from dataclasses import replace
from datetime import datetime
from itertools import count
from math import ceil
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response

from api.hsds import offered, organizations, taxonomies
from api.pagination import MOST, PAGE_SIZE, check_page
from api.reading import Reading
from api.renderers import JSONRenderer, dumps
from directory.search.query import SearchRequest, search_groups, search_services

OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/"
NARROWING = ("organization_id", "taxonomy_term_id", "taxonomy_id", "modified_after")
AT_ONCE = 500  # rows that are read together where all are asked for


class Lines(BaseRenderer):
    """A JSON object a line; what is no list of them, like a problem, is one line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"".join(dumps(row) + b"\n" for row in ([data] if isinstance(data, dict) else data or ()))


@extend_schema(exclude=True)
class HSDS(Reading):
    """What the resources share: how they are asked, and how a page looks."""

    renderer_classes = (JSONRenderer, Lines)

    def wants(self, name):
        return self.request.query_params.get(name, "").lower() in {"true", "1"}

    def asked(self, name):
        return self.request.query_params.get(name, "").replace("\0", "") or None

    def page(self, rows, show, search=None, narrowed=False):
        """A page of rows, or of what the search finds among them; of `narrowed` rows it finds more than there are."""
        number, size = check_page(self.request), self.per_page()
        words = self.asked("search") if search else None
        if self.request.accepted_renderer.format == Lines.format:
            return Response(map(show, self.all_found(rows, search, words) if words else one_by_one(rows)))
        if words and narrowed:
            rows, words = list(self.all_found(rows, search, words)), None
        if words:
            rows, total = self.found(rows, search, words, number, size)
        else:
            total = rows.count() if hasattr(rows, "filter") else len(rows)
            rows = rows[(number - 1) * size : number * size]
        return Response(page_of([show(row) for row in rows], total, number, size))

    def per_page(self):
        typed = self.request.query_params.get("per_page", "")
        known = typed.isascii() and typed.isdecimal() and len(typed) < 6
        return min(max(int(typed), 1), MOST) if known else PAGE_SIZE

    def found(self, rows, search, words, number, size):
        asked = replace(SearchRequest(q=words[:200], lang=get_language()), page=number, page_size=size)
        results = search(asked, self.audiences)
        exact = results.hits if results.related_from is None else results.hits[: results.related_from]
        order = [hit.card["pk"] for hit in exact]
        there = {row.pk: row for row in rows.filter(pk__in=order)}
        return [there[pk] for pk in order if pk in there], results.count

    def all_found(self, rows, search, words):
        for number in count(1):
            found, total = self.found(rows, search, words, number, MOST)
            yield from found
            if number * MOST >= total:
                return

    def one(self, rows, uuid, show):
        row = rows.filter(uuid=uuid).first()
        if row is None:
            raise Http404
        return Response(show(row))


class About(HSDS):
    def get(self, request):
        return Response({"version": "3.0", "profile": PROFILE, "openapi_url": OPENAPI})


class Organizations(HSDS):
    def get(self, request):
        rows = organizations.seen_by(self.audiences)
        show = self.whole if self.wants("full") or self.wants("full_service") else organizations.basic
        return self.page(rows, show, search_groups)

    def whole(self, group):
        show = offered.whole if self.wants("full_service") else offered.basic
        return organizations.whole(group, [show(service, group) for service in group.services.all()])


class Organization(Organizations):
    def get(self, request, uuid):
        return self.one(organizations.seen_by(self.audiences), uuid, self.whole)


class Services(HSDS):
    def get(self, request):
        rows = self.narrowed(offered.seen_by(self.audiences))
        if self.wants("minimal"):
            return Response(minimal(rows))
        show = offered.whole if self.wants("full") else offered.basic
        return self.page(rows, show, search_services, narrowed=any(map(self.asked, NARROWING)))

    def narrowed(self, rows):
        if owner := self.asked("organization_id"):
            rows = rows.filter(group__uuid=uuid_of("organization_id", owner))
        if term := self.asked("taxonomy_term_id"):
            rows = rows.filter(beneficiaries=taxonomies.codes_of(term).get("beneficiaries", ""))
        if taxonomy := self.asked("taxonomy_id"):
            known = taxonomy == taxonomies.taxonomy("beneficiaries")["id"]
            rows = rows.filter(beneficiaries__isnull=False).distinct() if known else rows.none()
        if since := self.asked("modified_after"):
            rows = rows.filter(updated_at__gte=moment_of("modified_after", since))
        return rows


class Service(HSDS):
    def get(self, request, uuid):
        return self.one(offered.seen_by(self.audiences), uuid, offered.whole)


class ServicesAtLocations(Services):
    """Services that say where they are: one location each."""

    def get(self, request):
        show = offered.whole_at_location if self.wants("full") else offered.there
        return self.page(self.narrowed(offered.placed(self.audiences)), show, search_services, narrowed=True)


class ServiceAtLocation(HSDS):
    def get(self, request, uuid):
        rows = offered.placed(self.audiences)
        service = offered.service_of(uuid, rows.order_by().values_list("uuid", flat=True))
        return self.one(rows, service, offered.whole_at_location)


class Taxonomies(HSDS):
    def get(self, request):
        return self.page(taxonomies.saying(self.asked("search"), taxonomies.every()), dict)


class Taxonomy(HSDS):
    def get(self, request, uuid):
        return the_one(taxonomies.every(), uuid)


class Terms(HSDS):
    def get(self, request):
        found = taxonomies.terms(self.asked("taxonomy_id"), self.asked("parent_id"), self.wants("top_only"))
        return self.page(taxonomies.saying(self.asked("search"), found), dict)


class Term(HSDS):
    def get(self, request, uuid):
        return the_one(taxonomies.terms(), uuid)


def page_of(contents, total, number, size):
    """NotFound for a page after the last."""
    pages = max(ceil(total / size), 1)
    if number > pages:
        raise NotFound(_("There is no such page."))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not contents,
        "contents": contents,
    }


def one_by_one(rows):
    return rows.iterator(chunk_size=AT_ONCE) if hasattr(rows, "iterator") else rows


def minimal(rows):
    """Ids and days of change of all services in one page, beside the two names that the schema wants."""
    bare = rows.select_related(None).prefetch_related(None)
    contents = [offered.barely(one) for one in bare.only("uuid", "updated_at", "title_ar", "title_en")]
    return page_of(contents, len(contents), 1, max(len(contents), 1))


def the_one(rows, uuid):
    found = next((row for row in rows if row["id"] == str(uuid)), None)
    if found is None:
        raise Http404
    return Response(found)


def uuid_of(name, typed):
    try:
        return UUID(typed)
    except ValueError as error:
        raise ValidationError({name: [_("This is no UUID.")]}) from error


def moment_of(name, typed):
    """A moment, or the beginning of a day; without a zone it is the site's."""
    try:
        day = parse_date(typed)
        begin = datetime(day.year, day.month, day.day) if day else None
        moment = parse_datetime(typed) or begin
    except ValueError:
        moment = None
    if moment is None:
        raise ValidationError({name: [_("This is no moment, like 2026-11-28T12:00:00Z.")]})
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
