from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

INBOX = hooks.Room(
    "admissions",
    pgettext_lazy("tab", "Incoming"),
    pgettext_lazy("tab", "Incoming"),
    "inbox",
    {"committee:secretary": 4},
    inside="(claims|reports|questions)/",
)


class AdmissionsConfig(AppConfig):
    name = "coordination.admissions"
    label = "admissions"
    verbose_name = _("Admissions")

    def ready(self):
        from coordination.admissions import awaiting, kinds, news, notices, own_data
        from coordination.admissions.views import telling
        from coordination.committee import docket

        hooks.awaiting.register(awaiting.answers)
        hooks.awaiting.register(awaiting.requests)
        hooks.awaiting.register(awaiting.late_appeals)
        hooks.workspace_parts.register(telling.on_workspace)
        hooks.news.register(news.of_entries)
        hooks.figures.register(news.figures)
        own_data.register()
        for line in notices.KINDS:
            hooks.notice_kinds.register(line)
        hooks.rooms.register(INBOX)
        for kind in kinds.KINDS:
            docket.register(kind)
