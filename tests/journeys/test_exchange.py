"""A need, two groups that each meet a part of it, delivery, receipt and thanks, in Arabic."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.people import run
from tests.journeys.test_second_session import press

pytestmark = pytest.mark.journeys

SECOND_GIVER = """
from accounts.models import Person
Person.objects.filter(email="bait-raha@demo.test").update(password=make_password("demo"))
"""


def asked(page):
    """The address of a request for five wheelchairs, opened for all groups."""
    page.goto("/ar/exchange/new/")
    page.check("input[name=kind][value=equipment]")
    page.fill("#id_title_ar", "خمسة كراسي متحركة")
    press(page, "بدء المسودة")
    page.wait_for_url(re.compile(r"/edit/what/"))
    page.fill("#id_details_ar", "ليوم في الحديقة.")
    press(page, "حفظ واستمرار")
    page.wait_for_url(re.compile(r"/edit/much/"))
    page.fill("#id_quantity", "5")
    press(page, "حفظ واستمرار")
    page.wait_for_url(re.compile(r"/edit/when/"))
    press(page, "حفظ واستمرار")
    page.wait_for_url(re.compile(r"/edit/where/"))
    press(page, "حفظ واستمرار")
    page.wait_for_url(re.compile(r"/edit/whom/"))
    page.check("input[name=audience][value=groups]")
    page.fill("#id_until", page.evaluate("new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)"))
    press(page, "حفظ واستمرار")
    page.wait_for_url(re.compile(r"/check/"))
    assert faults(page) == []
    page.reload()
    press(page, "فتحه للآخرين")
    expect(page.locator("main .state").first).to_contain_text("مفتوح")
    return page.url


def answered(page, address, quantity):
    """The address of a response with so many."""
    page.goto(address)
    press(page, "يمكننا المساعدة")
    page.fill("#id_quantity", str(quantity))
    press(page, "يمكننا المساعدة")
    page.wait_for_url(re.compile(r"/exchange/responses/"))
    expect(page.locator("main .state").first).to_contain_text("بانتظار الرد")
    return page.url


def test_two_groups_meet_a_need_and_are_thanked(enter, running):
    run(running, SECOND_GIVER)
    asker = enter("leader@demo.test", "desk")
    first, second = enter("leader2@demo.test", "desk"), enter("bait-raha@demo.test", "desk")
    need = asked(asker)
    for giver, quantity in ((first, 2), (second, 3)):
        response = answered(giver, need, quantity)
        asker.goto(response)
        press(asker, "قبول الاستجابة")
        expect(asker.locator("main .state").first).to_contain_text("مقبولة")
        giver.goto(response)
        press(giver, "الإبلاغ بالتسليم")
        expect(giver.locator("main .state").first).to_contain_text("أُبلغ بتسليمها")
        asker.goto(response)
        press(asker, "تأكيد الاستلام")
        asker.wait_for_url(re.compile(r"/steps/confirm/"))
        press(asker, "تأكيد الاستلام")
        expect(asker.locator("main .state").first).to_contain_text("أُكّد استلامها")
    press(asker, "إرسال شكر")
    asker.fill("#id_words", "شكرًا لكم من القلب.")
    press(asker, "إرسال الشكر")
    expect(asker.locator("main .prose").first).to_contain_text("شكرًا لكم")
    assert faults(asker) == []
    asker.goto(need)
    expect(asker.locator("main .state").first).to_contain_text("تمت تلبيته")
    assert faults(asker) == []
    second.goto(response)
    press(second, "مراجعة الإنجاز")
    press(second, "إضافته إلى صفحتنا")
    expect(second.locator("main")).to_contain_text("خمسة كراسي متحركة")
