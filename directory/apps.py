from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

ROOMS = (
    hooks.Room(
        "my_group",
        _("Manage the page"),
        pgettext_lazy("tab", "My page"),
        "pencil",
        {"editor": 2},
        inside=r"groups/[^/]+/(edit|inbox|team|poster|partners)/",
    ),
    hooks.Room(
        "services",
        _("Find help"),
        pgettext_lazy("tab", "Help"),
        "life-preserver",
        {"public": 1, "person": 2},
    ),
    hooks.Room(
        "volunteer",
        _("Volunteer"),
        pgettext_lazy("tab", "Volunteer"),
        "person-arms-up",
        {"public": 2, "person": 3},
    ),
    hooks.Room(
        "groups",
        pgettext_lazy("tab", "Groups"),
        pgettext_lazy("tab", "Groups"),
        "people",
        {"public": 3, "person": 4, "editor": 5, "committee": 4, "committee:secretary": 5, "operator": 4},
    ),
)


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from directory import (
            awaiting,
            awaiting_team,
            mandated,
            news,
            notices,
            notices_of_team,
            own_data,
            parting,
            reminders,
            rules,
        )
        from directory.views import my_day

        hooks.audiences.register(rules.audiences)
        hooks.holders.register(rules.holders)
        hooks.capacities.register(rules.capacities)
        hooks.crowds.register(rules.audiences_of_each)
        hooks.news.register(news.of_entries)
        hooks.figures.register(news.figures)
        hooks.group_names.register(rules.names)
        hooks.awaiting.register(awaiting.visitors)
        hooks.awaiting.register(awaiting.left_questions)
        hooks.awaiting.register(awaiting.claims)
        hooks.awaiting.register(awaiting_team.team)
        hooks.awaiting.register(reminders.of_pages)
        hooks.coming.register(reminders.to_come)
        hooks.day_parts.register(my_day.parts)
        hooks.partner_parts.register(mandated.on_partners_page)
        hooks.unsettled.register(parting.unsettled)
        own_data.register()
        for kind in (*notices.KINDS, *notices_of_team.KINDS):
            hooks.notice_kinds.register(kind)
        for room in ROOMS:
            hooks.rooms.register(room)
