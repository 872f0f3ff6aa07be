"""JSON that carries its own signature, in the two forms that other programs know.

The documents hold text, whole numbers, lists and objects with ASCII names only; of such the JSON Canonicalization
Scheme (RFC 8785) is what `canonical` writes.
"""

import hashlib
import json

from coordination.standards.credentials import keys
from deeds.journal.canonical import canonical

SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022"}


class NotProven(Exception):
    """Why a text proves nothing: `unreadable`, `unknown_key` or `broken`."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


# --- JSON Web Signature, compact (RFC 7515): short, and checked with openssl alone


def compact(claims) -> str:
    header = canonical({"alg": "EdDSA", "kid": keys.signing_key().kid})
    text = f"{keys.base64url(header)}.{keys.base64url(canonical(claims))}"
    return f"{text}.{keys.base64url(keys.sign(text.encode()))}"


def claims_of(text: str):
    """What a compact signature of ours says; NotProven otherwise."""
    header, claims, signature = _parts(text)
    try:
        said = [json.loads(keys.from_base64url(part)) for part in (header, claims)]
        signed = keys.from_base64url(signature)
    except (ValueError, RecursionError) as error:
        raise NotProven("unreadable") from error
    if not all(isinstance(part, dict) for part in said) or said[0].get("alg") != "EdDSA":
        raise NotProven("unreadable")
    _prove(said[0].get("kid"), signed, f"{header}.{claims}".encode())
    return said[1]


def _parts(text):
    parts = text.split(".")
    if len(parts) != 3 or not text.isascii():
        raise NotProven("unreadable")
    return parts


# --- Data Integrity (W3C vc-di-eddsa, eddsa-jcs-2022): for credentials


def with_proof(document, created):
    """The document with a proof in it; `created` is a moment as text, in UTC."""
    options = {
        **SUITE,
        "created": created,
        "verificationMethod": keys.method(keys.signing_key().kid),
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    value = keys.multibase(keys.sign(_digest(options, document)))
    return {**document, "proof": {**options, "proofValue": value}}


def document_of(secured):
    """The document without its proof, which holds by a key of ours; NotProven otherwise."""
    proof = secured.get("proof")
    if not isinstance(proof, dict) or {name: proof.get(name) for name in SUITE} != SUITE:
        raise NotProven("unreadable")
    document = {name: value for name, value in secured.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        signature, digest = keys.from_multibase(str(proof.get("proofValue"))), _digest(options, document)
    except (ValueError, RecursionError) as error:
        raise NotProven("unreadable") from error
    _prove(str(proof.get("verificationMethod")).partition("#")[2], signature, digest)
    if proof.get("proofPurpose") != "assertionMethod":
        raise NotProven("broken")
    return document


def _digest(options, document):
    return b"".join(hashlib.sha256(canonical(part)).digest() for part in (options, document))


def _prove(kid, signature, message):
    """By the name of the key alone, so that a proof outlives the site's moving to another address."""
    key = keys.known().get(kid) if isinstance(kid, str) else None
    if key is None:
        raise NotProven("unknown_key")
    if not key.verifies(signature, message):
        raise NotProven("broken")
