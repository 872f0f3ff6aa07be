"""Frozen messages hold live tokens, so they rest encrypted under keys derived from SECRET_KEY."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(content: bytes) -> bytes:
    return _fernet(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(content)


def decrypt(token: bytes) -> bytes:
    """The content of `encrypt`, also after SECRET_KEY moved to SECRET_KEY_FALLBACKS; else InvalidToken."""
    return _fernet(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(token)


@lru_cache(maxsize=4)
def _fernet(*secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"multaqa outbox")
    return base64.urlsafe_b64encode(kdf.derive(secret.encode()))
