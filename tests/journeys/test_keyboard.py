"""Search with a keyboard alone: every stop is seen, nothing traps, and what changed is said."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
LEADER = "leader@demo.test"
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const style = getComputedStyle(at.closest(".item h3 a") ? at.closest(".item") : at);
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2);
  return {
    name: at.id || at.getAttribute("href") || at.className || at.tagName,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: !!middle && (at.contains(middle) || middle.contains(at)),
    end: at === document.body,
  };
}"""


def stops(page, limit=150):
    """Where Tab stops, from the current place to the end of the page."""
    found = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["end"]:
            return found
        found.append(stop)
    raise AssertionError(f"After {limit} stops the page has not ended: {found[-5:]}")


def tab_to(page, selector, limit=60):
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def test_the_first_stop_skips_to_the_content(open_browser):
    page = open_browser("desk", "ar")
    page.goto("/ar/groups/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()


def test_search_and_filter_without_a_mouse(open_browser):
    page = open_browser("desk", "ar")
    page.goto("/ar/groups/")
    tab_to(page, "#q")
    page.keyboard.type("توحد")
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/?q=*")
    said = page.locator("#said")
    expect(said).to_have_text(re.compile(r"\d+|مجموعتان|مجموعة واحدة"))
    before = said.inner_text()
    expect(page.locator("#q")).to_be_focused()
    tab_to(page, "#accepting-1")
    page.keyboard.press("Space")
    page.wait_for_url("**accepting=1*")
    expect(page.locator("#accepting-1")).to_be_checked()
    expect(page.locator("#accepting-1")).to_be_focused()
    expect(said).not_to_have_text(before)
    assert said.get_attribute("role") == "status"
    assert page.locator("#results article").count() > 0


@pytest.mark.parametrize(
    "place", ["", "groups/", "services/?beneficiary=autism", "groups/basira/", "figures/"]
)
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_stop_is_seen_and_none_traps(open_browser, size, place):
    page = open_browser(size, "ar")
    page.goto(f"/ar/{place}")
    found = stops(page)
    assert len(found) > 8
    assert [stop for stop in found if stop["outline"] < 2 or not stop["seen"]] == []


def test_escape_closes_the_menu_of_a_person_and_gives_the_focus_back(enter):
    page = enter(LEADER, "desk", "ar")
    page.goto("/ar/")
    menu = page.locator("details.menu")
    tab_to(page, "details.menu > summary")
    page.keyboard.press("Enter")
    expect(menu.locator('a[href="/ar/me/"]')).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu.locator('a[href="/ar/me/"]')).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_more_of_the_phones_bar_opens_and_closes(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/")
    more = page.locator(".dock details")
    sheet = more.locator(".sheet")
    more.locator("summary").click()
    expect(sheet.locator("a").first).to_be_in_viewport(ratio=1)
    assert len(sheet.locator("a").all()) >= 2
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(more.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.locator("h1").click()
    expect(sheet).to_be_hidden()


def test_the_filters_of_a_phone_open_and_close_without_a_mouse(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/services/")
    opener, filters = page.locator('a[href="#filters"]'), page.locator("#filters")
    tab_to(page, 'a[href="#filters"]')
    page.keyboard.press("Enter")
    expect(filters).to_be_focused()
    page.keyboard.press("Escape")
    expect(filters).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_stop_behind_the_open_filters_is_never_reached(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/services/")
    tab_to(page, 'a[href="#filters"]')
    page.keyboard.press("Enter")
    assert [stop for stop in stops(page) if not stop["seen"]] == []
