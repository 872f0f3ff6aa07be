"""Requests and offers that everybody may know of and that take responses now, as Atom."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.exchange.models import Post

IN_FEED = 30


@require_safe
def exchange_feed(request):
    return Posts()(request)


class Posts(Feed):
    """Those opened last."""

    feed_type = Atom1Feed

    def title(self):
        return _("Exchange")

    def link(self):
        return settings.SITE_URL + reverse("exchange")

    def subtitle(self):
        return _("Requests and offers")

    @property
    def language(self):
        return get_language()

    def items(self):
        rows = Post.objects.public().taking().select_related("group", "area")
        return rows.order_by("-opened_at", "-pk")[:IN_FEED]

    def item_title(self, item):
        return f"{item.get_side_display()}: {item.title}"

    def item_description(self, item):
        return item.details

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}"

    def item_pubdate(self, item):
        return item.opened_at
