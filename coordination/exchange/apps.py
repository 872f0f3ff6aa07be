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
        from coordination.exchange import awaiting, kinds, lifecycle, own_data
        from coordination.exchange.models import Message, Post, Response

        hooks.awaiting.register(awaiting.of_groups)
        hooks.awaiting.register(awaiting.reports)
        docket.register(kinds.Disputes())
        drawing.register(_("Requests and offers"), lifecycle.POST, Post)
        drawing.register(_("Responses to requests and offers"), lifecycle.RESPONSE, Response)
        hooks.evidence.register(Message.kept)
        own_data.register()
        hooks.rooms.register(EXCHANGE)
