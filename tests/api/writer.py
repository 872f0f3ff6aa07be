"""A partner institution whose key writes, and a group that lets it."""

import itertools
from datetime import timedelta
from types import SimpleNamespace

import orjson
from django.test import Client
from django.utils import timezone

from accounts.models import Key, Partner, Scope
from directory.actions import mandates
from directory.models import Group

WRITE = [Scope.READ_DIRECTORY, Scope.WRITE_INITIATIVES]
NUMBERS = itertools.count(1)
ADDRESS = "/api/v1/initiatives/"


def make_partner(cast, scopes=WRITE, **fields):
    fields = {
        "name": "المكتبة الوطنية",
        "contact_email": "dev@library.test",
        "keeper": cast.volunteer,
        **fields,
    }
    return Partner.objects.create(scopes=list(scopes), state="granted", **fields)


def let(cast, partner, scopes=(Scope.WRITE_INITIATIVES,), days=30):
    """The leader lets the partner do this in the name of مجموعة بصيرة."""
    seen = Group.objects.get(pk=cast.group.pk).version
    ends_on = timezone.localdate() + timedelta(days=days)
    return mandates.give(cast.group, partner, scopes=list(scopes), ends_on=ends_on, by=cast.leader, seen=seen)


class Program:
    """What a partner's program sends, and how it is answered."""

    def __init__(self, partner, scopes=None):
        self.key, self.text = Key.objects.grant(partner, scopes or partner.scopes)

    def send(self, method, path, body=None, **headers):
        headers = {"Authorization": f"Api-Key {self.text}", "Accept-Language": "ar", **headers}
        data = body if isinstance(body, bytes) else orjson.dumps(body)
        kind = headers.pop("Content-Type", "application/json")
        client = Client(raise_request_exception=False)
        answer = client.generic(method, path, data, kind, headers=headers)
        read = orjson.loads(answer.content) if answer.content else None
        return SimpleNamespace(
            status=answer.status_code, headers=answer.headers, data=read, content=answer.content
        )

    def draft(self, led_by, name=None, **said):
        body = {"group": str(led_by.uuid), "title_ar": "قاعات للجميع", **said}
        return self.send("POST", ADDRESS, body, **{"Idempotency-Key": name or f"draft-{next(NUMBERS)}"})

    def redraft(self, made, seen=None, **said):
        etag = made.headers["ETag"] if seen is None else seen
        return self.send(
            "PATCH", f"{ADDRESS}{made.data['id']}/", said, **({"If-Match": etag} if etag else {})
        )

    def read(self, path, **headers):
        return self.send("GET", f"/api/v1/{path}", b"", **headers)
