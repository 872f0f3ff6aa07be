"""A partner's webhook in its keeper's hands: registered, tried out, failing for days, switched off and on again."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from socket import socket

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.conftest import SIZES
from tests.journeys.people import run
from tests.site import ROOT, free_port, wait_until

pytestmark = pytest.mark.journeys
PARTNER = "شبكة مكتبات الأحياء"  # of the demo, granted
HOST = "hooks.example.org"
PLACES = [SIZES["phone"], SIZES["desk"]]
FAILING_FOR_DAYS = """
from datetime import timedelta
from workers.models import Webhook
from workers.outbox import posting
webhook = Webhook.objects.get(host=os.environ["HOST"])
Webhook.objects.filter(pk=webhook.pk).update(failing_since=timezone.now() - posting.PATIENCE - timedelta(hours=1))
posting.failed(webhook.pk)
"""


@contextmanager
def door(site):
    """The same site's address where every server's name leads somewhere; messages go out from the site itself, where
    this one leads nowhere.
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tests.journeys.door",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **site.environment}, stderr=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: answers(port) or process.poll() is not None, 60)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(30)


def answers(port):
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def go_to_webhooks(keeper):
    keeper.goto("/ar/partners/")
    keeper.locator("main a", has_text=PARTNER).first.click()
    keeper.locator('main a[href$="/webhooks/"]').click()


def register(keeper, entrance):
    """Ends on the page that shows the new webhook with its secret."""
    go_to_webhooks(keeper)
    keeper.goto(
        entrance + re.sub("^https?://[^/]+", "", keeper.url), timeout=30_000
    )  # the first page of a new server
    keeper.fill("#id_url", "https://localhost/hook")
    keeper.locator("main form button.btn-primary").click()
    expect(keeper.locator("main .errs")).to_be_visible()
    expect(keeper.locator("#id_url")).to_have_value("https://localhost/hook")
    keeper.fill("#id_url", f"https://{HOST}/hook")
    keeper.locator('input[name="kinds"]').first.check()
    keeper.locator("main form button.btn-primary").click()
    expect(keeper.locator("main h1")).to_have_text(HOST)


def test_from_registering_to_switching_on_again(enter, running):
    keeper = enter("volunteer@demo.test")
    with door(running) as entrance:
        register(keeper, entrance)
    secret = keeper.locator("main .note.info bdi").inner_text().strip()
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret)
    assert faults(keeper, *PLACES) == []

    go_to_webhooks(keeper)
    keeper.locator("main a", has_text=HOST).click()
    expect(keeper.locator("main")).not_to_contain_text(secret)
    log = keeper.locator("#deliveries")
    expect(log.locator("li")).to_have_count(0)
    keeper.locator('form[action$="/test/"] button').click()
    expect(log.locator("li .state.bad")).to_be_visible(timeout=30_000)
    expect(log.locator("li")).to_have_count(1)

    run(running, FAILING_FOR_DAYS, HOST=HOST)
    keeper.reload()
    expect(keeper.locator("main .lead-in .state")).to_contain_text("ثلاثة أيام")
    expect(keeper.locator("main .note.warn")).to_be_visible()
    keeper.locator('form[action$="/on/"] button').click()
    expect(keeper.locator("main .lead-in .state")).to_have_class(re.compile("ok"))
    expect(keeper.locator("main .note.warn")).to_have_count(0)
    assert faults(keeper, *PLACES) == []

    keeper.locator("main a.quiet").first.click()
    expect(keeper.locator("main li", has_text=HOST)).to_be_visible()
    assert faults(keeper, *PLACES) == []
