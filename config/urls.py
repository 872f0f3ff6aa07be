"""Mounts: the only file that knows every room's prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.views import front_door

urlpatterns = [
    path("", front_door, name="front_door"),
    path("admin/", admin.site.urls),
    path("", include("workers.urls")),
    *i18n_patterns(
        path("", include("accounts.urls")),
    ),
]
