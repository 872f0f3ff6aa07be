from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class StandardsConfig(AppConfig):
    name = "coordination.standards"
    label = "standards"
    verbose_name = _("Standards")

    def ready(self):
        from coordination.committee import docket, drawing
        from coordination.standards import awaiting, kinds, lifecycle, news, notices, own_data
        from coordination.standards.models import Standard

        hooks.awaiting.register(awaiting.of_groups)
        hooks.awaiting.register(awaiting.of_committee)
        for kind in (kinds.Adoptions(), kinds.Retirements()):
            docket.register(kind)
        drawing.register(_("Standards"), lifecycle.STANDARD, Standard)
        hooks.news.register(news.of_entries)
        own_data.register()
        for line in notices.KINDS:
            hooks.notice_kinds.register(line)
