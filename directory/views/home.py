"""The first page: who can help near you, and the ways in."""

from django.db.models import Count, F, Prefetch, Q
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deeds.hooks import home_of
from directory.models import Achievement, Area, Beneficiary, Card, Group, Photo, Service, Standing
from directory.search.query import Hit

LATEST_ACHIEVEMENTS = 3
LATEST_GROUPS = 4


@require_safe
def home(request):
    context = {
        "areas": Area.objects.filter(parent__isnull=True),
        "topics": topics(),
        "parts": home_of(),
        "achievements": latest_achievements(),
        "hits": [Hit(card) for card in latest_cards(request.audiences)],
        "groups": Group.objects.listed().count(),
        "services": Service.objects.published().filter(group__standing=Standing.LISTED).count(),
        "today": timezone.localdate(),
    }
    return render(request, "directory/home.html", context)


def topics():
    """The eight topics in people's words, with how many services each has."""
    shown = Q(services__published=True, services__group__standing=Standing.LISTED)
    rows = Beneficiary.objects.filter(topic__isnull=False).order_by("topic")
    return rows.annotate(services_shown=Count("services", filter=shown, distinct=True))


def latest_achievements():
    rows = Achievement.objects.filter(group__standing=Standing.LISTED, happened_on__lte=timezone.localdate())
    photos = Prefetch("photos", Photo.objects.public().without_children(), to_attr="shown_photos")
    return rows.select_related("group").prefetch_related(photos)[:LATEST_ACHIEVEMENTS]


def latest_cards(audiences):
    """Cards of the groups that were listed or confirmed last; an unclaimed one confirmed nothing, so it waits."""
    listed_on = TruncDate("group__listed_at")
    latest = Greatest(Coalesce(listed_on, "group__confirmed_on"), Coalesce("group__confirmed_on", listed_on))
    rows = Card.objects.visible_to(audiences).filter(service__isnull=True, group__claimed_at__isnull=False)
    rows = rows.annotate(latest=latest).order_by(F("latest").desc(nulls_last=True), "group_id")
    return rows.values_list("data", flat=True)[:LATEST_GROUPS]
