"""Nobody learns from us who has an account: not by text, not by status, not by time."""

import re
import statistics
import time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.accounts.post import PASSWORD, make_person

pytestmark = pytest.mark.django_db
ASKED = [
    ("/accounts/login/", {"login": "{}", "password": "not this one at all"}),
    ("/accounts/login/code/", {"email": "{}"}),
    ("/accounts/password/reset/", {"email": "{}"}),
    ("/accounts/signup/", {"email": "{}", "password1": PASSWORD}),
    ("/accounts/signup/", {"email": "{}", "password1": ""}),
]


def answer(client, path, form, email):
    """All pages that a question leads to, with the address and what is random taken out."""
    response = client.post(path, {name: value.format(email) for name, value in form.items()}, follow=True)
    text = response.content.decode().replace(email, "ADDRESS")
    text = re.sub(r'value="[\w-]{64}"', "TOKEN", text)
    return response.redirect_chain, response.status_code, text


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(("path", "form"), ASKED)
def test_known_and_unknown_addresses_get_the_same_pages(client, lang, path, form):
    make_person("known@example.test")
    known = answer(client, f"/{lang}{path}", form, "known@example.test")
    unknown = answer(client.__class__(), f"/{lang}{path}", form, "nobody@example.test")
    assert known == unknown


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_wrong_code_gets_the_same_answer_whether_there_is_an_account_or_not(client, lang):
    make_person("known@example.test")
    pages = []
    for email in ("known@example.test", "nobody@example.test"):
        browser = client.__class__()
        browser.post(f"/{lang}/accounts/login/code/", {"email": email})
        path = f"/{lang}/accounts/login/code/confirm/"
        pages.append([answer(browser, path, {"code": "0000-0000"}, email) for _try in range(3)])
    assert pages[0] == pages[1]


def test_changing_to_an_address_that_is_taken_says_nothing(client):
    make_person("known@example.test")
    pages = []
    for number, wish in enumerate(("known@example.test", "free@example.test")):
        browser = client.__class__()
        person = make_person(f"person{number}@example.test")
        browser.force_login(person)
        browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
        chain, status, text = answer(browser, "/en/accounts/email/", {"email": "{}", "action_add": ""}, wish)
        pages.append((chain, status, text.replace(person.email, "OWN")))
    assert pages[0] == pages[1]


class Slow(PBKDF2PasswordHasher):
    iterations = 30_000


@pytest.mark.parametrize(("path", "form"), ASKED)
def test_known_and_unknown_addresses_take_the_same_time(client, settings, path, form):
    """Of three rounds one may be disturbed by other work of the machine; what tells them apart shows in all."""
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.Slow"]
    settings.ACCOUNT_RATE_LIMITS = False
    ratios = (ratio(client, path, form, around) for around in range(3))
    assert any(one < 1.2 for one in ratios)


def ratio(client, path, form, around, pairs=12):
    """How many times as long the slower kind of address takes; who is first finds caches cold, so they alternate."""
    spent = {"known": [], "nobody": []}
    for number in range(pairs):
        make_person(f"known{number}-{around}@example.test")
        for who in ("known", "nobody")[:: 1 if number % 2 else -1]:
            browser = client.__class__(REMOTE_ADDR=f"198.51.{number}.{around}{len(who)}")
            began = time.thread_time()
            wish = {
                name: value.format(f"{who}{number}-{around}@example.test") for name, value in form.items()
            }
            browser.post(f"/ar{path}", wish)
            spent[who].append(time.thread_time() - began)
    known, nobody = (statistics.median(spent[who]) for who in ("known", "nobody"))
    return max(known, nobody) / min(known, nobody)
