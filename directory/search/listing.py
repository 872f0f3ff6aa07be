"""The list by name from the database alone, for the time that the index cannot be read."""

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf

from directory.models import Answer, Card, Group, GroupAccess, Service, ServiceAccess
from directory.search import held
from directory.search.cards import cards_of


def page(what, request, audiences):
    """(count, page, card data) of what passes the filters, by name; the words of the query are left aside."""
    rows = _services(request, audiences) if what == "service" else _groups(request, audiences)
    count = rows.count()
    number = min(request.page, max(1, -(-count // request.page_size)))
    start = (number - 1) * request.page_size
    found = dict(
        rows.values_list("pk", "group" if what == "service" else "pk")[start : start + request.page_size]
    )
    return count, number, cards(what, found, audiences)


def cards(what, found, audiences):
    """Card data of {id: group id}, in this order: as kept, or made now where none is kept yet."""
    kept = {pk: card.data for pk, card in Card.objects.ready(what, list(found), audiences).items()}
    missing = {group for pk, group in found.items() if pk not in kept}
    for card in cards_of(held.read(missing)) if missing else ():
        if bool(card.service_id) == (what == "service"):
            kept.setdefault(card.service_id or card.group_id, card.data)
    return [kept[pk] for pk in found if pk in kept]


def _groups(request, audiences):
    rows = Group.objects.visible_to(audiences).listed()
    if request.access:
        rows = rows.filter(access_answers__feature__in=request.access, access_answers__answer=Answer.YES)
    return _by_name(_chosen(rows, request, ""), "name", request.lang)


def _services(request, audiences):
    rows = Service.objects.published().filter(group__in=Group.objects.visible_to(audiences).listed())
    if request.access:
        rows = rows.filter(_served(request.access))
    if request.age is not None:
        rows = rows.exclude(age_from__gt=request.age).exclude(age_to__lt=request.age)
    return _by_name(_chosen(rows, request, "group__"), "title", request.lang)


def _chosen(rows, request, to_group):
    if request.areas:
        rows = rows.filter(_in_areas(request.areas, to_group))
    if request.fields:
        wanted = request.fields
        field = f"{to_group}fields"
        rows = rows.filter(
            Q(**{f"{field}__in": wanted})
            | Q(**{f"{field}__parent__in": wanted})
            | Q(**{f"{field}__parent__parent__in": wanted})
        )
    if request.beneficiaries:
        codes = request.beneficiaries
        rows = rows.filter(Q(beneficiaries__in=codes) | Q(beneficiaries__domain__in=codes))
    if request.kinds:
        rows = rows.filter(**{f"{to_group}kind__in": request.kinds})
    if request.accepting:
        rows = rows.filter(**{f"{to_group}accepts_volunteers": True})
    return rows.distinct()


def _in_areas(codes, to_group):
    def lies(path):
        return Q(**{f"{path}__in": codes}) | Q(**{f"{path}__parent__in": codes})

    if not to_group:
        return lies("area")
    return lies("place") | (Q(place__isnull=True) & lies("group__area"))


def _served(features):
    """A service has what it, or where it says nothing its group, has confirmed."""
    served = Q()
    for feature in features:
        own = ServiceAccess.objects.filter(service=OuterRef("pk"), feature=feature)
        groups = GroupAccess.objects.filter(group=OuterRef("group"), feature=feature)
        inherited = Exists(groups.filter(answer=Answer.YES)) & ~Exists(own.filter(answer=Answer.NO))
        served |= Exists(own.filter(answer=Answer.YES)) | inherited
    return served


def _by_name(rows, name, lang):
    first, second = ("en", "ar") if lang == "en" else ("ar", "en")
    shown = Coalesce(NullIf(F(f"{name}_{first}"), Value("")), F(f"{name}_{second}"))
    return rows.annotate(shown_name=shown).order_by("shown_name", "pk")
