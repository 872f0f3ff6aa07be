from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from directory import awaiting, awaiting_team, own_data, parting, reminders, rules

        hooks.audiences.register(rules.audiences)
        hooks.awaiting.register(awaiting.visitors)
        hooks.awaiting.register(awaiting.left_questions)
        hooks.awaiting.register(awaiting.claims)
        hooks.awaiting.register(awaiting_team.team)
        hooks.awaiting.register(reminders.of_pages)
        hooks.unsettled.register(parting.unsettled)
        own_data.register()
