"""A question arrives, is counted, opened, answered, and its line in the inbox is done by itself."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.test_visitors import send

pytestmark = pytest.mark.journeys
LEADER = "leader2@demo.test"
WITHIN = 60


def unread(page):
    page.goto("/ar/me/inbox/")
    found = re.search(r"\d+", page.locator("#bell").inner_text())
    return int(found[0]) if found else 0


def has_read_all(page):
    lags = page.request.get("/healthz").json()["readers"]["lag"]
    return not lags["seal"]["entries"] and not lags["notices"]["entries"]


def until(holds):
    """The background work has its turn within seconds."""
    end = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < end
        time.sleep(1)


def test_a_question_is_counted_opened_answered_and_done(open_browser, enter):
    leader = enter(LEADER, "phone", "ar")
    leader.goto("/ar/me/")
    group = leader.locator('main a[href$="/edit/"]').first.get_attribute("href").removesuffix("edit/")
    until(lambda: has_read_all(leader))  # of the demo's own deeds
    before = unread(leader)

    visitor = open_browser("phone", "ar")
    visitor.goto(f"{group}ask/")
    visitor.fill("#id_text", "هل تُقام دورة في لغة الإشارة هذا الشهر؟")
    send(visitor)
    visitor.wait_for_url(re.compile("/ar/asks/"))

    until(lambda: unread(leader) > before)
    line = leader.locator("ul.work > li", has_text="سؤال إلى").first
    expect(line).to_contain_text("بصفتكم من مسؤولي")
    line.locator("a.btn").click()
    leader.wait_for_url(f"**{group}inbox/")
    leader.locator("main a", has_text="هل تُقام دورة في لغة الإشارة هذا الشهر؟").click()
    leader.fill('textarea[name="answer"]', "نعم، كل سبت.")
    leader.locator('button[value="answer"]').click()
    expect(leader.locator(".flashes .note.ok")).to_be_visible()

    def is_done():
        leader.goto("/ar/me/inbox/?show=all")
        return "تم إنجازه" in leader.locator("ul.work > li", has_text="سؤال إلى").first.inner_text()

    until(is_done)
    assert unread(leader) <= before  # what other journeys left may have ended meanwhile too
