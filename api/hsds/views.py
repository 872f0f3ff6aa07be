"""/hsds/: organizations, services and taxonomies, in pages as the HSDS API has them."""

from dataclasses import replace
from datetime import datetime
from math import ceil
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response

from api.hsds import offered, organizations, taxonomies
from api.pagination import MOST, PAGE_SIZE, check_page
from api.reading import Reading
from directory.search.query import SearchRequest, search_groups, search_services

OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/"


@extend_schema(exclude=True)
class HSDS(Reading):
    """What the resources share: how they are asked, and how a page looks."""

    def wants(self, name):
        return self.request.query_params.get(name, "").lower() in {"true", "1"}

    def asked(self, name):
        return self.request.query_params.get(name, "").replace("\0", "") or None

    def page(self, rows, show, search=None):
        """A page of rows, or of what the search finds among them."""
        number, size = check_page(self.request), self.per_page()
        words = self.asked("search")
        if words and search:
            rows, total = self.found(rows, search, words, number, size)
        else:
            total = rows.count() if hasattr(rows, "filter") else len(rows)
            rows = rows[(number - 1) * size : number * size]
        pages = max(ceil(total / size), 1)
        if number > pages:
            raise NotFound(_("There is no such page."))
        contents = [show(row) for row in rows]
        return Response(
            {
                "total_items": total,
                "total_pages": pages,
                "page_number": number,
                "size": len(contents),
                "first_page": number == 1,
                "last_page": number == pages,
                "empty": not contents,
                "contents": contents,
            }
        )

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
        show = offered.whole if self.wants("full") else offered.basic
        return self.page(self.narrowed(offered.seen_by(self.audiences)), show, search_services)

    def narrowed(self, rows):
        if owner := self.asked("organization_id"):
            rows = rows.filter(group__uuid=uuid_of("organization_id", owner))
        if term := self.asked("taxonomy_term_id"):
            rows = rows.filter(beneficiaries=taxonomies.codes_of(term).get("beneficiaries", ""))
        if since := self.asked("modified_after"):
            rows = rows.filter(updated_at__gte=moment_of("modified_after", since))
        return rows


class Service(HSDS):
    def get(self, request, uuid):
        return self.one(offered.seen_by(self.audiences), uuid, offered.whole)


class Taxonomies(HSDS):
    def get(self, request):
        return self.page(taxonomies.every(), dict)


class Taxonomy(HSDS):
    def get(self, request, uuid):
        return the_one(taxonomies.every(), uuid)


class Terms(HSDS):
    def get(self, request):
        found = taxonomies.terms(self.asked("taxonomy_id"), self.asked("parent_id"), self.wants("top_only"))
        return self.page(found, dict)


class Term(HSDS):
    def get(self, request, uuid):
        return the_one(taxonomies.terms(), uuid)


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
