from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

EXCHANGE = hooks.Room(
    "exchange",
    pgettext_lazy("tab", "Exchange"),
    pgettext_lazy("tab", "Exchange"),
    "arrow-down-up",
    {"public": 5, "editor": 3},
)


class ExchangeConfig(AppConfig):
    name = "coordination.exchange"
    label = "exchange"
    verbose_name = _("Exchange")

    def ready(self):
        from coordination.committee import docket, drawing
        from coordination.exchange import (
            awaiting,
            awaiting_of_givers,
            awaiting_of_guides,
            kinds,
            lifecycle,
            lifecycle_of_givers,
            lifecycle_of_guides,
            news,
            news_of_guides,
            notices,
            notices_of_givers,
            notices_of_guides,
            notices_of_suggestions,
            own_data,
        )
        from coordination.exchange.models import Correction, Giver, Guide, GuideFile, Message, Post, Response
        from coordination.exchange.views import of_group, suggested

        hooks.awaiting.register(awaiting.of_groups)
        hooks.awaiting.register(awaiting.reports)
        hooks.awaiting.register(awaiting_of_givers.of_givers)
        hooks.awaiting.register(awaiting_of_givers.of_secretary)
        docket.register(kinds.Disputes())
        drawing.register(_("Requests and offers"), lifecycle.POST, Post)
        drawing.register(_("Responses to requests and offers"), lifecycle.RESPONSE, Response)
        drawing.register(_("Offers from outside"), lifecycle_of_givers.GIFT, Post)
        drawing.register(_("Answers from outside"), lifecycle_of_givers.ANSWER, Response)
        hooks.evidence.register(Message.kept)
        hooks.evidence.register(Giver.kept)
        own_data.register()
        drawing.register(_("Guides of the library"), lifecycle_of_guides.GUIDE, Guide)
        drawing.register(_("Corrections of guides"), lifecycle_of_guides.CORRECTION, Correction)
        hooks.evidence.register(GuideFile.kept)
        hooks.awaiting.register(awaiting_of_guides.of_keepers)
        hooks.news.register(news.of_entries)
        hooks.news.register(news_of_guides.of_entries)
        hooks.workspace_parts.register(of_group.on_workspace)
        hooks.profile_parts.register(of_group.on_profile)
        hooks.workspace_parts.register(suggested.on_workspace)
        hooks.day_parts.register(suggested.on_day)
        for line in (
            *notices.KINDS,
            *notices_of_givers.KINDS,
            *notices_of_guides.KINDS,
            *notices_of_suggestions.KINDS,
        ):
            hooks.notice_kinds.register(line)
        hooks.rooms.register(EXCHANGE)
