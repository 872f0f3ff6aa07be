"""A passkey is made, named, used to sign in and to prove again, and removed; the device is Chromium's virtual one."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.journeys
SETTINGS = re.compile(r"^[^?]*/me/settings/$")  # the address itself, not where it stands behind ?next=
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page):
    """This browser can make passkeys from now on."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def test_a_passkey_from_making_to_removing(open_browser):
    page = with_device(open_browser("phone", "ar"))
    sign_in(page, "volunteer@demo.test")
    page.goto("/ar/accounts/2fa/webauthn/add/")
    page.fill("#id_password", "demo")
    page.press("#id_password", "Enter")
    page.fill("#id_name", "هاتفي")
    page.click("#passkey-button")
    page.wait_for_url("**/recovery-codes/")
    page.goto("/ar/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("هاتفي")

    page.goto("/ar/accounts/logout/")
    page.locator("main button[type=submit]").click()
    page.goto("/ar/accounts/login/?next=/ar/me/settings/")
    page.click("#passkey-button")
    page.wait_for_url(SETTINGS)

    page.goto("/ar/accounts/2fa/webauthn/")
    page.click('main a[href$="/edit/"]')
    if "reauthenticate" in page.url:
        page.click("#passkey-button")
        page.wait_for_url("**/edit/")
    page.fill("#id_name", "هاتف العمل")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("هاتف العمل")
    page.click('main a[href$="/remove/"]')
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("لا مفتاح مرور بعد")


def test_a_browser_without_a_device_says_so_and_offers_other_ways(open_browser):
    page = open_browser("phone", "ar", java_script_enabled=False)
    page.goto("/ar/accounts/login/")
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    expect(page.locator("#id_password")).to_be_visible()
