from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from accounts import own_data, rules

        hooks.audiences.register(rules.audiences)
        own_data.register()
