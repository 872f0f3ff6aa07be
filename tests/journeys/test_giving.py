"""Forty laptops of a company: offered in short steps, passed on in one tap, shared by five groups, and a letter."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from directory.poster import makes_pdf
from tests.journeys.axe import faults
from tests.journeys.conftest import SIZES
from tests.journeys.people import run

pytestmark = pytest.mark.journeys
GROUPS = ["basira", "rowad-ishara", "bustan-alkul", "adud-md", "clean-coasts"]
TITLE = "أربعون حاسوبًا محمولًا"
LEADERS = """
from accounts.models import Person
from directory.models import Group, Membership
for slug in os.environ["GROUPS"].split():
    group = Group.objects.get(slug=slug)
    person = add_person(f"gives-{slug}@demo.test", slug, make_password("demo"))
    Membership.objects.get_or_create(group=group, person=person, defaults={"role": "leader", "state": "active"})
"""
BOTH = (SIZES["phone"], SIZES["desk"])


def photo():
    content = BytesIO()
    Image.new("RGB", (640, 480), "#125a8c").save(content, "PNG")
    return {"name": "laptops.png", "mimeType": "image/png", "buffer": content.getvalue()}


def press(page, name):
    """The button at the bottom of a phone shows once the keyboard is put away."""
    page.evaluate("document.activeElement.blur()")
    page.get_by_role("button", name=name).last.click()


def go_on(page, step):
    press(page, "حفظ واستمرار")
    page.wait_for_url(f"**/{step}/")


def offer(page):
    """Short steps on a phone; its address comes back."""
    page.goto("/ar/exchange/giving/")
    page.get_by_role("link", name="عرض شيء").click()
    page.fill("#id_title_ar", TITLE)
    page.fill("#id_organisation", "شركة الأفق")
    page.fill("#id_contact", "هدى")
    press(page, "بدء المسودة")
    page.wait_for_url("**/edit/much/")
    page.fill("#id_quantity", "0")
    press(page, "حفظ واستمرار")
    expect(page.locator(".errs")).to_be_visible()
    page.fill("#id_quantity", "40")
    page.select_option("#id_condition", "good")
    page.check("#id_first_come")
    go_on(page, "where")
    page.select_option("#id_area", "KW-HA")
    page.fill("#id_until", in_days(page, 30))
    go_on(page, "who")
    go_on(page, "photo")
    page.set_input_files("#id_photo", photo())
    page.fill("#id_alt", "حواسيب مرتبة على طاولة")
    page.check("#id_nobody")
    go_on(page, "check")
    expect(page.locator("main")).to_contain_text("40")
    press(page, "إرسال إلى أمانة السر")
    expect(page.locator("main .state").first).to_contain_text("لدى أمانة السر")
    return page.url


def in_days(page, number):
    return page.evaluate(f"new Date(Date.now() + {number} * 864e5).toISOString().slice(0, 10)")


def take(page, address):
    page.goto(address)
    page.get_by_role("link", name="نحتاج إلى هذا").click()
    page.fill("#id_quantity", "8")
    press(page, "نحتاج إلى هذا")
    page.wait_for_url("**/responses/**")
    expect(page.locator("main .state").first).to_contain_text("مقبولة")
    return page.url


def test_forty_laptops_reach_five_groups_and_end_in_a_letter(enter, open_browser, running):
    run(running, LEADERS, GROUPS=" ".join(GROUPS))
    company = enter("giver@demo.test")
    address = offer(company)
    visitor = open_browser("phone", "ar")
    assert visitor.goto(address).status == 404

    secretary = enter("secretary@demo.test", "desk")
    secretary.goto("/ar/exchange/giving/waiting/")
    gift = secretary.get_by_role("article").filter(has_text=TITLE)
    expect(gift.locator("img")).to_be_visible()
    gift.get_by_role("button", name="إحالة إلى المجموعات").click()
    expect(secretary.get_by_role("status").or_(secretary.locator(".note, .alert")).first).to_be_visible()
    visitor.goto(address)
    expect(visitor.locator("main")).to_contain_text("ليست من مجموعات الدليل")
    expect(visitor.locator("main")).not_to_contain_text("هدى")

    groups = [enter(f"gives-{slug}@demo.test") for slug in GROUPS]
    taken = [take(page, address) for page in groups]
    company.goto(address)
    expect(company.locator("main .state").first).to_contain_text("تم الاتفاق عليه")
    for page, response in zip(groups, taken, strict=True):
        company.goto(response)
        company.get_by_role("button", name="الإبلاغ بالتسليم").click()
        expect(company.locator("main .state").first).to_contain_text("أُبلغ بتسليمها")
        page.goto(response)
        page.get_by_role("link", name="تأكيد الاستلام").click()
        press(page, "تأكيد الاستلام")
        expect(page.locator("main .state").first).to_contain_text("أُكّد استلامها")

    company.goto(address)
    expect(company.locator("main .state").first).to_contain_text("تم تنفيذه")
    company.get_by_role("button", name="رسالة تسليم").click()
    company.wait_for_url("**/letters/**")
    letter = company.url
    expect(company.locator(".certificate tbody tr")).to_have_count(5)
    expect(company.locator(".certificate tfoot")).to_contain_text("40")
    assert company.request.get(f"{letter}?pdf").status == (200 if makes_pdf() else 503)
    number = re.search(r"letters/([0-9a-f-]{36})/", letter)[1]
    visitor.goto(f"/letters/{number}/")
    expect(visitor.locator("main .state").first).to_contain_text("صحيحة")
    assert faults(visitor) == []


def test_the_pages_of_giving_are_accessible_in_both_sizes(enter, open_browser):
    giver, found = enter("giver@demo.test"), []
    giver.goto("/ar/exchange/giving/")
    own = giver.get_by_role("link", name="كراسي مكتب").first.get_attribute("href")
    arrived = giver.get_by_role("link", name="أجهزة لوحية").first.get_attribute("href")
    for path in ("/ar/exchange/giving/new/", own, arrived, "/en/exchange/giving/"):
        giver.goto(path)
        found += faults(giver, *BOTH)
    giver.goto(arrived)
    giver.get_by_role("button", name="رسالة تسليم").click()
    giver.wait_for_url("**/letters/**")
    found += faults(giver, *BOTH)
    secretary = enter("secretary@demo.test", "desk")
    secretary.goto("/ar/exchange/giving/waiting/")
    down = secretary.get_by_role("link", name="عدم الإحالة").first.get_attribute("href")
    for path in ("/ar/exchange/giving/waiting/", down):
        secretary.goto(path)
        found += faults(secretary, *BOTH)
    visitor = open_browser("phone", "ar")
    visitor.goto("/letters/none/")
    found += faults(visitor, *BOTH)
    assert found == []
