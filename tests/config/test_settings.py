"""A wrong value stops the start with a sentence that says which one, and what to write instead."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s3cret-" + "x" * 60
STRONG = {"SECRET_KEY": SECRET, "SITE_URL": "https://multaqa.example"}
TRIAL = {"DEBUG": "1"}
READ = "import json; from config import settings; print(json.dumps({name: getattr(settings, name) for name in %r}))"


def start(tmp_path, *names, **environment):
    """Reads the settings in a process of its own: (exit code, last line of its errors, {name: value})."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    process = subprocess.run(
        [sys.executable, "-c", READ % (list(names),)],
        cwd=ROOT,
        env={"VAR_DIR": str(tmp_path / "var"), **kept, **environment},
        capture_output=True,
        text=True,
    )
    return process.returncode, process.stderr.strip(), json.loads(process.stdout or "{}")


def refused(tmp_path, **environment):
    code, said, _values = start(tmp_path, **environment)
    assert code == 1
    return said.rpartition("\n")[2].removeprefix("django.core.exceptions.ImproperlyConfigured: ")


WRONG = {
    "debug": ({"DEBUG": "maybe"}, "DEBUG is “maybe”. Set it to 1 or 0."),
    "no secret": ({}, "SECRET_KEY is missing. Set it to 50 or more random characters (or DEBUG=1)."),
    "short secret": ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak."),
    "default secret": ({"SECRET_KEY": "debug-only-" + "k" * 50}, "SECRET_KEY is too weak."),
    "any host": ({**STRONG, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS contains *. Name each host"),
    "site without scheme": (
        {**TRIAL, "SITE_URL": "multaqa.example"},
        "SITE_URL is “multaqa.example”. Write it like",
    ),
    "site with path": ({**TRIAL, "SITE_URL": "https://a.example/x"}, "SITE_URL is “https://a.example/x”."),
    "zone": (
        {**TRIAL, "TIME_ZONE": "Kuwait City"},
        "TIME_ZONE is “Kuwait City”. Use a name like Asia/Kuwait.",
    ),
    "proxies": (
        {**TRIAL, "TRUSTED_PROXIES": "-1"},
        "TRUSTED_PROXIES is “-1”. Write a whole number, 0 or more.",
    ),
    "broker": (
        {**TRIAL, "REDIS_URL": "localhost:6379"},
        "REDIS_URL is “localhost:6379”. Write it like redis://",
    ),
    "second factor": (
        {**TRIAL, "SECOND_FACTOR": "no"},
        "SECOND_FACTOR is “no”. Allowed are: required, off.",
    ),
    "second factor off in earnest": (
        {**STRONG, "SECOND_FACTOR": "off"},
        "SECOND_FACTOR=off is only for trying",
    ),
    "second factor off on PostgreSQL": (
        {**TRIAL, "SECOND_FACTOR": "off", "DATABASE_URL": "postgres://u:p@localhost/multaqa"},
        "SECOND_FACTOR=off is only for trying",
    ),
    "database kind": (
        {**TRIAL, "DATABASE_URL": "mysql://u:p@h/n"},
        "DATABASE_URL begins with “mysql:”. Use sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME.",
    ),
    "database port": ({**TRIAL, "DATABASE_URL": "postgres://u:p@h:port/n"}, "DATABASE_URL cannot be read."),
    "database name": ({**TRIAL, "DATABASE_URL": "postgres://u:p@h:5432/"}, "DATABASE_URL names no database."),
    "mail kind": ({**TRIAL, "EMAIL_URL": "mail.example"}, "EMAIL_URL is no address. Use smtp://"),
    "mail host": ({**TRIAL, "EMAIL_URL": "smtp://"}, "EMAIL_URL cannot be read. Write it like smtp+tls://"),
    "mail port": ({**TRIAL, "EMAIL_URL": "smtp://h:99999"}, "EMAIL_URL cannot be read. Its port must be"),
    "mail path": (
        {**TRIAL, "EMAIL_URL": "smtp://h:25/x"},
        "EMAIL_URL cannot be read. Write it like smtp+tls://",
    ),
    "mail user alone": (
        {**TRIAL, "EMAIL_URL": "smtp://user@h:25"},
        "EMAIL_URL has a user or a password, but not",
    ),
    "mail folder": (
        {**TRIAL, "EMAIL_URL": "filemail:///etc/hostname"},
        "EMAIL_URL names “/etc/hostname”, which is",
    ),
    "mail folder, relative": (
        {**TRIAL, "EMAIL_URL": "filemail://mail"},
        "EMAIL_URL begins with “filemail:”. Use",
    ),
    "sender": ({**TRIAL, "DEFAULT_FROM_EMAIL": "Multaqa"}, "DEFAULT_FROM_EMAIL is “Multaqa”. Write it like"),
    "folder": ({**TRIAL, "SEARCH_DIR": "/etc/hostname"}, "SEARCH_DIR is “/etc/hostname”, which is a file."),
    "media": ({**TRIAL, "MEDIA_DIR": "/etc/hostname"}, "MEDIA_DIR is “/etc/hostname”, which is a file."),
    "var": (
        {**TRIAL, "VAR_DIR": "/etc/hostname"},
        "VAR_DIR is “/etc/hostname”, which is a file. Name a folder.",
    ),
}


@pytest.mark.parametrize(("environment", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path, environment, sentence):
    said = refused(tmp_path, **environment)
    assert said[: len(sentence)] == sentence


@pytest.mark.parametrize(
    "environment",
    [
        {"EMAIL_URL": "smtp://user:pa55word@h:port"},
        {"EMAIL_URL": "smtp://user:pa55/word@h:25"},
        {"EMAIL_URL": "pa55word"},
        {"EMAIL_URL": "imap://user:pa55word@h"},
        {"DATABASE_URL": "postgres://u:pa55word@h:port/n"},
        {"DATABASE_URL": "postgres://u:pa55/word@h:5432/n"},
        {"DATABASE_URL": "pa55word"},
        {"DATABASE_URL": "mysql://u:pa55word@h/n"},
    ],
)
def test_a_sentence_repeats_no_password(tmp_path, environment):
    code, said, _values = start(tmp_path, **TRIAL, **environment)
    assert (code, "pa55" in said) == (1, False)


def test_it_starts_in_earnest_with_a_secret_and_a_site(tmp_path):
    code, said, values = start(
        tmp_path,
        "DEBUG",
        "ALLOWED_HOSTS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "SECOND_FACTOR",
        "DEFAULT_FROM_EMAIL",
        **STRONG,
    )
    assert (code, said) == (0, "")
    assert values == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["multaqa.example"],
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "SECOND_FACTOR": "required",
        "DEFAULT_FROM_EMAIL": "Multaqa <contact@multaqa.example>",
    }


def test_it_starts_for_a_trial_with_nothing_but_debug(tmp_path):
    code, said, values = start(tmp_path, "EMAIL_BACKEND", "EMAIL_TRANSPORT", "TIME_ZONE", **TRIAL)
    assert (code, said) == (0, "")
    assert values == {
        "EMAIL_BACKEND": "workers.outbox.Backend",
        "EMAIL_TRANSPORT": {"kind": "folder", "folder": str(tmp_path / "var" / "mail")},
        "TIME_ZONE": "Asia/Kuwait",
    }


SMTP = {
    "smtp://mail.example": ("", "mail.example", 25, "", ""),
    "smtp://localhost:1025": ("", "localhost", 1025, "", ""),
    "smtp+tls://u%40a.example:p%2F%23@mail.example": ("starttls", "mail.example", 587, "u@a.example", "p/#"),
    "smtps://u:p@mail.example/": ("tls", "mail.example", 465, "u", "p"),
    "smtp+ssl://u:p@mail.example:2465": ("tls", "mail.example", 2465, "u", "p"),
}


@pytest.mark.parametrize("url", SMTP)
def test_a_mail_address_says_how_to_connect(tmp_path, url):
    _code, _said, values = start(tmp_path, "EMAIL_TRANSPORT", **TRIAL, EMAIL_URL=url)
    security, host, port, username, password = SMTP[url]
    expected = {"host": host, "port": port, "username": username, "password": password}
    assert values["EMAIL_TRANSPORT"] == {"kind": "smtp", "security": security, **expected}


def test_what_the_database_address_asks_for_is_kept(tmp_path):
    url = "postgres://u:p@h:5432/n?sslmode=verify-full"
    _code, _said, values = start(tmp_path, "DATABASES", **TRIAL, DATABASE_URL=url)
    assert values["DATABASES"]["default"]["OPTIONS"]["sslmode"] == "verify-full"


def test_sqlite_waits_for_others_and_postgres_does_not_wait_forever(tmp_path):
    _code, _said, lite = start(tmp_path, "DATABASES", **TRIAL)
    _code, _said, post = start(tmp_path, "DATABASES", **TRIAL, DATABASE_URL="postgres://u:p@h:5432/n")
    assert lite["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert lite["DATABASES"]["default"]["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in lite["DATABASES"]["default"]["OPTIONS"]["init_command"]
    limits = "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s"
    assert post["DATABASES"]["default"]["OPTIONS"]["options"] == limits


def test_the_console_is_a_transport_for_trying_out(tmp_path):
    _code, _said, values = start(tmp_path, "EMAIL_TRANSPORT", **TRIAL, EMAIL_URL="consolemail://")
    assert values == {"EMAIL_TRANSPORT": {"kind": "console"}}
