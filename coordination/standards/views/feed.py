"""What becomes of standards and of accreditations, as Atom."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.standards.models import Accreditation, Because, Condition, Standard

IN_FEED = 30


@require_safe
def standards_feed(request):
    return Standards()(request)


@require_safe
def accreditations_feed(request):
    return Accreditations()(request)


class Standards(Feed):
    """The versions that moved last: asked about, adopted, replaced, no longer in use."""

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


class Accreditations(Standards):
    """Those that were given, suspended, revoked or ended last, each as it stands now."""

    def title(self):
        return _("Accreditations of the forum")

    def subtitle(self):
        return _("Given, suspended, revoked and ended; whether one holds now stands on its own page")

    def items(self):
        return Accreditation.objects.with_all().as_of().order_by("-state_since", "-pk")[:IN_FEED]

    def item_title(self, item):
        return f"{item} · {Condition(item.is_now).label}"

    def item_description(self, item):
        return str(Because(item.why_now).label) if item.why_now else ""

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}:{item.is_now}"
