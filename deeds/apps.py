from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class DeedsConfig(AppConfig):
    name = "deeds"
    verbose_name = _("Journal")

    def ready(self):
        from deeds import own_data  # needs the models

        own_data.register()
        connection_created.connect(require_read_committed, dispatch_uid="deeds.require_read_committed")


def require_read_committed(sender, connection, **kwargs):
    """Claims and seals wait for a row, then read it anew; only READ COMMITTED does that."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        (level,) = cursor.fetchone()
    if level != "read committed":
        connection.close()
        raise ImproperlyConfigured(
            f"The database isolates transactions by “{level}”. "
            "Set its default_transaction_isolation to 'read committed'."
        )
