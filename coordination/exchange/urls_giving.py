"""Addresses for those who give without being a group, under exchange/giving/, and one without a language."""

from django.urls import path

from coordination.exchange.views import gifts, giving, hands, letters

urlpatterns = [
    path("", giving.giving_page, name="giving"),
    path("new/", giving.begin, name="give_begin"),
    path("answer/<uuid:uuid>/", giving.answer, name="give_answer"),
    path("hands/<uuid:uuid>/", hands.raise_hand, name="raise_hand"),
    path("waiting/", gifts.waiting, name="gifts"),
    path("<uuid:uuid>/edit/<slug:step>/", giving.edit, name="give_edit"),
    path("<uuid:uuid>/check/", giving.check, name="give_check"),
    path("<uuid:uuid>/take-back/", giving.take_back, name="give_take_back"),
    path("gifts/<uuid:uuid>/photo/", giving.photo, name="gift_photo"),
    path("gifts/<uuid:uuid>/photo/edit/", giving.dress, name="gift_dress"),
    path("gifts/<uuid:uuid>/pass/", gifts.pass_on, name="gift_pass"),
    path("gifts/<uuid:uuid>/turn-down/", gifts.turn_down, name="gift_turn_down"),
    path("gifts/<uuid:uuid>/take-down/", gifts.take_down, name="gift_take_down"),
    path("letters/<uuid:uuid>/", letters.letter, name="letter"),
    path("<uuid:uuid>/letter/", letters.issue, name="letter_issue"),
    path("answers/<uuid:uuid>/letter/", letters.issue_for_answer, name="letter_for_answer"),
]

without_language = [path("letters/<str:typed>/", letters.verify, name="letter_verify")]
