"""The content security policy holds: nothing inline runs, the guard tells, and no page needs a script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
EDIT = "/ar/groups/basira/edit/"
INLINE = {
    "script": "<script>document.title = 'ran'</script>",
    "style": "<style>body { display: none }</style>",
    "attribute": "<p style='display: none' onclick='alert()'>x</p>",
    "foreign script": "<script src='https://elsewhere.example/x.js'></script>",
    "foreign picture": "<img src='https://elsewhere.example/x.png' alt=''>",
}


@pytest.mark.parametrize("planted", INLINE)
def test_what_is_planted_in_a_page_does_not_run_and_is_reported(open_browser, forbidden, planted):
    page = open_browser("desk", "ar")

    def plant(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", INLINE[planted] + "</main>"))

    page.route("**/ar/about/", plant)
    page.goto("/ar/about/")
    page.wait_for_timeout(100)
    assert page.title() != "ran"
    assert len(forbidden) > 0
    forbidden.clear()


@pytest.fixture
def without_script(open_browser):
    return open_browser("phone", "ar", java_script_enabled=False)


def test_filters_work_without_script(without_script):
    page = without_script
    page.goto("/ar/groups/")
    every = page.locator("#results article").count()
    page.locator('a[href="#filters"]').click()
    page.locator("#beneficiary-autism").check()
    page.locator("#filters button[type=submit]").click()
    page.wait_for_url("**beneficiary=autism*")
    expect(page.locator(".chip").first).to_be_visible()
    assert 0 < page.locator("#results article").count() < every
    page.locator(".chip").first.click()
    page.wait_for_url(lambda url: "beneficiary" not in url)
    page.locator("a[rel=next]").click()
    page.wait_for_url("**page=2*")
    expect(page.locator("#results article").first).to_be_visible()


def test_help_is_found_without_script(without_script):
    page = without_script
    page.goto("/ar/")
    page.fill("#q", "نطق")
    page.select_option("#place", "KW-HA")
    page.press("#q", "Enter")
    page.wait_for_url("**area=KW-HA*")
    page.locator('a[href="#filters"]').click()
    page.fill("#age", "5")
    page.locator("#filters button[type=submit]").click()
    page.wait_for_url("**age=5*")
    page.locator("#results article h3 a").first.click()
    page.wait_for_url("**/groups/*/#service-*")
    expect(page.locator("#reach a").first).to_be_visible()


def test_more_of_the_bar_and_the_switch_work_without_script(without_script):
    page = without_script
    page.goto("/ar/")
    page.locator(".dock summary").click()
    expect(page.locator(".dock .sheet a").first).to_be_visible()
    page.locator(".util a[hreflang=en]").click()
    page.wait_for_url("**/en/")


def test_signing_in_and_editing_work_without_script(without_script):
    page = without_script
    page.goto(f"{EDIT}texts/")
    page.fill("#id_login", "leader2@demo.test")
    page.fill("#id_password", "demo")
    page.press("#id_password", "Enter")
    page.goto("/ar/groups/rowad-ishara/edit/texts/")
    page.fill("#id_name_ar", "")
    page.fill("#id_name_en", "")
    page.press("#id_name_en", "Enter")
    expect(page.locator(".errs[role=alert] a")).to_have_attribute("href", "#id_name_ar")
    page.fill("#id_name_ar", "رواد لغة الإشارة")
    page.fill("#id_name_en", "Sign Language Pioneers")
    page.press("#id_name_en", "Enter")
    page.wait_for_url("**/ar/groups/rowad-ishara/edit/")
    expect(page.locator(".flashes .note.ok")).to_be_visible()


def test_every_page_says_its_policy_and_none_allows_inline(open_browser):
    page = open_browser("desk", "ar")
    for place in ["/ar/", "/ar/groups/", "/ar/accounts/login/", "/healthz"]:
        policy = page.request.get(place).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert not re.search(r"unsafe-|https?:|\*", policy)
