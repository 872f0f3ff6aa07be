"""Asks the API as a partner's program does."""

from types import SimpleNamespace

import orjson
import pytest
from django.test import Client

from tests.directory.search.world import make_words


@pytest.fixture
def words(db):
    make_words()


@pytest.fixture
def api(db):
    """api(path, **parameters) → status, headers, and data: the JSON."""

    def ask(path, headers=None, method="get", **parameters):
        client = Client(raise_request_exception=False)
        response = getattr(client, method)(f"/api/{path}", parameters or None, headers=headers or {})
        is_json = "json" in response.headers.get("Content-Type", "")
        data = orjson.loads(response.content) if is_json and response.content else None
        return SimpleNamespace(
            status=response.status_code, headers=response.headers, data=data, text=response.content.decode()
        )

    return ask
