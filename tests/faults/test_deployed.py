"""The processes of docker-compose.yml beside each other: sign up, read the mail, edit a page, find it."""

import json
import re
import urllib.parse

import pytest

from accounts.models import Person
from tests.accounts.post import PASSWORD
from tests.cast import join, make_group
from tests.deployment import Visitor, deployed, form_fields, image
from tests.site import wait_until
from tests.workers import sink
from tests.workers.broker import own_broker
from tests.workers.test_work import database_url

pytestmark = [
    pytest.mark.faults,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("the whole machine"),
]
WORD = "زنجبيل"


def code_in(server, address):
    """The code that the mail server got for this address."""
    contents = [envelope.content for envelope in server.taken if envelope.rcpt_tos == [address]]
    return re.search(rb"^(\d{4}-\d{4})\r?$", contents[-1], re.M).group(1).decode()


def test_from_signing_up_to_a_page_that_is_found(tmp_path):
    with (
        sink.listening() as (server, place),
        own_broker(tmp_path / "redis") as broker,
        deployed(
            image(tmp_path / "image"),
            tmp_path,
            database=database_url(),
            broker=broker.url,
            mail=f"smtp://127.0.0.1:{place['port']}",
        ) as site,
    ):
        site.run_once("migrate")
        site.start("search", "worker", "mail", "beat", "web")
        visitor = signed_up(site, server, "noura@example.test")
        group = make_group("basira", name_ar="مجموعة بصيرة")
        join(Person.objects.get(email="noura@example.test"), group, "leader")
        assert "/ar/groups/basira/" not in results(site)
        edit(visitor, group)
        wait_until(lambda: "/ar/groups/basira/" in results(site), 30)
        assert json.loads(visitor.get("/healthz"))["search"]["documents"] == 1
        for name in ("web", "worker", "mail", "beat", "search"):
            wait_until(lambda name=name: site.healthy(name), 30)
        codes = {name: site.end(name) for name in list(site.running)}
        said = {name: site.said(name) for name in codes}
    assert codes == dict.fromkeys(codes, 0)
    assert [name for name, text in said.items() if "Traceback" in text] == []


def signed_up(site, server, address):
    visitor = Visitor(site.address)
    visitor.get("/ar/accounts/signup/")
    visitor.post("/ar/accounts/signup/", email=address, password1=PASSWORD)
    wait_until(lambda: server.taken, 30)
    where, _page = visitor.post("/ar/accounts/confirm-email/", code=code_in(server, address))
    assert where == f"{site.address}/ar/me/"
    return visitor


def edit(visitor, group):
    path = f"/ar/groups/{group.slug}/edit/texts/"
    known = form_fields(visitor.get(path))
    fields = {name: known[name] for name in ("revision", "once") if name in known}
    texts = {"name_ar": "مجموعة بصيرة", "name_en": "", "summary_ar": f"نخبز خبز {WORD}", "summary_en": ""}
    where, _page = visitor.post(path, **fields, **texts, about_ar="", about_en="")
    assert not where.endswith("/texts/")


def results(site):
    return Visitor(site.address).get(f"/ar/groups/?{urllib.parse.urlencode({'q': WORD})}")
