"""The signatures: our own bytes prove themselves, changed ones never, and old keys go on verifying."""

import base64
import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from config import environment
from coordination.standards.credentials import keys, signed
from deeds.journal.canonical import canonical

SAID = {"group": {"name_ar": "مجموعة بصيرة", "name_en": "Basira"}, "number": 2, "until": "2028-11-27"}
DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "urn:x",
    "name": "مجموعة «بصيرة»",
    "n": 3,
}
CREATED = "2026-11-28T09:00:00Z"

# W3C, Data Integrity EdDSA Cryptosuites v1.0, representation eddsa-jcs-2022: its key and the signed example.
W3C_KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
W3C_SIGNED = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"https://vc.example/issuers/5678#{W3C_KEY}",
        "proofPurpose": "assertionMethod",
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
        "proofValue": "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4",
    },
}


def code_of(read, text):
    with pytest.raises(signed.NotProven) as refused:
        read(text)
    return refused.value.code


def test_what_we_signed_says_what_we_said():
    assert signed.claims_of(signed.compact(SAID)) == SAID
    assert signed.document_of(signed.with_proof(DOCUMENT, CREATED)) == DOCUMENT


def test_no_byte_of_a_short_proof_can_be_another():
    text = signed.compact(SAID)
    for place, letter in enumerate(text):
        for other in {"A", "B", "-", "."} - {letter}:
            code_of(signed.claims_of, text[:place] + other + text[place + 1 :])
    code_of(signed.claims_of, text + "A")
    code_of(signed.claims_of, text[:-1])


def test_no_field_of_a_credential_can_be_another():
    secured = signed.with_proof(DOCUMENT, CREATED)
    for name in DOCUMENT:
        code_of(signed.document_of, {**secured, name: "another"})
        code_of(signed.document_of, {key: value for key, value in secured.items() if key != name})
    for name in secured["proof"]:
        code_of(signed.document_of, {**secured, "proof": {**secured["proof"], name: "another"}})
    code_of(signed.document_of, {**secured, "more": 1})
    assert code_of(signed.document_of, {**secured, "n": 4}) == "broken"


def test_the_example_of_the_specification_holds_by_its_key(settings):
    raw = keys.from_multibase(W3C_KEY).removeprefix(keys.MULTIKEY_ED25519)
    key = keys.PublicKey(raw)
    assert key.multikey == W3C_KEY
    proof = W3C_SIGNED["proof"]
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    document = {name: value for name, value in W3C_SIGNED.items() if name != "proof"}
    assert key.verifies(keys.from_multibase(proof["proofValue"]), signed._digest(options, document))
    assert code_of(signed.document_of, W3C_SIGNED) == "unknown_key"


def test_another_key_proves_nothing(settings):
    text, secured = signed.compact(SAID), signed.with_proof(DOCUMENT, CREATED)
    settings.SIGNING_KEY = b"k" * 32
    assert code_of(signed.claims_of, text) == "unknown_key"
    assert code_of(signed.document_of, secured) == "unknown_key"


def test_an_old_key_goes_on_verifying_as_long_as_it_is_named(settings):
    old, text = keys.signing_key(), signed.compact(SAID)
    settings.SIGNING_KEY, settings.OLD_SIGNING_KEYS = b"k" * 32, [old.raw]
    assert signed.claims_of(text) == SAID
    assert list(keys.known()) == [keys.signing_key().kid, old.kid]
    assert signed.claims_of(signed.compact(SAID)) == SAID


def test_a_key_is_called_by_its_thumbprint():
    """The example of RFC 8037, appendix A.3."""
    key = keys.PublicKey(keys.from_base64url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
    assert key.kid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_without_a_key_of_its_own_the_secret_key_gives_one(settings):
    settings.SIGNING_KEY, settings.SECRET_KEY = b"", "a" * 60
    first = keys.signing_key()
    settings.SECRET_KEY = "b" * 60
    assert keys.signing_key() != first


@pytest.mark.parametrize(
    "text",
    ["", "a.b", "a.b.c", "....", "é.é.é", "e30.e30.e30", "W10.W10.W10", "bnVsbA.bnVsbA.bnVsbA", "[" * 50_000],
)
def test_other_text_proves_nothing(text):
    code_of(signed.claims_of, text)


def test_no_algorithm_but_ours_is_believed():
    header, claims, signature = signed.compact(SAID).split(".")
    for algorithm in ("none", "HS256", ""):
        said = json.loads(keys.from_base64url(header)) | {"alg": algorithm}
        code_of(signed.claims_of, f"{keys.base64url(canonical(said))}.{claims}.{signature}")


@given(st.binary(max_size=80))
def test_bytes_come_back_from_their_text(raw):
    assert keys.from_base64url(keys.base64url(raw)) == raw
    assert keys.from_multibase(keys.multibase(raw)) == raw


@pytest.mark.parametrize("value", ["short", "!" * 43, base64.b64encode(b"k" * 31).decode()])
def test_a_wrong_key_stops_the_start_with_a_sentence(monkeypatch, value):
    monkeypatch.setenv("SIGNING_KEY", value)
    with pytest.raises(ImproperlyConfigured, match="SIGNING_KEY is no key"):
        environment.ed25519("SIGNING_KEY")


def test_keys_may_stand_in_either_base64(monkeypatch):
    raw = b"\xff\xfe" * 16
    for text in (base64.b64encode(raw).decode(), keys.base64url(raw)):
        monkeypatch.setenv("OLD_SIGNING_KEYS", f"{text}, {text}")
        assert environment.ed25519("OLD_SIGNING_KEYS") == [raw, raw]
