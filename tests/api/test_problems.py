"""Every error under /api/ is a problem in JSON with a sentence, in the reader's language."""

import pytest

from api import problems
from api.groups import Groups
from deeds.away import MISTAKE
from deeds.lifecycle import Refused

MEDIA_TYPE = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("get", "", {}, 404),
        ("get", "v1/nothing/", {}, 404),
        ("post", "v1/nothing/", {}, 404),
        ("get", "v2/groups/", {}, 404),
        ("get", "v1/groups/not-a-uuid/", {}, 404),
        ("get", "v1/groups/00000000-0000-0000-0000-000000000000/", {}, 404),
        ("post", "v1/groups/", {}, 405),
        ("delete", "v1/services/", {}, 405),
        ("patch", "v1/fields/", {"Content-Type": "text/plain"}, 405),
        ("get", "v1/groups/", {"Accept": "text/csv"}, 406),
    ],
)
def test_each_error_is_a_problem(api, method, path, headers, status):
    answer = api(path, method=method, headers=headers)
    assert (answer.status, answer.headers["Content-Type"]) == (status, MEDIA_TYPE)
    assert (answer.data["type"], answer.data["status"], bool(answer.data["title"])) == (
        "about:blank",
        status,
        True,
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_wrong_method_names_the_right_ones(api):
    assert api("v1/groups/", method="put").headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_refusal_says_its_sentence_as_409(api, monkeypatch):
    def refuse(view, request):
        raise Refused("Three members must be seated first.")

    monkeypatch.setattr(Groups, "get", refuse)
    answer = api("v1/groups/")
    assert (answer.status, answer.data["detail"]) == (409, "Three members must be seated first.")


@pytest.mark.parametrize("debug", [False, True])
def test_our_own_mistake_is_a_problem_too_and_tells_nothing_of_the_inside(
    api, monkeypatch, caplog, settings, debug
):
    settings.DEBUG = debug

    def fail(view, request):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(Groups, "get", fail)
    answer = api("v1/groups/")
    assert (answer.status, answer.headers["Content-Type"], "inside" in answer.text) == (
        500,
        MEDIA_TYPE,
        False,
    )
    assert (answer.data["detail"], "errors" in answer.data) == (str(MISTAKE), False)
    assert any(record.exc_info for record in caplog.records)


def test_a_mistake_outside_of_the_views_is_a_problem_too(client, monkeypatch, db):
    def fail(middleware, request):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("accounts.middleware.PrivateMiddleware.__call__", fail)
    client.raise_request_exception = False
    answer = client.get("/api/v1/groups/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, MEDIA_TYPE)
    assert answer.json()["status"] == 500


def test_sentences_by_parameter_stand_under_errors():
    assert problems.problem(400, {"page": ["No."]}).data["errors"] == {"page": ["No."]}
