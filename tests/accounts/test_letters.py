"""The mails about accounts: each in the recipient's language, as text and as HTML that say the same."""

import re

import pytest
from django.utils import timezone
from django.utils.translation import override

from accounts.adapters import language_of
from accounts.letters import LETTERS, compose, paragraphs
from tests.accounts.post import html_of, last_letter, make_person, rows_to

pytestmark = pytest.mark.django_db
WORDS = {
    "code": "1234-5678",
    "uid": "2n",
    "key": "abc-def",
    "from_email": "old@x.test",
    "to_email": "new@x.test",
}
ADDRESS = "noura@example.test"


def composed(prefix, lang):
    with override(lang):
        return compose(prefix, ADDRESS, lang, {**WORDS, "email": ADDRESS})


@pytest.mark.parametrize("prefix", LETTERS)
def test_every_letter_is_written_in_both_languages_and_both_forms(prefix):
    arabic, english = composed(prefix, "ar"), composed(prefix, "en")
    for message, lang, direction in ((arabic, "ar", "rtl"), (english, "en", "ltr")):
        (html,) = [content for content, kind in message.alternatives if kind == "text/html"]
        assert f'<html lang="{lang}" dir="{direction}">' in html
        assert all(text.split("\n")[0] in html for _kind, text in paragraphs(message.body))
        assert "\n" not in message.subject
    assert re.search("[ء-ي]", arabic.subject + arabic.body)
    assert not re.search("[ء-ي]", english.subject + english.body.replace("ملتقى", ""))
    assert foreign(arabic.body) == []


def foreign(text):
    """English words in an Arabic letter, addresses and links aside."""
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"https?://\S+|\S+@\S+", "", text))


@pytest.mark.parametrize("prefix", LETTERS)
def test_a_letter_goes_first_and_not_at_all_once_its_secret_has_expired(prefix):
    message = composed(prefix, "ar")
    assert message.kind == "account"
    seconds = LETTERS[prefix].seconds
    assert (message.expires_at is None) == (seconds is None)
    if seconds:
        assert abs((message.expires_at - timezone.now()).total_seconds() - seconds) < 5


def test_a_code_and_a_link_stand_by_themselves():
    kinds = [
        kind for kind, _text in paragraphs("Hello\n\n1234-5678\n\nhttps://x.test/a\n\nsee https://x.test/a")
    ]
    assert kinds == ["text", "code", "link", "text"]


def test_names_from_strangers_cannot_become_markup():
    with override("en"):
        words = {**WORDS, "from_email": '"<b>"@x.test', "to_email": "b@x.test"}
        message = compose("account/email/email_changed", ADDRESS, "en", words)
    assert "<b>" not in message.alternatives[0][0]


def test_the_recipients_language_counts_and_the_pages_where_nobody_is_known():
    make_person(language="en")
    with override("ar"):
        assert (language_of(ADDRESS), language_of("nobody@example.test")) == ("en", "ar")


def test_a_letter_reaches_one_person(client):
    client.post("/ar/accounts/login/code/", {"email": "a@example.test,b@example.test"})
    assert rows_to("a@example.test") + rows_to("b@example.test") == []


def test_an_asked_for_letter_has_a_stable_name_and_no_tracking(client):
    make_person()
    client.post("/en/accounts/login/code/", {"email": ADDRESS})
    (row,) = rows_to(ADDRESS)
    letter = last_letter(ADDRESS)
    assert letter["Message-ID"] == row.message_id
    assert re.findall(r"<(?:img|script|link|iframe)", html_of(letter)) == []
