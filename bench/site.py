"""A site of its own for a bench: an empty database and folders that vanish with it."""

import logging
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bench.figures import Unmeasured


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


@contextmanager
def postgres_site(more):
    """The same over a PostgreSQL database of its own; yields the environment that other processes need for it."""
    url = os.environ.get("TEST_POSTGRES_URL") or "postgres://postgres@127.0.0.1:5432/"
    folder, name = Path(tempfile.mkdtemp(prefix="multaqa-bench-")), f"multaqa_bench_{os.getpid()}"
    with _database(url, name):
        for kept in ("SEARCH_DIR", "MEDIA_DIR", "REDIS_URL", "SITE_URL", "SECOND_FACTOR"):
            os.environ.pop(kept, None)
        place = {"VAR_DIR": str(folder), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings", **more}
        place["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        os.environ |= place
        import django
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        settings.DEBUG = False
        logging.disable(logging.INFO)
        try:
            call_command("migrate", verbosity=0)
            call_command("load_taxonomies", verbosity=0)
            yield place
        finally:
            connections.close_all()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(url, name):
    import psycopg

    try:
        server = psycopg.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")), autocommit=True)
    except psycopg.OperationalError:
        raise Unmeasured("No PostgreSQL lets us in (TEST_POSTGRES_URL says where to look).") from None
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
