"""A standard until it is adopted: the committee writes, a group comments, a ballot decides."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.pages import write
from tests.journeys.people import run
from tests.journeys.test_second_session import ITS_END_COMES, OF_MEMBERS, press, vote

pytestmark = pytest.mark.journeys

CONSULTATION_ENDS = """
from datetime import timedelta
from coordination.standards.models import Standard
yesterday = timezone.localdate() - timedelta(days=1)
Standard.objects.filter(code="transport").update(consulted_until=yesterday)
"""
LATER = (timezone.localdate() + timedelta(days=60)).isoformat()
SOON = (timezone.localdate() + timedelta(days=14)).isoformat()


def saved(page, *words):
    press(page, "حفظ")
    expect(page.locator("main")).to_contain_text(words[0])


def test_from_consultation_to_adoption(enter, running, open_browser):
    writer = enter("committee1@demo.test", "desk")
    writer.goto("/ar/standards/new/")
    writer.check("input[name=start][value=empty]")
    write(writer, "#id_title_ar", "نقل آمن")
    writer.fill("#id_code", "transport")
    press(writer, "بدء المسودة")
    writer.wait_for_url(re.compile(r"/standards/[0-9a-f-]{36}/edit/"))
    address = writer.url.removesuffix("edit/")
    press(writer, "تعديل الغرض والقاعدة")
    write(writer, "#id_purpose_ar", "أن يصل كل راكب سالمًا.")
    saved(writer, "أن يصل كل راكب سالمًا")
    press(writer, "إضافة قسم")
    write(writer, "#id_title_ar", "المركبة")
    saved(writer, "المركبة")
    press(writer, "إضافة بند إلى قسم")
    writer.fill("#id_code", "T1")
    write(writer, "#id_text_ar", "تُفحص المركبة كل سنة.")
    saved(writer, "تُفحص المركبة كل سنة")
    writer.goto(address)
    press(writer, "فتح التشاور")
    writer.fill("#id_until", SOON)
    press(writer, "فتح التشاور")
    expect(writer.locator("main")).to_contain_text("تعلّق المجموعات على هذا النص حتى")

    leader = enter("leader@demo.test", "desk")
    leader.goto(address)
    press(leader, "القراءة والتعليق")
    press(leader, "التعليق على البند T1")
    leader.check("input[name=kind][value=proposal]")
    leader.fill("#id_text", "كل ستة أشهر أسلم.")
    press(leader, "إرسال التعليق")
    expect(leader.locator("main")).to_contain_text("كل ستة أشهر أسلم")

    writer.goto(f"{address}comments/")
    press(writer, "الرد على التعليق")
    writer.check("input[name=answer][value=taken_up]")
    writer.fill("#id_why", "أخذنا به.")
    press(writer, "الرد على التعليق")
    run(running, CONSULTATION_ENDS)
    writer.goto(f"{address}edit/head/")
    writer.fill("#id_effective_on", LATER)
    saved(writer, "نقل آمن")
    writer.locator("main a").filter(has_text="T1").click()
    write(writer, "#id_text_ar", "تُفحص المركبة كل ستة أشهر.")
    saved(writer, "ستة أشهر")

    keeper = enter("secretary@demo.test", "desk")
    keeper.goto(address)
    press(keeper, "ملف القرار")
    keeper.wait_for_url(re.compile(r"/committee/docket/standards\.adoption/"))
    brief = keeper.url
    press(keeper, "فتح التصويت")
    press(keeper, "طرحه للتصويت")
    for name in OF_MEMBERS:
        vote(enter(f"{name}@demo.test"), brief)
    run(running, ITS_END_COMES, MATTER=brief.rstrip("/").rpartition("/")[2])

    visitor = open_browser("phone")
    visitor.goto(address)
    expect(visitor.locator("main .state").first).to_contain_text("أُقرّ")
    press(visitor, "ما تغيّر منذ سؤال المجموعات")
    expect(visitor.locator("main ins").first).to_be_visible()
    expect(visitor.locator("main")).to_contain_text("T1")
    for page, rest in ((visitor, ""), (visitor, "differences/?from=consultation"), (leader, "comments/"),
                       (leader, "clauses/T1/comment/"), (writer, "")):  # fmt: skip
        page.goto(address + rest)
        assert faults(page) == []
