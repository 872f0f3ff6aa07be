"""Verifying an accreditation: its page as of now, and files that prove themselves."""

import json
import re
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from coordination.standards.credentials import keys, said
from coordination.standards.models import Accreditation, Because
from tests.coordination.standards import world

pytestmark = pytest.mark.django_db


def put(one, **columns):
    Accreditation.objects.filter(pk=one.pk).update(**columns)
    return world.afresh(one)


def page(client, typed, lang="en", **headers):
    return client.get(f"/verify/{typed}/", headers={"accept-language": lang, **headers})


def state_of(client, one):
    return page(client, one.uuid, accept="application/json").json()["state"]


def test_it_says_what_is_true_now_in_the_readers_language(cast, client):
    one = world.accredited(cast)
    english, arabic = page(client, one.uuid), page(client, one.uuid, "ar")
    assert english.status_code == 200
    assert "no-store" in english["Cache-Control"]
    assert "Coordinating committee of Multaqa" in english.content.decode()
    assert "Kuwait time" in english.content.decode()
    assert "اللجنة التنسيقية في ملتقى" in arabic.content.decode()
    assert "ساري المفعول" in arabic.content.decode()


def test_each_state_is_told(cast, client):
    one = world.accredited(cast)
    assert state_of(client, one) == "current"
    put(one, state="suspended", reason_code=Because.COMPLAINT, reason="A parent told us.")
    assert state_of(client, one) == "suspended"
    assert "A parent told us." in page(client, one.uuid).content.decode()
    put(one, state="revoked", reason_code=Because.UNTRUE)
    assert state_of(client, one) == "revoked"
    put(one, state="superseded", reason_code="", reason="")
    assert state_of(client, one) == "superseded"
    put(one, state="current", valid_until=timezone.localdate())
    assert state_of(client, one) == "current"
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert state_of(client, one) == "expired"


def test_machines_read_whether_it_counts_now(cast, client):
    one = world.accredited(cast)

    def said():
        (script,) = re.findall(r'ld\+json">(.*?)</script>', page(client, one.uuid).content.decode())
        return json.loads(script)

    assert said() == {
        "@context": "https://schema.org",
        "@type": "Certification",
        "name": "Safeguarding, version 1",
        "url": f"http://localhost:8000/verify/{one.uuid}/",
        "certificationIdentification": str(one.uuid),
        "certificationStatus": "https://schema.org/CertificationActive",
        "issuedBy": {
            "@type": "Organization",
            "name": "Coordinating committee of Multaqa",
            "url": "http://localhost:8000",
        },
        "about": {"@type": "NGO", "name": "Basira", "identifier": str(cast.group.uuid)},
        "datePublished": one.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "validFrom": one.valid_from.isoformat(),
        "expires": one.valid_until.isoformat(),
    }
    put(one, state="revoked", reason_code=Because.UNTRUE)
    assert said()["certificationStatus"].endswith("/CertificationInactive")
    assert "ld+json" not in page(client, uuid4()).content.decode()


def test_one_whose_first_day_has_not_come_does_not_hold_yet_and_holds_from_it(cast, client):
    today = timezone.localdate()
    one = put(
        world.accredited(cast), valid_from=today + timedelta(days=2), valid_until=today + timedelta(days=9)
    )
    assert state_of(client, one) == "suspended"
    shown = page(client, one.uuid).content.decode()
    assert "Its first day has not come yet." in shown
    assert "does not count now" in shown
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert state_of(client, one) == "current"


