"""The certificate: it presents itself as valid only while it is, on the page and as PDF, in both languages."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from coordination.standards.credentials import said
from coordination.standards.models import Accreditation, Because
from directory import poster
from tests.coordination.standards import world

pytestmark = pytest.mark.django_db
WORDS = {"en": "This certificate does not count now.", "ar": "هذه الشهادة غير سارية الآن."}
makes = pytest.mark.skipif(not poster.makes_pdf(), reason="the extra pdf is not installed")


def get(client, name, one, lang="en", **asked):
    with translation.override(lang):
        return client.get(reverse(name, args=[one.uuid]), asked)


def stopped(one, state="suspended", code=Because.COMPLAINT, words="A parent told us."):
    Accreditation.objects.filter(pk=one.pk).update(state=state, reason_code=code, reason=words)
    return world.afresh(one)


@pytest.fixture
def one(cast):
    return world.accredited(cast)


@pytest.mark.parametrize(
    ("lang", "attests", "giver"),
    [
        ("ar", "تستوفي معيار", "اللجنة التنسيقية في ملتقى"),
        ("en", "meets the standard", "committee of Multaqa"),
    ],
)
def test_it_says_who_meets_what_by_whose_word(client, one, lang, attests, giver):
    answer = get(client, "certificate", one, lang)
    text = answer.content.decode()
    assert attests in text
    assert giver in text
    assert WORDS[lang] not in text
    assert one.fingerprint in text
    assert f"/verify/{one.uuid}" in text
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_one_that_does_not_hold_says_so_first_and_hands_out_no_proof(client, one, lang):
    stopped(one)
    text = get(client, "certificate", one, lang).content.decode()
    article = text[text.index('<article class="certificate over"') :]
    assert article.index(WORDS[lang]) < article.index("sign-line")
    assert "A parent told us." in article
    assert "proof.jws" not in text
    for name in ("accreditation_proof", "accreditation_credential"):
        answer = get(client, name, one, lang)
        assert answer.status_code == 410
        assert WORDS[lang] in answer.content.decode()


def test_a_number_that_nobody_gave_has_no_certificate(client, one):
    one.uuid = uuid4()
    for name in ("certificate", "accreditation_proof", "accreditation_credential"):
        assert get(client, name, one).status_code == 404


def test_a_name_cannot_put_anything_alive_into_it(client, one, cast):
    type(cast.group).objects.filter(pk=cast.group.pk).update(name_en="<img src=x onerror=alert(1)>")
    assert "<img src=x" not in get(client, "certificate", one).content.decode()


def no_pdfs(monkeypatch):
    for place in ("coordination.standards.views.certificate", "directory.papers"):
        monkeypatch.setattr(f"{place}.makes_pdf", lambda: False)


def test_without_the_extra_no_pdf_is_offered_and_one_asked_for_is_refused_with_a_sentence(
    client, one, monkeypatch
):
    no_pdfs(monkeypatch)
    assert "?pdf" not in get(client, "certificate", one).content.decode()
    answer = get(client, "certificate", one, pdf="")
    assert answer.status_code == 503
    assert "This site cannot make PDFs" in answer.content.decode()


def test_the_paper_follows_the_state(client, one, monkeypatch):
    monkeypatch.setattr("directory.papers.makes_pdf", lambda: True)
    monkeypatch.setattr("directory.papers.paper", lambda html, sheet: html.encode())
    assert said.proof(one) in get(client, "certificate", one, pdf="").content.decode()
    stopped(one)
    text = get(client, "certificate", one, pdf="").content.decode()
    assert WORDS["en"] in text
    assert "keywords" not in text


def test_one_that_has_to_be_made_counts_and_one_that_is_there_does_not(client, one, monkeypatch):
    monkeypatch.setattr("directory.papers.makes_pdf", lambda: True)
    monkeypatch.setattr("directory.papers.paper", lambda html, sheet: b"%PDF-")
    answers = []
    for version in [*range(1, 12), 1]:
        Accreditation.objects.filter(pk=one.pk).update(version=version)
        answers.append(get(client, "certificate", one, pdf="").status_code)
    assert answers == [200] * 10 + [429, 200]


@makes
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_with_the_extra_the_pdf_has_all_letters_carries_its_proof_and_can_be_handed_in(
    client, one, lang, caplog
):
    answer = get(client, "certificate", one, lang, pdf="")
    assert "unsupported by fonts" not in caplog.text
    assert answer["Content-Type"] == "application/pdf"
    assert said.proof(one).encode() in answer.content
    file = BytesIO(answer.content)
    file.name = "certificate.pdf"
    handed_in = client.post("/verify/", {"file": file}, headers={"accept-language": "en"})
    assert handed_in.status_code == 200
    assert "This site signed it" in handed_in.content.decode()


@makes
def test_long_names_in_both_scripts_stay_on_one_page(client, one, cast):
    names = {"name_ar": "رابطة أصدقاء القراءة " * 7, "name_en": "Friends of reading aloud " * 6}
    type(cast.group).objects.filter(pk=cast.group.pk).update(**names)
    content = get(client, "certificate", one, "ar", pdf="").content
    assert len(re.findall(rb"/Type /Page\b", content)) == 1


def test_a_pdf_of_somebody_else_proves_nothing(client, db):
    file = BytesIO(b"%PDF-1.7\n" + b"\xff" * 1000)
    file.name = "other.pdf"
    answer = client.post("/verify/", {"file": file}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "This is no proof of an accreditation" in answer.content.decode()
