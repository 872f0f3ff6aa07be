"""A need, who could help and why, two groups that each meet a part of it, delivery, receipt and thanks, in Arabic."""

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.people import run
from tests.journeys.test_giving import in_days, press

pytestmark = pytest.mark.journeys
LENDER, OTHER = "adud-md", "bait-raha"
GIVERS = """
from accounts.models import Person
from directory.models import Group
for slug in os.environ["GROUPS"].split():
    Person.objects.filter(email=f"{slug}@demo.test").update(password=make_password("demo"))
Group.objects.get(slug=os.environ["LENDER"]).capabilities.create(
    kind="equipment", title_ar="كراسي متحركة للإعارة", title_en="Wheelchairs to lend", quantity=4)
"""
LOOKED = """
from coordination.exchange.actions import suggesting
suggesting.look()
"""


def state(page, says):
    expect(page.locator("main .state").first).to_contain_text(says)


def need(page):
    """The address of a request for five wheelchairs, opened for all groups."""
    page.goto("/ar/exchange/new/")
    page.check("input[name=kind][value=equipment]")
    page.fill("#id_title_ar", "خمسة كراسي متحركة")
    press(page, "بدء المسودة")
    page.wait_for_url("**/edit/much/")
    page.fill("#id_quantity", "5")
    for step in ("when", "where", "whom"):
        press(page, "حفظ واستمرار")
        page.wait_for_url(f"**/edit/{step}/")
    page.check("input[name=audience][value=groups]")
    page.fill("#id_until", in_days(page, 9))
    press(page, "حفظ واستمرار")
    page.wait_for_url("**/check/")
    press(page, "فتحه للآخرين")
    state(page, "مفتوح")
    return page.url


def answered(page, address, quantity):
    """The address of a response with so many."""
    page.goto(address)
    page.get_by_role("link", name="يمكننا المساعدة").click()
    page.fill("#id_quantity", str(quantity))
    press(page, "يمكننا المساعدة")
    page.wait_for_url("**/responses/**")
    state(page, "بانتظار الرد")
    return page.url


def handed_over(asker, giver, response):
    asker.goto(response)
    press(asker, "قبول الاستجابة")
    state(asker, "مقبولة")
    giver.goto(response)
    press(giver, "الإبلاغ بالتسليم")
    state(giver, "أُبلغ بتسليمها")
    asker.goto(response)
    asker.get_by_role("link", name="تأكيد الاستلام").click()
    press(asker, "تأكيد الاستلام")
    state(asker, "أُكّد استلامها")


def test_a_need_is_met_by_two_groups_of_which_one_was_suggested(enter, running):
    run(running, GIVERS, GROUPS=f"{LENDER} {OTHER}", LENDER=LENDER)
    asker, lender, other = (
        enter(address) for address in ("leader@demo.test", f"{LENDER}@demo.test", f"{OTHER}@demo.test")
    )
    address = need(asker)
    run(running, LOOKED)
    asker.goto(address)
    suggested = asker.get_by_role("article").filter(has_text="كراسي متحركة للإعارة")
    expect(suggested.locator("dl")).to_contain_text("سبب الاقتراح")
    assert faults(asker) == []

    for giver, quantity in ((lender, 3), (other, 2)):
        response = answered(giver, address, quantity)
        handed_over(asker, giver, response)
    asker.goto(address)
    state(asker, "تمت تلبيته")

    asker.goto(response)
    asker.get_by_role("link", name="إرسال شكر").click()
    asker.fill("#id_words", "شكرًا لكم من القلب.")
    press(asker, "إرسال الشكر")
    expect(asker.locator("main .prose").last).to_contain_text("شكرًا لكم")
    assert faults(asker) == []
    other.goto(response)
    other.get_by_role("link", name="مراجعة الإنجاز").click()
    press(other, "إضافته إلى صفحتنا")
    expect(other.locator("main")).to_contain_text("خمسة كراسي متحركة")
