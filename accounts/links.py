"""Links that open by a secret: 256 random bits in the address, and only a hash of them in the database."""

import base64
import hashlib
import re
import secrets
from functools import wraps

from django.conf import settings
from django.urls import register_converter, reverse
from django.urls.converters import StringConverter
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.translation import override

TOKEN = r"[A-Za-z0-9_-]{43}"
IN_AN_ADDRESS = re.compile(rf"(?:(?<=/)|(?<=%2F)){TOKEN}(?=/|%2F)")
HASH_LENGTH = 64


class SecretConverter(StringConverter):
    """A token in an address, `<secret:token>`: whatever has another form is a 404 before it is looked up."""

    regex = TOKEN


register_converter(SecretConverter, "secret")


def new():
    """(token, hash): the token goes into one message and is forgotten, the hash into a unique column."""
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def derived(purpose, uuid):
    """The token of a thing whose link is shown again and again: worked out from the site's key, kept nowhere."""
    digest = salted_hmac(f"accounts.links.{purpose}", str(uuid), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(token):
    """64 hexadecimal digits. The token is random, so nothing slower than SHA-256 is needed to hide it."""
    return hashlib.sha256(token.encode()).hexdigest()


def address(name, token, lang):
    """The whole address of the page called `name` that `token` opens, in the reader's language."""
    with override(lang):
        return settings.SITE_URL + reverse(name, args=[token])


def secret_page(view):
    """For pages under a token: kept by no cache, no search engine, and named to no other site.

    Not `no-referrer`: with it browsers send `Origin: null`, and every form of the page would be refused.
    """

    @wraps(view)
    def secretly(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return secretly


def hide_tokens(_logger, _method, event):
    """A step of the log: no token of an address reaches a line of it."""
    return {
        key: IN_AN_ADDRESS.sub("…", value) if isinstance(value, str) else value
        for key, value in event.items()
    }
