"""Frozen messages hold live tokens, so they rest packed and encrypted (AES-256-GCM) under keys from SECRET_KEY."""

import os
import zlib
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes
QUICKLY = 1  # zlib's level: mails shrink to a third, and what is not written need not be read or emptied


class Unreadable(ValueError):
    """Not encrypted here, or under a key that is gone."""


def encrypt(content: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + _lock(settings.SECRET_KEY).encrypt(nonce, zlib.compress(content, QUICKLY), None)


def decrypt(sealed: bytes) -> bytes:
    """The content of `encrypt`, also after SECRET_KEY moved to SECRET_KEY_FALLBACKS; else Unreadable."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return zlib.decompress(_lock(secret).decrypt(sealed[:NONCE], sealed[NONCE:], None))
        except (InvalidTag, ValueError):
            continue
    raise Unreadable


@lru_cache(maxsize=4)
def _lock(secret: str) -> AESGCM:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"multaqa outbox")
    return AESGCM(kdf.derive(secret.encode()))
