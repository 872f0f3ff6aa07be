from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class CommitteeConfig(AppConfig):
    name = "coordination.committee"
    label = "committee"
    verbose_name = _("Coordinating committee")

    def ready(self):
        from coordination.committee import kinds, own_data, rules

        hooks.audiences.register(rules.audiences)
        hooks.holders.register(rules.holders)
        kinds.register()
        own_data.register()
