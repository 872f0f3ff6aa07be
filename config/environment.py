"""Reads one environment variable at a time and stops the start with a sentence when its value is wrong."""

import base64
import binascii
import importlib.util
import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

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


def ed25519(name):
    """32 bytes each: the words of the setting as base64 or base64url, in order; [] without any."""
    keys = []
    for word in words(name):
        try:
            key = base64.b64decode(
                word.replace("-", "+").replace("_", "/") + "=" * (-len(word) % 4), validate=True
            )
        except binascii.Error:
            key = b""
        if len(key) != 32:
            raise ImproperlyConfigured(
                f"{name} is no key. Write 32 bytes in base64 (openssl rand -base64 32)."
            )
        keys.append(key)
    return keys


def mail_transport(name, default):
    """{"kind": smtp, folder or console, …} for the outbox; the sentences never repeat a password."""
    value = text(name, default)
    scheme = value.partition("://")[0].lower()
    if scheme in SMTP:
        return _smtp(name, value, *SMTP[scheme])
    if scheme == "filemail" and value.startswith("filemail:///"):
        return {"kind": "folder", "folder": str(_writable_folder(name, value.removeprefix("filemail://")))}
    if value == "consolemail://":
        return {"kind": "console"}
    raise ImproperlyConfigured(
        f"{_beginning(name, value)} Use smtp://USER:PASSWORD@HOST:PORT (plain), smtp+tls://… "
        "(STARTTLS), smtps://… (TLS), filemail:///FOLDER or consolemail://."
    )


def _smtp(name, value, security, port):
    try:
        parts = urlsplit(value)
        place = {"host": parts.hostname, "port": parts.port or port}
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} cannot be read. Its port must be a number up to 65535; in user and password {CODES}."
        ) from None
    if not place["host"] or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{name} cannot be read. Write it like smtp+tls://USER:PASSWORD@mail.example:587; "
            f"in user and password {CODES}."
        )
    who = {"username": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    if bool(who["username"]) != bool(who["password"]):
        raise ImproperlyConfigured(
            f"{name} has a user or a password, but not both. Write USER:PASSWORD@HOST."
        )
    return {"kind": "smtp", "security": security, **place, **who}


def _beginning(name, value):
    """What is wrong with the scheme; of a value without one nothing is repeated, it might be a password."""
    scheme, colon, _rest = value.partition(":")
    return f"{name} begins with “{scheme}:”." if colon else f"{name} is no address."


def _writable_folder(name, value):
    path = Path("/" + unquote(value).lstrip("/"))
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} names “{path}”, which is a file. Name a folder.")
    existing = next(parent for parent in (path, *path.parents) if parent.exists())
    if os.access(existing, os.W_OK):
        return path
    raise ImproperlyConfigured(f"{name} names the folder “{path}”, where nothing can be written.")


def media_storage(name, endpoint):
    """Django's STORAGES["default"]: files in MEDIA_DIR, or a private bucket that only the site reads."""
    if not text(name):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured(f"{name} needs the extra s3: pip install 'django-storages[s3]'.")
    options = {"bucket_name": text(name), "default_acl": "private", "file_overwrite": False}
    if endpoint:
        options["endpoint_url"] = endpoint
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def mail_sender(name, default):
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Write it like Multaqa <no-reply@multaqa.example>."
        ) from error
    return value


def database(default):
    """Django's DATABASES["default"] from DATABASE_URL; SQLite or PostgreSQL only."""
    url = text("DATABASE_URL", default)
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{_beginning('DATABASE_URL', url)} Use sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME."
        )
    try:
        config = environ.Env.db_url_config(url)
    except (ValueError, KeyError):
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read. Use postgres://USER:PASSWORD@HOST:PORT/NAME; in user and password {CODES}."
        ) from None
    if not config.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database. End it with /NAME.")
    ours = SQLITE if scheme == "sqlite" else POSTGRES
    return {**config, **ours, "OPTIONS": {**config.get("OPTIONS", {}), **ours["OPTIONS"]}}


CODES = "write %40 for @, %2F for /, %3F for ? and %23 for #"
SMTP = {"smtp": ("", 25), "smtp+tls": ("starttls", 587), "smtps": ("tls", 465), "smtp+ssl": ("tls", 465)}
SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": 60,  # opening and its PRAGMAs cost background work more than what it asks
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
        "PRAGMA secure_delete=ON;",
    },
}
POSTGRES: dict[str, Any] = {
    "ENGINE": "config.postgresql",
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "options": "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s",
        "connect_timeout": 5,
        "prepare_threshold": 10**9,  # statements are prepared only where one asks for it, not by themselves
    },
}
