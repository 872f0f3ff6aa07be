"""A group's own site, of another origin, shows its card by the one line that its page offers."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.journeys import axe
from tests.journeys.conftest import SIZES

pytestmark = pytest.mark.journeys
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ours</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Ours</h1>{}</main></body></html>"""


@pytest.fixture
def elsewhere():
    """`elsewhere(line)` is the address of a page of another origin that has this line in it."""
    shown = {}

    class Ours(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(shown["line"]).encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ours)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(line):
        shown["line"] = line
        return f"http://127.0.0.1:{server.server_port}/"

    yield put
    server.shutdown()
    server.server_close()


def line_of(page, path):
    """What the button copies."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(path)
    page.locator("summary", has_text="own site").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#said")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#embed-line").input_value()
    return copied


@pytest.mark.parametrize("size", ["small", "desk"])
@pytest.mark.parametrize(
    ("path", "name"),
    [("/en/groups/basira/", "Basira"), ("/en/groups/?area=KW-HA", "Groups directory")],
    ids=["card", "list"],
)
def test_a_line_copied_here_shows_there_and_sets_no_cookie(open_browser, site, elsewhere, size, path, name):
    page = open_browser(size, "en")
    address = elsewhere(line_of(page, path))
    there = open_browser(size, "en")
    there.goto(address)
    frame = there.frame_locator("iframe")
    expect(frame.locator("main")).to_contain_text(name)
    assert name in there.locator("iframe").get_attribute("title")
    inner = there.frames[1]
    inner.wait_for_load_state()
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert there.context.cookies() == []
    with there.context.expect_page() as opened:
        frame.locator("a").first.click()
    opened.value.wait_for_url(f"{site}/en/groups/**")


def test_no_other_page_of_the_site_shows_in_a_frame(open_browser, site, elsewhere, forbidden):
    page = open_browser("desk", "en")
    page.goto(elsewhere(f'<iframe src="{site}/en/groups/basira/" title="x"></iframe>'))
    page.wait_for_timeout(300)
    assert page.frames[1].url.startswith("chrome-error:")
    forbidden.clear()


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", ["basira/", "?limit=3", "?q=zzzzzz", "nobody/"])
def test_nothing_is_wrong_for_people_with_disabilities(open_browser, lang, path):
    page = open_browser("small", lang)
    page.goto(f"/embed/{lang}/groups/{path}")
    assert axe.faults(page, SIZES["small"], SIZES["desk"]) == []
