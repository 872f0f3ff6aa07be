"""A site as a newcomer starts it, with its demo, and a browser that reports what the site's own policy forbids."""

import functools
import os
import subprocess
import sys

import pytest

from tests.site import ROOT, running_site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REPORT_FORBIDDEN = """
addEventListener("securitypolicyviolation", event =>
  reportForbidden(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
"""
SIZES = {
    "small": {"width": 320, "height": 640},
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
}
PATIENCE = 10_000


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """The site that all journeys walk through, as tests/site.py starts it."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def site(running):
    """Its address."""
    return running.address


NOT_FOUND = """
import os, django
django.setup()
from django.conf import settings
from django.test import Client
settings.DEBUG = False
print(Client(HTTP_HOST="localhost").get(os.environ["PLACE"]).content.decode())
"""


@pytest.fixture(scope="session")
def not_found(running):
    """`not_found(lang)` is what the site answers, when it is not under construction, to an address that is none."""

    @functools.cache
    def answered(lang):
        given = {"DJANGO_SETTINGS_MODULE": "config.settings", "PLACE": f"/{lang}/nothing-of-this-name/"}
        command = [sys.executable, "-c", NOT_FOUND]
        environment = running.environment | given
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout

    return answered


@pytest.fixture(scope="session")
def browser_type_launch_args():
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    return {"executable_path": chromium, "args": FLAGS, "headless": True}


@pytest.fixture
def forbidden():
    """What the content security policy refused during the test."""
    return []


@pytest.fixture
def open_browser(browser, site, forbidden):
    """`open_browser(size, lang)` gives a page; at the end of the test every refusal of the policy is a failure."""
    contexts = []

    def opened(size="phone", lang="ar", **more):
        more = {"viewport": SIZES[size], "locale": lang, "reduced_motion": "reduce"} | more
        context = browser.new_context(base_url=site, **more)
        context.set_default_timeout(PATIENCE)
        context.expose_function("reportForbidden", lambda refusal: forbidden.append(refusal))
        context.add_init_script(REPORT_FORBIDDEN)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert forbidden == []


def sign_in(page, address, lang="ar"):
    """Through the door that everybody uses, with the demo's password."""
    page.goto(f"/{lang}/accounts/login/")
    page.fill("#id_login", address)
    page.fill("#id_password", "demo")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/me/")


@pytest.fixture(scope="session")
def sessions():
    """{address: cookies} of those who have signed in, so that nobody signs in twice."""
    return {}


@pytest.fixture
def enter(open_browser, sessions):
    """`enter(address, size, lang)` gives a page of somebody of the demo who is signed in."""

    def entered(address, size="phone", lang="ar", **more):
        if address not in sessions:
            page = open_browser(size, lang)
            sign_in(page, address, lang)
            sessions[address] = page.context.storage_state()
        return open_browser(size, lang, storage_state=sessions[address], **more)

    return entered
