"""The committee meets: called, answered, talked over in the room, and its minutes published."""

import re
from datetime import date, timedelta

import pytest

from tests.journeys.pages import write

pytestmark = pytest.mark.journeys


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def test_a_meeting_is_called_answered_held_and_its_minutes_are_published(enter, open_browser):
    keeper = enter("secretary@demo.test")
    keeper.goto("/ar/committee/meetings/")
    keeper.get_by_role("link", name="الدعوة إلى اجتماع").click()
    write(keeper, "#id_title_ar", "اجتماع الرحلة")
    keeper.fill("#id_day", (date.today() + timedelta(days=2)).isoformat())
    keeper.fill("#id_hour", "18:00")
    keeper.fill("#id_place", "قاعة المنارة")
    press(keeper, "إرسال الدعوة")
    keeper.wait_for_url(re.compile(r"/agenda/$"))
    write(keeper, "#id_title_ar", "لوحات برايل")
    press(keeper, "إضافة البند")
    keeper.get_by_text("حُفظ جدول الأعمال.").wait_for()
    keeper.get_by_role("link", name="عرض الاجتماع").click()
    meeting = keeper.url

    member = enter("committee1@demo.test")
    member.goto(meeting)
    press(member, "الحضور")
    member.get_by_text("سُجّل ردكم").wait_for()

    press(keeper, "بدء الاجتماع")
    keeper.get_by_label("منال عبدالكريم").select_option("here")
    press(keeper, "حفظ الحضور")
    keeper.get_by_role("heading", name="لوحات برايل").wait_for()
    keeper.fill("#id_outcome", "تُطبع عشرون لوحة.")
    keeper.fill("#id_said", "العرض الأول أغلى.")
    press(keeper, "إنهاء البند والانتقال إلى التالي")
    press(keeper, "إنهاء الاجتماع")
    keeper.wait_for_url(re.compile(r"/minutes/$"))
    assert "لوحات برايل: تُطبع عشرون لوحة." in keeper.input_value("#id_public_minutes")
    press(keeper, "حفظ المحضر وعرضه")
    press(keeper, "نشر المحضر")
    keeper.get_by_text("نُشر المحضر.").wait_for()

    visitor = open_browser()
    visitor.goto(meeting)
    read = visitor.inner_text("main")
    assert "تُطبع عشرون لوحة." in read
    assert "العرض الأول أغلى." not in read
