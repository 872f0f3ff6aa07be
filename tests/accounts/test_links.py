"""Links that open by a secret: nothing in the database, a log or another site's hands opens them."""

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts import links


def test_a_token_is_256_random_bits_and_only_its_hash_is_kept():
    token, kept = links.new()
    assert len(token) == 43
    assert kept == links.hashed(token)
    assert len(kept) == links.HASH_LENGTH
    assert token not in kept
    assert len({links.new()[0] for _each in range(100)}) == 100


def test_a_page_under_a_token_is_kept_by_nobody():
    page = links.secret_page(lambda request: HttpResponse("x"))
    response = page(RequestFactory().get("/"))
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.django_db
def test_the_log_does_not_tell_a_token(client, capsys):
    token, _kept = links.new()
    logging.getLogger("multaqa.test").error("looked at %s", f"/ar/asks/{token}/")
    client.get(f"/ar/asks/{token}/")
    said = "".join(capsys.readouterr())
    assert token not in said


def test_a_step_of_the_log_hides_tokens_and_nothing_else():
    token, _kept = links.new()
    event = links.hide_tokens(None, "info", {"event": f"GET /ar/asks/{token}/", "status": 404})
    assert event == {"event": "GET /ar/asks/…/", "status": 404}
