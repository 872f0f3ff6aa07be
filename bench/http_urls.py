"""The site's addresses and one more: its frame with nothing in it."""

from django.conf.urls.i18n import i18n_patterns
from django.shortcuts import render
from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as of_the_site


def empty(request):
    return render(request, "base.html")


urlpatterns = [*i18n_patterns(path("empty/", empty, name="empty")), *of_the_site]
