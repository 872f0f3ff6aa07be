from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

ROOMS = (
    hooks.Room(
        "docket",
        pgettext_lazy("room", "To decide"),
        pgettext_lazy("tab", "Decisions"),
        "ui-checks",
        {"committee": 2, "committee:secretary": 3},
        inside="committee/(docket|ballots|questions)/",
    ),
    hooks.Room(
        "meetings",
        _("Meetings"),
        pgettext_lazy("tab", "Meetings"),
        "calendar3",
        {"committee": 3, "committee:secretary": 2},
    ),
    hooks.Room(
        "decisions",
        pgettext_lazy("tab", "Register"),
        pgettext_lazy("tab", "Register"),
        "archive",
        {"committee": 6, "committee:secretary": 6},
    ),
    hooks.Room(
        "committee",
        _("Coordination"),
        pgettext_lazy("tab", "Coordination"),
        "shield-check",
        {"public": 6, "person": 6, "editor": 6, "operator": 6},
        inside="standards/",
    ),
)


class CommitteeConfig(AppConfig):
    name = "coordination.committee"
    label = "committee"
    verbose_name = _("Coordinating committee")

    def ready(self):
        from coordination.committee import (
            awaiting,
            awaiting_meetings,
            drawing,
            kinds,
            lifecycle,
            lifecycle_meetings,
            news,
            notices,
            own_data,
            rules,
        )
        from coordination.committee.views import my_day

        hooks.audiences.register(rules.audiences)
        hooks.crowds.register(rules.audiences_of_each)
        hooks.news.register(news.of_entries)
        hooks.holders.register(rules.holders)
        hooks.capacities.register(rules.capacities)
        hooks.awaiting.register(awaiting.ballots)
        hooks.awaiting.register(awaiting.chair)
        hooks.awaiting.register(awaiting.founding)
        hooks.awaiting.register(awaiting.nominee)
        hooks.coming.register(my_day.to_come)
        hooks.day_parts.register(my_day.parts)
        for room in ROOMS:
            hooks.rooms.register(room)
        hooks.awaiting.register(awaiting_meetings.meetings)
        hooks.coming.register(awaiting_meetings.to_come)
        hooks.home_parts.register(awaiting_meetings.next_event)
        kinds.register()
        for title, steps, model in [*lifecycle.TABLES, *lifecycle_meetings.TABLES]:
            drawing.register(title, steps, model)
        for line in notices.KINDS:
            hooks.notice_kinds.register(line)
        own_data.register()
