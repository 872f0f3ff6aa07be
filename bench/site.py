"""A site of its own for a bench: an empty SQLite database and folders that vanish with it."""

import logging
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def empty_site(keep=None):
    """Django set up over a migrated, empty database with its taxonomies; yields its folder.

    With a folder to `keep` everything stays there, and what stands there already is used again.
    """
    folder = Path(keep or tempfile.mkdtemp(prefix="multaqa-bench-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name in (
        "DATABASE_URL",
        "SEARCH_DIR",
        "MEDIA_DIR",
        "EMAIL_URL",
        "REDIS_URL",
        "SITE_URL",
        "SECOND_FACTOR",
    ):
        os.environ.pop(name, None)
    os.environ |= {"VAR_DIR": str(folder), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    import django  # only now: settings read the environment when Django is set up
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.DEBUG = False  # Django keeps every query in memory otherwise
    logging.disable(logging.INFO)
    try:
        call_command("migrate", verbosity=0)
        call_command("load_taxonomies", verbosity=0)
        yield folder
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)
