"""The poster: what everybody may read, a code that leads to the page, and a PDF where it can be made."""

import re

import pytest
import segno
from django.urls import reverse
from django.utils import translation

from directory import poster
from directory.models import Contact, Service, Standing

pytestmark = pytest.mark.django_db


def page(cast, role="public", lang="en"):
    with translation.override(lang):
        return cast.client(role).get(reverse("poster", args=[cast.group.slug]))


def test_it_says_who_and_what_and_leads_to_the_page(cast, settings):
    settings.SITE_URL = "https://multaqa.example"
    Service.objects.create(group=cast.group, title_en="Reading aloud")
    Service.objects.create(group=cast.group, title_en="Still written", published=False)
    Contact.objects.create(group=cast.group, kind="phone", value="+96550001111", audience="members")
    text = page(cast, "leader").content.decode()
    assert "Reading aloud" in text
    assert "Still written" not in text
    assert "50001111" not in text
    address = f"https://multaqa.example/en/groups/{cast.group.slug}/"
    assert poster.address_of(cast.group) == address.replace("/en/", "/ar/")
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff"
    )
    assert re.findall(r' d="([^"]+)"', drawn)[1] in text


def test_it_stands_in_the_readers_language_and_direction(cast):
    arabic, english = page(cast, lang="ar").content.decode(), page(cast, lang="en").content.decode()
    assert 'dir="rtl"' in arabic
    assert "<h1>مجموعة بصيرة</h1>" in arabic
    assert "<h1>Basira</h1>" in english


def test_a_long_list_says_how_many_more_there_are(cast):
    for number in range(9):
        Service.objects.create(group=cast.group, title_en=f"Help {number}", position=number)
    text = page(cast).content.decode()
    assert "and 3 more on our page" in text
    assert "Help 6" not in text


def test_a_draft_has_a_poster_for_its_own_people_alone(cast):
    type(cast.group).objects.filter(pk=cast.group.pk).update(standing=Standing.DRAFT)
    assert [page(cast, role).status_code for role in ("public", "other_leader", "member")] == [404, 404, 200]


def test_a_name_cannot_put_anything_alive_into_the_poster(cast):
    type(cast.group).objects.filter(pk=cast.group.pk).update(name_en="<img src=x onerror=alert(1)>")
    assert "<img src=x" not in page(cast).content.decode()


def test_without_the_extra_no_pdf_is_offered(cast, monkeypatch):
    monkeypatch.setattr("directory.views.poster.makes_pdf", lambda: False)
    assert "?pdf" not in page(cast).content.decode()
    answer = cast.client("public").get(reverse("poster", args=[cast.group.slug]), {"pdf": ""})
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.skipif(not poster.makes_pdf(), reason="the extra pdf is not installed")
def test_with_the_extra_the_pdf_is_a_pdf_of_its_own(cast):
    assert "?pdf" in page(cast).content.decode()
    answer = cast.client("public").get(reverse("poster", args=[cast.group.slug]), {"pdf": ""})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_a_pdf_that_has_to_be_made_counts_and_one_that_is_there_does_not(cast, monkeypatch):
    monkeypatch.setattr("directory.views.poster.makes_pdf", lambda: True)
    monkeypatch.setattr("directory.views.poster.paper", lambda html: b"%PDF-")
    answers = []
    for version in [*range(1, 12), 1]:
        type(cast.group).objects.filter(pk=cast.group.pk).update(version=version)
        answers.append(cast.client("public").get(reverse("poster", args=[cast.group.slug]), {"pdf": ""}))
    assert [answer.status_code for answer in answers] == [200] * 10 + [429, 200]
    assert "اطبعوا هذه الصفحة" in answers[10].content.decode()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1/", "own:../../secrets"])
def test_a_poster_fetches_nothing_from_elsewhere(address):
    with pytest.raises(ValueError, match="fetches nothing"):
        poster.font(address)
