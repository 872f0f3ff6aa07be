from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class WorkersConfig(AppConfig):
    name = "workers"
    verbose_name = _("Background work")

    def ready(self):
        from workers import own_data
        from workers.digests import running, upcoming

        own_data.register()
        hooks.figures.register(running.figures)
        hooks.next_digests.register(upcoming.upcoming)
