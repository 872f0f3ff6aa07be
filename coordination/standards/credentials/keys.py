"""The keys that accreditations are signed with: Ed25519 (RFC 8032), each called by its thumbprint (RFC 7638).

One key signs, the setting SIGNING_KEY or, without it, one derived from SECRET_KEY; those of OLD_SIGNING_KEYS only
verify. All of them are published as a JSON Web Key Set and as the site's did:web document.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from deeds.journal.canonical import canonical

PURPOSE = b"multaqa accreditation signing key 1"
MULTIKEY_ED25519 = b"\xed\x01"
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True)
class PublicKey:
    """32 bytes that anyone may have."""

    raw: bytes

    @property
    def jwk(self):
        return {"crv": "Ed25519", "kty": "OKP", "x": base64url(self.raw)}

    @property
    def kid(self):
        return base64url(hashlib.sha256(canonical(self.jwk)).digest())

    @property
    def multikey(self):
        return multibase(MULTIKEY_ED25519 + self.raw)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def sign(message: bytes) -> bytes:
    """64 bytes; the same message has the same signature as long as the key is the same."""
    return _private(settings.SIGNING_KEY, settings.SECRET_KEY).sign(message)


def signing_key() -> PublicKey:
    raw = _private(settings.SIGNING_KEY, settings.SECRET_KEY).public_key()
    return PublicKey(raw.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))


def known() -> dict[str, PublicKey]:
    """{kid: key} of all that verify, the one that signs first."""
    return {key.kid: key for key in (signing_key(), *map(PublicKey, settings.OLD_SIGNING_KEYS))}


@lru_cache(maxsize=4)
def _private(seed: bytes, secret: str) -> Ed25519PrivateKey:
    if not seed:
        seed = HKDF(hashes.SHA256(), 32, salt=None, info=PURPOSE).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


# --- how they are published


def key_set():
    """A JSON Web Key Set (RFC 7517, RFC 8037)."""
    return {"keys": [{**key.jwk, "kid": kid, "alg": "EdDSA", "use": "sig"} for kid, key in known().items()]}


def did():
    """The site's name as an issuer, did:web, which leads to `/.well-known/did.json`."""
    return "did:web:" + urlsplit(settings.SITE_URL).netloc.replace(":", "%3A")


def method(kid):
    return f"{did()}#{kid}"


def did_document():
    methods = [
        {"id": method(kid), "type": "Multikey", "controller": did(), "publicKeyMultibase": key.multikey}
        for kid, key in known().items()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did(),
        "alsoKnownAs": [settings.SITE_URL],
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }


# --- bytes as text


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """ValueError unless the text is the one way to write these bytes."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("This is not base64url.") from error
    if base64url(raw) != text:
        raise ValueError("This is not base64url.")
    return raw


def multibase(raw: bytes) -> str:
    """Base58 as Bitcoin writes it, with the multibase letter z before it."""
    number, text = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "z" + BASE58[0] * zeros + text


def from_multibase(text: str) -> bytes:
    """ValueError unless it is such a text of a handful of bytes."""
    if not text.startswith("z") or len(text) > 128:
        raise ValueError("This is not base58btc.")
    number = 0
    for letter in text[1:]:
        number = number * 58 + BASE58.index(letter)
    zeros = len(text) - 1 - len(text[1:].lstrip(BASE58[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)
