"""A refusal reaches whoever asked: on a page, through htmx, or as a program."""

import json

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from deeds.lifecycle import Refused
from deeds.middleware import RefusedMiddleware

HERE = "http://testserver/ar/groups/basira/edit/"
SENTENCE = "Someone changed this after you opened it. Look at it again, then decide."


def refused(path="/ar/groups/basira/edit/", method="post", code="changed", **headers):
    """The answer to a request whose view refused, and the messages it left."""
    request = getattr(RequestFactory(), method)(path, headers=headers)
    middleware = RefusedMiddleware(lambda request: HttpResponse())
    for wrap in (SessionMiddleware, MessageMiddleware):
        wrap(lambda request: HttpResponse()).process_request(request)
    refusal = Refused(_("Someone changed this after you opened it. Look at it again, then decide."), code)
    with override("en"):
        answer = middleware.process_exception(request, refusal)
        return answer, [(str(message), message.tags) for message in get_messages(request)]


def test_on_a_page_it_is_a_message_on_the_page_the_form_came_from(db):
    answer, told = refused(Referer=HERE)
    assert (answer.status_code, answer["Location"]) == (303, HERE)
    assert told == [(SENTENCE, "changed error")]


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://elsewhere.test/form",
        "//elsewhere.test/form",
        "javascript:alert(1)",
        "http://testserver.evil.test/",
    ],
)
def test_it_never_leads_to_another_site(db, referer):
    answer, _told = refused(Referer=referer)
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_a_page_that_refuses_to_be_read_does_not_lead_back_to_itself(db):
    answer, _told = refused(method="get", Referer=HERE)
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_htmx_loads_the_page_it_stands_on_anew_with_the_message(db):
    headers = {"HX-Request": "true", "HX-Current-URL": HERE + "?tab=2", "Referer": HERE}
    answer, told = refused(**headers)
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (200, HERE + "?tab=2", b"")
    assert told == [(SENTENCE, "changed error")]


@pytest.mark.parametrize("path", ["/api/v1/groups/", "/hsds/services"])
def test_a_program_gets_409_with_the_same_words(db, path):
    answer, told = refused(path)
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer["Content-Language"] == "en"
    assert json.loads(answer.content) == {
        "type": "about:blank",
        "title": "Refused",
        "status": 409,
        "detail": SENTENCE,
        "code": "changed",
    }
    assert told == []


def test_every_other_exception_goes_its_way(db):
    request = RequestFactory().post("/ar/")
    assert RefusedMiddleware(None).process_exception(request, ValueError("no refusal")) is None


def test_an_answer_that_is_no_refusal_passes_untouched():
    answer = HttpResponse("page")
    assert RefusedMiddleware(lambda request: answer)(RequestFactory().get("/ar/")) is answer
