"""The processes of docker-compose.yml beside each other: sign up, read the mail, edit a page, find it."""

import json
import re
import urllib.parse

import pytest

from accounts.models import Person
from tests.accounts.post import PASSWORD
from tests.cast import join, make_group
from tests.deployment import Visitor
from tests.faults.conftest import edit_summary
from tests.site import wait_until

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


def test_from_signing_up_to_a_page_that_is_found(site, mails):
    site.run_once("migrate")
    site.start("search", "worker", "mail", "beat", "web")
    visitor = signed_up(site, mails, "noura@example.test")
    group = make_group("basira", name_ar="مجموعة بصيرة")
    join(Person.objects.get(email="noura@example.test"), group, "leader")
    assert "/ar/groups/basira/" not in results(site)
    edit_summary(visitor, group, f"نخبز خبز {WORD}")
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


def results(site):
    return Visitor(site.address).get(f"/ar/groups/?{urllib.parse.urlencode({'q': WORD})}")
