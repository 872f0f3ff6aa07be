"""Reads one environment variable at a time and stops the start with a sentence when its value is wrong."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is “{value}”. Set it to 1 or 0.")


def choice(name, allowed, default):
    value = text(name, default)
    if value in allowed:
        return value
    raise ImproperlyConfigured(f"{name} is “{value}”. Allowed are: {', '.join(allowed)}.")


def words(name, default=""):
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name, default):
    path = Path(text(name, str(default))).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is “{path}”, which is a file. Name a folder.")
    return path


def web_address(name, default):
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"} and parts.hostname and not parts.path and not parts.query:
        return value
    raise ImproperlyConfigured(f"{name} is “{value}”. Write it like https://multaqa.example, without a path.")


def time_zone(name, default):
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is “{value}”. Use a name like Asia/Kuwait.") from error
    return value


def number(name, default):
    value = text(name, str(default))
    if value.isdigit():
        return int(value)
    raise ImproperlyConfigured(f"{name} is “{value}”. Write a whole number, 0 or more.")


def database(default):
    """Django's DATABASES["default"] from DATABASE_URL; SQLite or PostgreSQL only."""
    url = text("DATABASE_URL", default)
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with “{scheme}:”. Use sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME."
        )
    try:
        config = environ.Env.db_url_config(url)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured("DATABASE_URL cannot be read. Use postgres://USER:PASSWORD@HOST:PORT/NAME.") from error
    if not config.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database. End it with /NAME.")
    return {**config, **(SQLITE if scheme == "sqlite" else POSTGRES)}


SQLITE = {
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
    },
}
POSTGRES = {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "options": "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s",
        "connect_timeout": 5,
    },
}
