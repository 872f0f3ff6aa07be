from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    name = "coordination.standards"
    label = "standards"
    verbose_name = _("Standards")

    def ready(self):
        from coordination.standards.joining import join  # needs the models

        join()
