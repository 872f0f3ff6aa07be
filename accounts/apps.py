from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks

ROOMS = (
    hooks.Room(
        "me",
        _("My day"),
        pgettext_lazy("tab", "Today"),
        "sun",
        {"person": 1, "editor": 1, "committee": 1, "committee:secretary": 1, "operator": 1},
    ),
    hooks.Room(
        "admin:index", _("Site administration"), pgettext_lazy("tab", "Site"), "gear", {"operator": 9}
    ),
)


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from django_structlog.signals import bind_extra_request_metadata

        from accounts import addresses, granting, own_data, rules

        hooks.audiences.register(rules.audiences)
        hooks.holders.register(rules.holders)
        hooks.crowds.register(rules.audiences_of_each)
        hooks.awaiting.register(granting.awaiting)
        own_data.register()
        bind_extra_request_metadata.connect(addresses.log_it)
        for room in ROOMS:
            hooks.rooms.register(room)
