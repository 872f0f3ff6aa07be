from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "coordination.initiatives"
    label = "initiatives"
    verbose_name = _("Joint initiatives")

    def ready(self):
        from coordination.initiatives import own_data

        own_data.register()
