"""The exchange's addresses, under exchange/."""

from django.urls import path

from coordination.exchange.models import Side
from coordination.exchange.views import feed, figures, listing, page, posting, responding, suggested, thread

urlpatterns = [
    path("", listing.posts, {"side": Side.REQUEST}, name="exchange"),
    path("feed.atom", feed.exchange_feed, name="exchange_feed"),
    path("figures/", figures.page, name="exchange_figures"),
    path("figures/<slug:code>.csv", figures.table, name="exchange_figure"),
    path("offers/", listing.posts, {"side": Side.OFFER}, name="exchange_offers"),
    path("new/", posting.begin, {"side": Side.REQUEST}, name="exchange_ask"),
    path("offers/new/", posting.begin, {"side": Side.OFFER}, name="exchange_give"),
    path("responses/<uuid:uuid>/", responding.response, name="exchange_response"),
    path("responses/<uuid:uuid>/steps/<slug:step>/", responding.step, name="exchange_response_step"),
    path("responses/<uuid:uuid>/mediation/<slug:step>/", responding.mediate, name="exchange_mediate"),
    path("responses/<uuid:uuid>/messages/", thread.write, name="exchange_write"),
    path("responses/<uuid:uuid>/messages/<uuid:message>/file/", thread.file, name="exchange_file"),
    path("responses/<uuid:uuid>/messages/<uuid:message>/report/", thread.report, name="exchange_report"),
    path("responses/<uuid:uuid>/messages/<uuid:message>/settle/", thread.settle, name="exchange_settle"),
    path("responses/<uuid:uuid>/thanks/", thread.thank, name="exchange_thank"),
    path("responses/<uuid:uuid>/achievement/", thread.offer, name="exchange_achievement"),
    path("fitting/<letters:slug>/", suggested.fitting, name="exchange_fitting"),
    path("<uuid:uuid>/", page.post, name="exchange_post"),
    path("<uuid:uuid>/edit/<slug:step>/", posting.edit, name="exchange_edit"),
    path("<uuid:uuid>/check/", posting.check, name="exchange_check"),
    path("<uuid:uuid>/respond/", responding.respond, name="exchange_respond"),
    path("<uuid:uuid>/hide/<letters:slug>/", suggested.hide, name="exchange_hide"),
    path("<uuid:uuid>/steps/<slug:step>/", page.step, name="exchange_step"),
]
