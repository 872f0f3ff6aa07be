"""Atom feeds of the public journal: of the whole site, of one group, and of the groups of one field."""

from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import CharField
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deeds.hooks import PUBLIC
from deeds.models import Entry
from directory.models import Field, Group

IN_FEED = 50


class News(Feed):
    """Entries that everybody may read, the latest first, each leading to what it is about."""

    feed_type = Atom1Feed

    @property
    def language(self):
        return get_language()

    def title(self):
        return _("News of the groups")

    def subtitle(self):
        return _("What was listed, changed and decided.")

    def link(self):
        return settings.SITE_URL + reverse("home")

    def items(self):
        return readable(told())

    def item_title(self, item):
        return item[0].title

    def item_description(self, item):
        return ""

    def item_link(self, item):
        return settings.SITE_URL + item[1]

    def item_guid(self, item):
        return f"urn:uuid:{item[0].uuid}"

    def item_pubdate(self, item):
        return item[0].at

    item_updateddate = item_pubdate


class OfGroup(News):
    def get_object(self, request, slug):
        return get_object_or_404(Group.objects.visible_to(PUBLIC), slug=slug)

    def title(self, group):
        return group.name

    def subtitle(self, group):
        return group.summary

    def link(self, group):
        return settings.SITE_URL + group.get_absolute_url()

    def items(self, group):
        return readable(told().about(group))


class OfField(News):
    def get_object(self, request, code):
        return get_object_or_404(Field, code=code)

    def title(self, field):
        return str(field.title)

    def subtitle(self, field):
        return _("What was listed, changed and decided.")

    def link(self, field):
        return settings.SITE_URL + reverse("field", args=[field.code])

    def items(self, field):
        groups = Group.objects.visible_to(PUBLIC).filter(fields=field).annotate(key=Cast("pk", CharField()))
        of_groups = told().filter(subject_type="directory.group", subject_id__in=groups.values("key"))
        return readable(of_groups)


def told():
    """Public entries that are no mere upkeep, with their words."""
    entries = Entry.objects.visible_to(PUBLIC).filter(quiet=False, text__isnull=False)
    return entries.select_related("text").order_by("-pk")


def readable(entries):
    """(entry, address) of the latest whose subject has a page that everybody sees, in a fixed number of queries."""
    entries = list(entries[: 2 * IN_FEED])
    pages = pages_of(entries)
    found = [(entry, pages.get((entry.subject_type, entry.subject_id))) for entry in entries]
    return [(entry, page) for entry, page in found if page][:IN_FEED]


def pages_of(entries):
    """{(kind, id): address} of what entries are about, as far as it has a page that the public sees."""
    wanted = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_type].add(entry.subject_id)
    return {
        (kind, str(thing.pk)): thing.get_absolute_url()
        for kind, pks in wanted.items()
        for thing in shown(kind, pks)
    }


def shown(kind, pks):
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return []
    if not (hasattr(model, "get_absolute_url") and hasattr(model._default_manager, "visible_to")):
        return []
    return model._default_manager.visible_to(PUBLIC).filter(pk__in=pks)


@require_safe
def news(request):
    return News()(request)


@require_safe
def news_of_group(request, slug):
    return OfGroup()(request, slug=slug)


@require_safe
def news_of_field(request, code):
    return OfField()(request, code=code)
