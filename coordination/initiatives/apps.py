from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

INITIATIVES = hooks.Room(
    "initiatives",
    pgettext_lazy("tab", "Initiatives"),
    pgettext_lazy("tab", "Initiatives"),
    "intersect",
    {"public": 4, "person": 5, "editor": 4, "committee": 5, "operator": 5},
)


class InitiativesConfig(AppConfig):
    name = "coordination.initiatives"
    label = "initiatives"
    verbose_name = _("Joint initiatives")

    def ready(self):
        from coordination.committee import docket, drawing
        from coordination.initiatives import awaiting, kinds, lifecycle, own_data
        from coordination.initiatives.models import Initiative

        hooks.awaiting.register(awaiting.of_groups)
        hooks.awaiting.register(awaiting.of_committee)
        for kind in (kinds.Reviews(), kinds.Approvals()):
            docket.register(kind)
        drawing.register(_("Joint initiatives"), lifecycle.INITIATIVE, Initiative)
        own_data.register()
        hooks.rooms.register(INITIATIVES)
