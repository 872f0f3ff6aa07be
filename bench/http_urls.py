"""The site's addresses and some more: its frame with nothing in it, and the references for the API."""

from django.conf.urls.i18n import i18n_patterns
from django.shortcuts import render
from django.urls import path

from bench.plain_api import PlainGroups, constant
from config.urls import *  # noqa: F403
from config.urls import urlpatterns as of_the_site


def empty(request):
    return render(request, "base.html")


urlpatterns = [
    path("plain/groups/", PlainGroups.as_view(), name="plain_groups"),
    path("constant/", constant, name="constant"),
    *i18n_patterns(path("empty/", empty, name="empty")),
    *of_the_site,
]
