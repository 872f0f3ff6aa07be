from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

ROOMS = (
    hooks.Room(
        "operating",
        pgettext_lazy("operating", "Status"),
        pgettext_lazy("operating", "Status"),
        "check-circle-fill",
        {"operator": 2},
    ),
    hooks.Room(
        "operating_mails",
        pgettext_lazy("operating", "Messages"),
        pgettext_lazy("operating", "Messages"),
        "envelope",
        {"operator": 3},
    ),
)


class WorkersConfig(AppConfig):
    name = "workers"
    verbose_name = _("Background work")

    def ready(self):
        from workers import awaiting, notices, own_data
        from workers.digests import running, upcoming
        from workers.views import address

        hooks.awaiting.register(awaiting.of_operators)
        hooks.banners.register(address.banner)
        own_data.register()
        hooks.notice_kinds.register(notices.KIND)
        hooks.figures.register(running.figures)
        hooks.next_digests.register(upcoming.upcoming)
        for room in ROOMS:
            hooks.rooms.register(room)
