"""Handover letters: what arrived, for whoever gave it, and whether a letter is still the whole of it."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from coordination.exchange.actions import lettering
from coordination.exchange.models import Letter, Side, Stage
from coordination.exchange.views import letters
from deeds.lifecycle import Refused
from directory import poster
from tests.coordination.exchange import givers
from tests.coordination.exchange.world import response_in

pytestmark = pytest.mark.django_db
makes = pytest.mark.skipif(not poster.makes_pdf(), reason="the extra pdf is not installed")


def get(client, name, letter, lang="en", **query):
    with translation.override(lang):
        return client.get(reverse(name, args=[letter.uuid]), query, headers={"accept-language": lang})


def test_a_letter_tells_what_each_group_confirmed_and_the_same_one_is_handed_out_while_it_holds(cast):
    post = givers.arrived(cast)
    letter = lettering.issue(post, by=cast.volunteer)
    assert letter.to == "شركة المدى"
    assert [(line["name_ar"], line["quantity"]) for line in letter.lines] == [("مجموعة بصيرة", 8)]
    assert lettering.issue(post, by=cast.volunteer) == letter
    assert not letter.is_corrected()


def test_when_more_is_confirmed_the_old_letter_is_corrected_by_a_new_one(cast, client):
    post = givers.arrived(cast)
    old = lettering.issue(post, by=cast.volunteer)
    givers.confirmed(post, cast.other_group, 4, by=cast.other_leader)
    assert "More was confirmed" in get(client, "letter", old).content.decode()
    new = lettering.issue(post, by=cast.volunteer)
    assert (new.total, Letter.objects.count(), old.newest()) == (12, 2, new)
    text = get(client, "letter_verify", old).content.decode()
    assert "corrected" in text
    assert str(new.uuid) in text


def test_a_letter_is_for_whoever_gave_and_tells_of_something(cast):
    with pytest.raises(Refused) as refusal:
        lettering.issue(givers.arrived(cast), by=cast.editor)
    assert refusal.value.code == "role"
    with pytest.raises(Refused) as refusal:
        lettering.issue(givers.passed(cast), by=cast.volunteer)
    assert refusal.value.code == "nothing"


def test_groups_and_answers_from_outside_have_letters_too(cast):
    row = response_in(cast, Stage.CONFIRMED, side=Side.OFFER)
    assert lettering.issue(row.post, by=cast.editor).lines[0]["name_en"] == "Sign Language Pioneers"
    answer = givers.answer_in(cast, Stage.CONFIRMED)
    letter = lettering.issue(answer.post, answer, by=cast.volunteer)
    assert [(line["name_en"], line["quantity"]) for line in letter.lines] == [("Basira", 2)]
    with pytest.raises(Refused):
        lettering.issue(answer.post, by=cast.volunteer)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_everybody_checks_a_letter_by_its_number(cast, client, lang):
    letter = lettering.issue(givers.arrived(cast), by=cast.volunteer)
    answer = get(client, "letter_verify", letter, lang)
    assert answer.status_code == 200
    text = answer.content.decode()
    for words in ("شركة المدى", letter.number, {"ar": "صحيحة", "en": "valid"}[lang]):
        assert words in text
    for private in ("Huda", "5000 0000"):
        assert private not in text + get(client, "letter", letter, lang).content.decode()


def test_an_unknown_number_is_told_so_and_guesses_are_counted(client, monkeypatch):
    monkeypatch.setattr(letters, "GUESSES", ((2, 3600),))
    numbers = [uuid4(), "' OR 1=1", uuid4()]
    answers = [client.get(reverse("letter_verify", args=[number])).status_code for number in numbers]
    assert answers == [404, 404, 429]


@makes
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_letter_as_a_pdf(cast, client, lang):
    letter = lettering.issue(givers.arrived(cast), by=cast.volunteer)
    answer = get(client, "letter", letter, lang, pdf="")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert f"letter-{letter.number}" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")


def test_a_name_puts_nothing_alive_into_a_letter(cast, client):
    post = givers.arrived(cast)
    type(post.outside).objects.update(organisation="<img src=x onerror=alert(1)>")
    letter = lettering.issue(post, by=cast.volunteer)
    assert "<img src=x" not in get(client, "letter", letter).content.decode()
