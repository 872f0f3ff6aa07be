"""Coming in and going: a group is founded by keyboard alone, an unclaimed page is claimed, an account is erased."""

import re
import subprocess
import sys
import time
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import expect

from tests.journeys.test_keyboard import tab_to
from tests.site import ROOT

pytestmark = pytest.mark.journeys
PATIENCE = 15
SOMEBODY_WHO_LEAVES = """
import django
django.setup()
from django.contrib.auth.hashers import make_password
from config.demo.people import add_person
add_person("leaving@demo.test", "وضحة", make_password("demo"))
"""


def link_mailed_to(state, address):
    """The first link of our claims in a mail to this address."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for path in (state / "mail").glob("**/*"):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default) if path.is_file() else None
            if mail and address in str(mail["To"]):
                found = re.search(r"https?://[^/]+(/\S*/claims/\S+)", mail.get_body(("plain",)).get_content())
                if found:
                    return found[1]
        time.sleep(0.2)
    pytest.fail(f"No mail to {address} within {PATIENCE} s.")


def test_a_group_is_founded_by_keyboard_alone(enter):
    page = enter("volunteer@demo.test")
    page.goto("/ar/list-your-group/")
    tab_to(page, 'main a[href="/ar/groups/new/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/new/")
    tab_to(page, "#id_name")
    page.keyboard.type("مجموعة بصيرة")
    tab_to(page, "#id_offer")
    page.keyboard.type("مرافقون لكبار السن في المواعيد")
    tab_to(page, "#id_area")
    page.keyboard.press("ArrowDown")
    tab_to(page, 'button[form="found"]')
    page.keyboard.press("Enter")
    alike = page.locator("[data-focus]")
    expect(alike).to_be_focused()
    expect(alike.locator('a[href="/ar/groups/basira/"]')).to_be_visible()
    expect(page.locator("#id_offer")).to_have_value("مرافقون لكبار السن في المواعيد")
    tab_to(page, 'button[name="new"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    expect(page.locator(".flashes")).to_contain_text("فُتحت المسودة")


def test_an_unclaimed_page_is_claimed_by_its_published_address(enter, open_browser, running):
    page = enter("committee2@demo.test")
    page.goto("/ar/groups/nawader/")
    page.click('a[href="/ar/groups/nawader/claim/"]')
    page.fill("#id_part", "منسقة الفريق منذ 2022")
    page.locator("h1").click()  # the bar hides while a keyboard is open
    page.locator('button[form="claim"]').click()
    expect(page.locator("h1")).to_have_text("طلبكم مفتوح")
    reader = open_browser("phone", "ar")
    reader.goto(link_mailed_to(running.state, "salam@nawader.example"))
    expect(reader.locator("main")).to_contain_text("منسقة الفريق منذ 2022")
    reader.click('button[value="agree"]')
    reader.wait_for_url("**/groups/nawader/")
    page.goto("/ar/groups/nawader/edit/")
    expect(page.locator("h1")).to_be_visible()


def test_an_account_is_erased_after_settling_what_depends_on_it(enter, running):
    page = enter("leader2@demo.test")
    page.goto("/ar/me/erase/")
    expect(page.locator("h1")).to_have_text("يلزم هذا أولًا")
    expect(page.locator('main form[action="/ar/me/erase/"]')).to_have_count(0)
    assert page.locator('main a[href$="/team/"]').count() == 1

    environment = running.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", SOMEBODY_WHO_LEAVES], cwd=ROOT, env=environment, check=True)
    page = enter("leaving@demo.test")
    page.goto("/ar/me/")
    page.click('a[href="/ar/me/erase/"]')
    with page.expect_download() as zipped:
        page.click('main a[href="/ar/me/export/"]')
    assert zipped.value.suggested_filename.endswith(".zip")
    page.click('form[action="/ar/me/erase/"] button[type="submit"]')
    page.wait_for_url(re.compile(r"/ar/$"))
    page.goto("/ar/me/")
    page.wait_for_url("**/login/**")
