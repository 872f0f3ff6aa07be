"""Into a team and onto its page: by a letter, by a link, and by one's own consent."""

import re
import time
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import expect

from tests.journeys.test_keyboard import tab_to

pytestmark = pytest.mark.journeys
LEADER, VOLUNTEER = "leader@demo.test", "volunteer@demo.test"
TEAM = "/ar/groups/basira/team/"


def mailed_to(state, address, after, wanted):
    """What matches `wanted` in the newest letter that has it and went to this address since then."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        for path in sorted((state / "mail").glob("**/*"), key=lambda path: -path.stat().st_mtime):
            if path.is_file() and path.stat().st_mtime >= after and address in path.read_text():
                text = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
                if found := re.search(wanted, text.get_content(), re.M):
                    return found[1]
        time.sleep(0.1)
    pytest.fail(f"Nothing like {wanted} to {address} within 10 s.")


def link_mailed_to(state, address, after, kind):
    return mailed_to(state, address, after, rf"(/ar/{kind}/[\w-]{{43}}/)")


def press(page, words):
    """The button or link with these words; on phones the one at the bottom."""
    page.locator("h1").click()
    page.locator("button:visible, a:visible").filter(has_text=words).first.click()


def test_somebody_new_is_invited_by_mail_and_comes_into_the_team(enter, open_browser, running):
    address, asked = "jawaher@home.test", time.time() - 1
    leader = enter(LEADER, "phone", "ar")
    leader.goto(TEAM)
    press(leader, "دعوة بالبريد")
    leader.fill("#id_mail", address)
    leader.locator("input[name=role][value=editor]").check()
    press(leader, "إرسال الدعوة")
    leader.wait_for_url(f"**{TEAM}")
    expect(leader.locator("#invited")).to_be_visible()
    page = open_browser("phone", "ar")
    page.goto(link_mailed_to(running.state, address, asked, "invitations"))
    press(page, "إنشاء حساب")
    page.fill("input[type=email]", address)
    page.fill("input[type=password]", "zumurruda-barq-77")
    page.press("input[type=password]", "Enter")
    page.wait_for_url("**/confirm-email/**")
    page.locator("main form input:not([type=hidden])").first.fill(
        mailed_to(running.state, address, asked, r"^(\d{4}-?\d{4})\s*$")
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/invitations/**")
    press(page, "قبول الدعوة")
    page.wait_for_url(f"**{TEAM}")
    expect(page.locator("#people")).to_be_visible()


def test_a_volunteer_asks_by_the_shared_link_with_the_keyboard_alone(enter):
    leader = enter(LEADER, "phone", "ar")
    leader.goto(f"{TEAM}link/")
    tab_to(leader, "button[name=make]")
    leader.keyboard.press("Enter")
    expect(leader.locator("main img")).to_be_visible()
    shared = leader.locator("#share").input_value()
    page = enter(VOLUNTEER, "phone", "ar")
    page.goto("/" + re.search(r"https?://\S+", shared)[0].split("/", 3)[3])
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("main form")).to_have_count(0)
    leader.goto(TEAM)
    expect(leader.locator("#asking")).to_be_visible()
    tab_to(leader, "form[action$='/welcome/'] button")
    leader.keyboard.press("Enter")
    expect(leader.locator(".flashes .note")).to_be_visible()
    page.goto(TEAM)
    expect(page.locator("#people")).to_be_visible()


def test_a_name_is_shown_after_its_owner_agreed_by_the_mailed_link_and_goes_the_same_way(
    enter, open_browser, running
):
    address, asked = "talal@home.test", time.time() - 1
    leader = enter(LEADER, "phone", "ar")
    leader.goto(TEAM)
    row = leader.locator("section[aria-labelledby=cards] li").filter(has_text="طلال وليد")
    row.locator("a").click()
    leader.select_option("#id_member", "")
    leader.fill("#id_mail", address)
    press(leader, "إرسال السؤال")
    leader.wait_for_url(f"**{TEAM}")
    page = open_browser("phone", "ar")
    public = open_browser("phone", "ar")
    public.goto("/ar/groups/basira/")
    expect(public.locator("#team")).not_to_contain_text("طلال وليد")
    page.goto(link_mailed_to(running.state, address, asked, "consents"))
    answered = time.time() - 1
    press(page, "أوافق على نشر الاسم")
    expect(page.locator("h1")).to_contain_text("ظهر الاسم الآن")
    public.reload()
    expect(public.locator("#team")).to_contain_text("طلال وليد")
    time.sleep(1)
    page.goto(link_mailed_to(running.state, address, answered, "consents"))
    press(page, "سحب الموافقة")
    public.reload()
    expect(public.locator("#team")).not_to_contain_text("طلال وليد")
