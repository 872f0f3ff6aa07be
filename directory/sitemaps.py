"""What search engines may read, each page in both languages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef
from django.urls import reverse

from directory.models import Field, Group


class BothLanguages(Sitemap):
    """Absolute addresses come from SITE_URL, not from what a request calls the host."""

    i18n = alternates = x_default = True
    limit = 2000

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme


class Pages(BothLanguages):
    def items(self):
        return [
            "home", "services", "groups", "volunteer", "figures", "about", "volunteering", "list_your_group",
            "help", "accessibility", "privacy", "terms",
        ]  # fmt: skip

    def location(self, item):
        return reverse(item)


class Groups(BothLanguages):
    def items(self):
        return Group.objects.listed().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class Fields(BothLanguages):
    """Only fields in which somebody works."""

    def items(self):
        working = Group.objects.listed().filter(fields=OuterRef("pk"))
        return Field.objects.filter(Exists(working)).values_list("pk", flat=True).order_by("pk")

    def location(self, item):
        return reverse("field", args=[item])


SITEMAPS = {"pages": Pages, "groups": Groups, "fields": Fields}
