"""The directory's addresses: public pages under the language, an editor's pages, and what has no language."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from directory.sitemaps import SITEMAPS
from directory.views import editing, figures, home, lists, pages, profile


class AnyLettersConverter(SlugConverter):
    """The address of a group: letters of any script; whatever else stands there never reaches the database."""

    regex = r"[-\w]+"


register_converter(AnyLettersConverter, "letters")

urlpatterns = [
    path("", home.home, name="home"),
    path("services/", lists.services, name="services"),
    path("groups/", lists.groups, name="groups"),
    path("fields/<slug:code>/", lists.field, name="field"),
    path("volunteer/", lists.volunteer, name="volunteer"),
    path("groups/<letters:slug>/", profile.group, name="group"),
    path("groups/<letters:slug>/edit/", editing.overview, name="group_edit"),
    path("groups/<letters:slug>/edit/services/new/", editing.service_new, name="service_new"),
    path(
        "groups/<letters:slug>/edit/services/<uuid:uuid>/check/", editing.service_check, name="service_check"
    ),
    path(
        "groups/<letters:slug>/edit/services/<uuid:uuid>/remove/",
        editing.service_remove,
        name="service_remove",
    ),
    path(
        "groups/<letters:slug>/edit/services/<uuid:uuid>/<slug:step>/",
        editing.service_edit,
        name="service_edit",
    ),
    path("groups/<letters:slug>/edit/<slug:section>/", editing.section, name="group_edit_section"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:code>.csv", figures.table, name="figure_table"),
    path("about/", pages.about, name="about"),
    path("volunteering/", pages.volunteering, name="volunteering"),
    path("list-your-group/", pages.list_your_group, name="list_your_group"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("terms/", pages.terms, name="terms"),
]

without_language = [
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_part"),
    path("robots.txt", pages.robots, name="robots"),
]
