"""Requests, offers and responses in the operators' admin: to be read, with a reason; pages alone move them."""

from django.contrib import admin

from coordination.exchange.models import Correction, Giver, Guide, Hand, Letter, Message, Post, Response
from deeds.admin import ReadOnlyAdmin


@admin.register(Post)
class PostAdmin(ReadOnlyAdmin):
    list_display = ["title", "side", "kind", "owner", "state", "until"]
    list_filter = ["side", "state", "kind"]
    list_select_related = ["group", "outside"]
    search_fields = ["title_ar", "title_en"]


@admin.register(Response)
class ResponseAdmin(ReadOnlyAdmin):
    list_display = ["post", "author", "quantity", "state", "state_since"]
    list_filter = ["state"]
    list_select_related = ["post", "group", "outside"]


@admin.register(Giver)
class GiverAdmin(ReadOnlyAdmin):
    list_display = ["organisation", "created_at", "passed_at"]
    search_fields = ["organisation"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["response", "voice", "at", "reported_at", "hidden_at"]
    list_select_related = ["response__post__outside", "response__group", "response__outside", "group"]


@admin.register(Hand)
class HandAdmin(ReadOnlyAdmin):
    list_display = ["post", "at"]
    list_select_related = ["post"]


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ["number", "to", "title", "issued_at"]


@admin.register(Guide)
class GuideAdmin(ReadOnlyAdmin):
    list_display = ["title", "group", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["group"]
    search_fields = ["title_ar", "title_en"]


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ["guide", "state", "at"]
    list_filter = ["state"]
    list_select_related = ["guide"]
