import pytest
from django.db import transaction

from config.demo import load as demo
from directory.taxonomies.loading import load as load_taxonomies


@pytest.fixture(scope="module")
def demo_loaded(django_db_setup, django_db_blocker):
    """Loads the demo once for a file of tests, and takes it back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_taxonomies()
        demo.load()
        yield
        transaction.set_rollback(True)
