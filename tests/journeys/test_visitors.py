"""Somebody without an account asks a group and is answered; somebody who wants to help is welcomed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
LEADER = "leader@demo.test"
GROUP, INBOX = "/ar/groups/basira/", "/ar/groups/basira/inbox/"


def send(page):
    """The one filled button; on phones it comes back when the keyboard goes."""
    page.evaluate("document.activeElement.blur()")
    page.locator(".dock button.btn-primary:visible, main button.btn-primary:visible").last.click()


def test_a_question_without_an_account_is_read_and_answered(open_browser, enter):
    visitor = open_browser("phone", "ar")
    visitor.goto(GROUP)
    visitor.locator(f'.dock a[href="{GROUP}ask/"]').click()
    send(visitor)
    expect(visitor.locator(".errs")).to_be_focused()
    visitor.fill("#id_text", "هل تُقام حلقة القراءة في رمضان؟")
    send(visitor)
    visitor.wait_for_url(re.compile("/ar/asks/"))
    expect(visitor.locator(".steps .now")).to_contain_text("2")

    leader = enter(LEADER, "phone", "ar")
    leader.goto("/ar/me/")
    leader.locator(f'main a[href="{INBOX}"]').first.click()
    leader.get_by_text("هل تُقام حلقة القراءة في رمضان؟").click()
    expect(leader.locator("#id_answer")).to_be_visible()
    visitor.reload()
    expect(visitor.locator(".steps .done")).to_have_count(2)

    leader.fill("#id_answer", "نعم، بعد صلاة التراويح.")
    leader.locator('button[value="answer"]').click()
    leader.wait_for_url(f"**{INBOX}")
    expect(leader.locator(".flashes .note.ok")).to_be_visible()
    visitor.reload()
    expect(visitor.locator("main")).to_contain_text("نعم، بعد صلاة التراويح.")


def test_somebody_who_wants_to_help_is_welcomed_and_belongs_to_the_group(enter):
    helper = enter("volunteer@demo.test", "phone", "ar")
    helper.goto(f"{GROUP}volunteer/")
    helper.fill("#id_what", "تسجيل الكتب الصوتية")
    helper.fill("#id_when", "مساء الأحد")
    helper.check("#id_age_0")
    send(helper)
    helper.wait_for_url(re.compile("/ar/helpers/"))

    leader = enter(LEADER, "phone", "ar")
    leader.goto(INBOX)
    leader.get_by_text("تسجيل الكتب الصوتية").click()
    leader.locator('button[value="welcome"]').click()
    leader.wait_for_url(f"**{INBOX}")
    helper.goto("/ar/me/")
    expect(helper.locator("#mine + ul")).to_contain_text("مجموعة بصيرة")