@pytest.mark.parametrize("zone", ["Asia/Kuwait", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_it_ends_at_midnight_of_the_site_whatever_clock_the_reader_has(cast, client, zone):
    """Kuwait is three hours ahead of UTC all year."""
    one = put(world.accredited(cast), valid_until=date(2031, 3, 9), valid_from=date(2026, 1, 1))
    for moment, state in (("20:59:59", "current"), ("21:00:00", "expired")):
        at = datetime.fromisoformat(f"2031-03-09T{moment}+00:00")
        with time_machine.travel(at, tick=False), timezone.override(zone):
            assert state_of(client, one) == state, moment


def test_a_guess_asks_the_database_the_same_whatever_it_looks_like(cast, client):
    """So that neither the answer nor how long it takes tells a number that might exist from one that cannot."""
    world.accredited(cast)
    page(client, uuid4())
    asked, answers = set(), set()
    for typed in (uuid4(), UUID(int=0), "not-a-number", "x" * 300):
        with CaptureQueriesContext(connection) as queries:
            text = page(client, typed).content.decode()
        answers.add(re.sub(r'nonce="[^"]*"|value="\w{64}"', "", text.replace(str(typed), "")))
        asked.add(tuple(re.sub(r"'[^']*'|[0-9a-f]{32}|\d+", "", one["sql"]) for one in queries))
    assert (len(asked), len(answers)) == (1, 1)


@pytest.mark.parametrize("typed", [str(UUID(int=0)), "not-a-number", "x" * 300, "٣", "%00"])
def test_an_unknown_number_is_unknown_whatever_it_is(cast, client, typed):
    answer = page(client, typed)
    assert answer.status_code == 404
    assert "No accreditation has this number" in answer.content.decode()
    assert page(client, typed, accept="application/json").json()["state"] == "unknown"


def test_guesses_are_counted_and_real_numbers_are_not(cast, client):
    one = world.accredited(cast)
    assert {page(client, one.uuid).status_code for _try in range(70)} == {200}
    assert [page(client, uuid4()).status_code for _try in range(61)] == [404] * 60 + [429]
    assert page(client, one.uuid).status_code == 429


def test_the_group_is_named_and_linked_only_where_its_page_opens(cast, client):
    one = world.accredited(cast)
    with translation.override("en"):
        link = f'href="{cast.group.get_absolute_url()}"'
    assert link in page(client, one.uuid).content.decode()
    type(cast.group).objects.filter(pk=cast.group.pk).update(standing="suspended")
    text = page(client, one.uuid).content.decode()
    assert link not in text
    assert "Basira" in text
    assert state_of(client, one) == "suspended"


# --- handing in a file or a text


def handed_in(client, text="", file=None, lang="en"):
    body = {"text": text} | ({"file": file} if file else {})
    return client.post("/verify/", body, headers={"accept-language": lang})


def files_of(one, client):
    with translation.override("en"):
        return [
            client.get(reverse(name, args=[one.uuid])).content.decode()
            for name in ("accreditation_proof", "accreditation_credential")
        ]


def test_both_files_prove_themselves_and_say_the_state_of_now(cast, client):
    one = world.accredited(cast)
    for text in files_of(one, client):
        answer = handed_in(client, f"\ufeff{text}\n")
        assert answer.status_code == 200
        assert "This site signed it" in answer.content.decode()
        assert "Basira" in answer.content.decode()
        assert "Safeguarding" in answer.content.decode()
    put(one, state="revoked", reason_code=Because.UNTRUE)
    assert "revoked" in handed_in(client, said.proof(one)).content.decode().lower()


def test_a_changed_one_is_not_proven(cast, client):
    one = world.accredited(cast)
    proof, credential = files_of(one, client)
    changed = credential.replace("Basira", "Basila")
    assert changed != credential
    other = "B" if proof[-9] == "A" else "A"
    for text in (changed, proof[:-9] + other + proof[-8:]):
        answer = handed_in(client, text)
        assert answer.status_code == 422
        assert "Not proven" in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"proof": {}}',
        "null",
        "{" * 60_000,
        '{"a":' * 20_000,
        "x" * 200_000,
        "eyJ.eyJ.x",
        "\ud800",
    ],
)
def test_whatever_else_is_pasted_is_refused_with_a_sentence(db, client, text):
    body = urlencode({"text": text}, errors="surrogatepass")
    answer = client.post("/verify/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


def test_a_credential_of_another_site_is_not_ours(cast, client, settings):
    one = world.accredited(cast)
    settings.SIGNING_KEY = b"z" * 32
    _proof, credential = files_of(one, client)
    settings.SIGNING_KEY = b""
    assert "the key is not one of ours" in handed_in(client, credential).content.decode()


def test_nothing_handed_in_is_said_at_the_field(db, client):
    assert "Choose a file, or paste its text." in handed_in(client).content.decode()


# --- what is published


def test_the_keys_are_published_for_everybody(db, client):
    key = keys.signing_key()
    found = client.get("/.well-known/jwks.json")
    assert found.json()["keys"] == [{**key.jwk, "kid": key.kid, "alg": "EdDSA", "use": "sig"}]
    assert found["Access-Control-Allow-Origin"] == "*"
    document = client.get(reverse("did")).json()
    assert document["id"] == "did:web:localhost%3A8000"
    assert document["assertionMethod"] == [f"{document['id']}#{key.kid}"]


def test_a_credential_says_what_open_badges_asks_for(cast, client):
    one = world.accredited(cast)
    said_ = json.loads(files_of(one, client)[1])
    assert said_["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said_["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said_["issuer"]["id"] == keys.did()
    assert said_["validFrom"] == said.first_moment(one.valid_from)
    achievement = said_["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= achievement.keys()
    assert achievement["criteria"]["narrative"]
    assert [status["statusPurpose"] for status in said_["credentialStatus"]] == ["revocation", "suspension"]
    assert said_["proof"]["cryptosuite"] == "eddsa-jcs-2022"
