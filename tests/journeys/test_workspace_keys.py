"""A leader keeps the page by keyboard alone on a phone: puts services in order, and looks through others' eyes."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_keyboard import tab_to

pytestmark = pytest.mark.journeys
LEADER = "leader2@demo.test"
PAGE = "/ar/groups/rowad-ishara/"
FOR_MEMBERS, FOR_THE_COMMITTEE = "+965 0000 2101", "+965 0000 1101"


def at(path):
    """Exactly this page, not a sign-in that names it as the next one."""
    return re.compile(rf"^https?://[^/?]+{re.escape(path)}$")


def press_to(page, selector, path):
    tab_to(page, selector, limit=120)
    page.keyboard.press("Enter")
    page.wait_for_url(at(path))


def test_services_are_put_in_order_by_keys(enter):
    page = enter(LEADER, "phone", "ar")
    page.goto(f"{PAGE}edit/")
    press_to(page, f'main a[href="{PAGE}edit/order/"]', f"{PAGE}edit/order/")
    names = page.locator("[data-order] [data-name]")
    first, second, *_rest = before = names.all_inner_texts()
    tab_to(page, "[data-order] > :nth-child(2) [data-move=up]")
    page.keyboard.press("Enter")
    expect(names).to_have_text([second, first, *before[2:]])
    expect(page.locator("#said")).to_contain_text(second)
    expect(page.locator("[data-order] > :first-child [data-move=down]")).to_be_focused()
    press_to(page, "button[form=edit]", f"{PAGE}edit/")
    page.goto(f"{PAGE}edit/order/")
    expect(names).to_have_text([second, first, *before[2:]])
    tab_to(page, "[data-order] > :first-child [data-move=down]")
    page.keyboard.press("Enter")
    press_to(page, "button[form=edit]", f"{PAGE}edit/")
    page.goto(f"{PAGE}edit/order/")
    expect(names).to_have_text(before)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_is_seen_through_others_eyes_by_keys(enter):
    page = enter(LEADER, "phone", "ar")
    page.goto(f"{PAGE}edit/")
    shown, seen = page.locator("main"), {"public": [], "member": [FOR_MEMBERS]}
    seen["committee"] = [FOR_MEMBERS, FOR_THE_COMMITTEE]
    for eyes, numbers in seen.items():
        press_to(page, f'main a[href="{PAGE}edit/as/{eyes}/"]', f"{PAGE}edit/as/{eyes}/")
        for number in (FOR_MEMBERS, FOR_THE_COMMITTEE):
            told = expect(shown)
            (told.to_contain_text if number in numbers else told.not_to_contain_text)(number)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    press_to(page, f'main a[href="{PAGE}edit/"]', f"{PAGE}edit/")
