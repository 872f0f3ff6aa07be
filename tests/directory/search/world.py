"""A small directory for the search tests: the words it is sorted by, and groups in one line each."""

from itertools import count

from django.utils import timezone

from directory.models import AccessFeature, Area, Beneficiary, Field, Group, GroupAccess, Service, Standing
from directory.search import build
from directory.search.query import SearchRequest, search_groups, search_services

PUBLIC = frozenset({"public"})
_numbers = count(1)


def make_words():
    """Two governorates with a place each, two fields one inside the other, three beneficiaries, two features."""
    hawalli = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli", position=1)
    capital = Area.objects.create(code="KW-KU", title_ar="العاصمة", title_en="Capital", position=2)
    Area.objects.create(
        code="KW-HA-salmiya",
        title_ar="السالمية",
        title_en="Salmiya",
        parent=hawalli,
        aliases=["سالمية", "Salmiyah"],
    )
    Area.objects.create(code="KW-KU-sharq", title_ar="شرق", title_en="Sharq", parent=capital)
    services = Field.objects.create(code="D10", title_ar="الخدمات الاجتماعية", title_en="Social services")
    Field.objects.create(
        code="D13",
        title_ar="خدمات للأشخاص ذوي الإعاقة",
        title_en="Services for people with disabilities",
        parent=services,
    )
    Beneficiary.objects.create(code="autism", title_ar="التوحد", title_en="Autism", domain="communication")
    Beneficiary.objects.create(code="deaf", title_ar="الصم وضعاف السمع", title_en="Deaf", domain="hearing")
    Beneficiary.objects.create(code="youth", title_ar="الشباب", title_en="Youth")
    AccessFeature.objects.create(code="sign_language", title_ar="لغة الإشارة", title_en="Sign language")
    AccessFeature.objects.create(code="step_free", title_ar="بلا درج", title_en="Step-free")


def make_group(*, fields=(), beneficiaries=(), access=None, services=(), **columns):
    """A listed group; `access` is {feature: answer}, `services` are dicts of their columns."""
    defaults = {"slug": f"group-{next(_numbers)}", "standing": Standing.LISTED, "listed_at": timezone.now()}
    if not {"name_ar", "name_en"} & columns.keys():
        defaults["name_en"] = "Nameless"
    group = Group.objects.create(**defaults | columns)
    group.fields.set(fields)
    group.beneficiaries.set(beneficiaries)
    for feature, answer in (access or {}).items():
        day = None if answer == "unknown" else timezone.localdate()
        GroupAccess.objects.create(group=group, feature_id=feature, answer=answer, confirmed_on=day)
    for service in services:
        make_service(group, **service)
    return group


def make_service(group, *, beneficiaries=(), **columns):
    service = Service.objects.create(group=group, **{"title_en": "Help"} | columns)
    service.beneficiaries.set(beneficiaries)
    return service


def index_all():
    build.rebuild()


def found(q="", who=PUBLIC, **asked):
    return search_groups(SearchRequest(q=q, **asked), who)


def found_services(q="", who=PUBLIC, **asked):
    return search_services(SearchRequest(q=q, **asked), who)


def slugs(results):
    return [hit.card["slug"] for hit in results.hits]


def exact(results):
    """Slugs of the groups that match every word."""
    return {hit.card["slug"] for hit in results.hits if not hit.near}


def counts(results, facet):
    return {value.code: value.count for value in results.facets[facet]}
