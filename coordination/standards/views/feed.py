"""What becomes of standards, as Atom: asked about, adopted, replaced, no longer in use."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.standards.models import Standard

IN_FEED = 30


@require_safe
def standards_feed(request):
    return Standards()(request)


class Standards(Feed):
    """The versions that moved last."""

    feed_type = Atom1Feed

    def title(self):
        return _("Standards")

    def link(self):
        return settings.SITE_URL + reverse("standards")

    def subtitle(self):
        return _("Standards that groups are measured by")

    @property
    def language(self):
        return get_language()

    def items(self):
        return Standard.objects.public().defer("consulted").order_by("-state_since", "-pk")[:IN_FEED]

    def item_title(self, item):
        return f"{item} · {item.get_state_display()}"

    def item_description(self, item):
        return item.purpose

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}:{item.state}"

    def item_pubdate(self, item):
        return item.state_since
