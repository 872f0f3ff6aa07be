"""The exchange's addresses, under exchange/."""

from django.urls import path

from coordination.exchange.models import Side
from coordination.exchange.views import listing, page, posting

urlpatterns = [
    path("", listing.posts, {"side": Side.REQUEST}, name="exchange"),
    path("offers/", listing.posts, {"side": Side.OFFER}, name="exchange_offers"),
    path("new/", posting.begin, {"side": Side.REQUEST}, name="exchange_ask"),
    path("offers/new/", posting.begin, {"side": Side.OFFER}, name="exchange_give"),
    path("<uuid:uuid>/", page.post, name="exchange_post"),
    path("<uuid:uuid>/edit/<slug:step>/", posting.edit, name="exchange_edit"),
    path("<uuid:uuid>/check/", posting.check, name="exchange_check"),
    path("<uuid:uuid>/steps/<slug:step>/", page.step, name="exchange_step"),
]
