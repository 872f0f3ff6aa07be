from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

INITIATIVES = hooks.Room(
    "initiatives",
    pgettext_lazy("tab", "Initiatives"),
    pgettext_lazy("tab", "Initiatives"),
    "intersect",
    {"public": 4, "person": 5, "editor": 4, "committee": 5},
)


class InitiativesConfig(AppConfig):
    name = "coordination.initiatives"
    label = "initiatives"
    verbose_name = _("Joint initiatives")

    def ready(self):
        from coordination.committee import docket, drawing
        from coordination.initiatives import (
            awaiting,
            kinds,
            lifecycle,
            news,
            notices,
            notices_of_agreements,
            notices_of_doing,
            own_data,
            rules,
        )
        from coordination.initiatives.models import Appeal, Initiative
        from coordination.initiatives.views import of_group

        hooks.awaiting.register(awaiting.of_groups)
        hooks.awaiting.register(awaiting.of_committee)
        hooks.coming.register(awaiting.to_come)
        hooks.awaiting.register(awaiting.late_appeals)
        for kind in (kinds.Reviews(), kinds.Approvals(), kinds.Standings(), kinds.Appeals()):
            docket.register(kind)
        drawing.register(_("Joint initiatives"), lifecycle.INITIATIVE, Initiative)
        drawing.register(_("Appeals about initiatives"), lifecycle.APPEAL, Appeal)
        hooks.news.register(news.of_entries)
        hooks.figures.register(news.figures)
        hooks.profile_parts.register(of_group.on_profile)
        own_data.register()
        hooks.ties.register(rules.tied)
        for line in (*notices_of_agreements.KINDS, *notices.KINDS, *notices_of_doing.KINDS):
            hooks.notice_kinds.register(line)
        hooks.rooms.register(INITIATIVES)
