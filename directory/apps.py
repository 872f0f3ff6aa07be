from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from directory import own_data, rules

        hooks.audiences.register(rules.audiences)
        own_data.register()
