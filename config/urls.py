"""Mounts: the only file that knows every room's prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.views import front_door
from coordination.exchange.urls_giving import without_language as checking_letters
from coordination.standards.urls import without_language as verifying
from directory.urls import without_language

handler500 = "deeds.away.trouble"
urlpatterns = [
    path("", front_door, name="front_door"),
    path("admin/", admin.site.urls),
    path("api/", include("api.urls")),
    path("hsds/", include("api.hsds.urls")),
    path("embed/", include("api.urls_embed")),
    path("", include("workers.urls")),
    *without_language,
    *verifying,
    *checking_letters,
    *i18n_patterns(
        path("", include("workers.urls_pages")),
        path("committee/", include("coordination.committee.urls")),
        path("committee/", include("coordination.committee.urls_meetings")),
        path("", include("coordination.admissions.urls")),
        path("initiatives/", include("coordination.initiatives.urls")),
        path("standards/", include("coordination.standards.urls")),
        path("exchange/giving/", include("coordination.exchange.urls_giving")),
        path("exchange/library/", include("coordination.exchange.urls_library")),
        path("exchange/", include("coordination.exchange.urls")),
        path("", include("directory.urls")),
        path("", include("accounts.urls")),
    ),
]
