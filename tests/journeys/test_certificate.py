"""An accredited group's badge, its certificate and its code: true today, and no more once the committee suspends it."""

import re

import pytest
from playwright.sync_api import expect

from directory.poster import makes_pdf
from tests.journeys.axe import faults
from tests.journeys.people import run

pytestmark = pytest.mark.journeys

GROUP = "marsa-play"
SUSPEND = """
from accounts.models import Person
from coordination.standards.actions import accrediting
from coordination.standards.models import Accreditation
one = Accreditation.objects.get(group__slug="marsa-play", state="current")
by = Person.objects.get(email="committee1@demo.test")
accrediting.step(one, "suspend", by=by, seen=one.version, code="complaint", words="ننظر في شكوى.")
"""


def hand_in(page, text):
    page.goto("/verify/")
    page.fill("textarea[name=text]", text)
    page.get_by_role("button", name="تحقق").click()


def test_a_certificate_says_what_is_true_until_it_is_not(open_browser, running):
    page = open_browser("phone", "ar")
    page.goto(f"/ar/groups/{GROUP}/")
    expect(page.locator("#accredited h2")).to_have_text("اعتماد الملتقى")
    assert faults(page) == []
    page.goto(f"/ar/groups/{GROUP}/")
    page.locator("#accredited").get_by_role("link", name="التحقق").click()
    expect(page.locator("main .state").first).to_contain_text("ساري المفعول")
    verify = page.url
    assert re.search(r"/verify/[0-9a-f-]{36}/$", verify)
    assert faults(page) == []

    page.goto(verify)
    page.get_by_role("link", name="الشهادة", exact=True).click()
    expect(page.locator(".certificate h1")).to_be_visible()
    certificate = page.url
    printed = page.locator(".certificate .code .address").inner_text().strip()
    assert verify.rstrip("/").endswith(printed.rstrip("/"))
    proof = page.request.get(page.get_by_role("link", name="إثبات مختصر").get_attribute("href")).text()
    assert page.request.get(f"{certificate}?pdf").status == (200 if makes_pdf() else 503)
    assert faults(page) == []

    hand_in(page, proof)
    expect(page.get_by_role("heading", name="وقّعه هذا الموقع")).to_be_visible()
    assert faults(page) == []
    hand_in(page, proof[:40] + ("A" if proof[40] != "A" else "B") + proof[41:])
    expect(page.get_by_text("لم تثبت صحته")).to_be_visible()

    run(running, SUSPEND)
    page.goto(verify)
    expect(page.locator("main .state").first).to_contain_text("موقوف مؤقتًا")
    expect(page.locator("main")).to_contain_text("ننظر في شكوى.")
    page.goto(certificate)
    expect(page.locator(".certificate .not-now")).to_contain_text("هذه الشهادة غير سارية الآن.")
    assert faults(page) == []
    hand_in(page, proof)
    expect(page.locator("main .state").first).to_contain_text("موقوف مؤقتًا")
    page.goto(f"/ar/groups/{GROUP}/")
    expect(page.locator(".who h1")).to_be_visible()
    expect(page.locator("#accredited")).to_have_count(0)
