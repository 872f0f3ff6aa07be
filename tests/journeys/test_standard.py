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
Standard.objects.filter(code=os.environ["CODE"]).update(consulted_until=yesterday)
"""
LATER = (timezone.localdate() + timedelta(days=60)).isoformat()
SOON = (timezone.localdate() + timedelta(days=14)).isoformat()


def saved(page, *words):
    press(page, "حفظ")
    expect(page.locator("main")).to_contain_text(words[0])


def asked_about(writer, code, title, purpose, clauses):
    """A member of the committee writes a standard, and asks the groups about it; its address."""
    writer.goto("/ar/standards/new/")
    writer.check("input[name=start][value=empty]")
    write(writer, "#id_title_ar", title)
    writer.fill("#id_code", code)
    press(writer, "بدء المسودة")
    writer.wait_for_url(re.compile(r"/standards/[0-9a-f-]{36}/edit/"))
    address = writer.url.removesuffix("edit/")
    press(writer, "تعديل الغرض والقاعدة")
    write(writer, "#id_purpose_ar", purpose)
    saved(writer, purpose)
    press(writer, "إضافة قسم")
    write(writer, "#id_title_ar", "المركبة")
    saved(writer, "المركبة")
    for number, text in clauses.items():
        press(writer, "إضافة بند إلى قسم")
        writer.fill("#id_code", number)
        write(writer, "#id_text_ar", text)
        saved(writer, text)
    writer.goto(address)
    press(writer, "فتح التشاور")
    writer.fill("#id_until", SOON)
    press(writer, "فتح التشاور")
    expect(writer.locator("main")).to_contain_text("تعلّق المجموعات على هذا النص حتى")
    return address


def commented(leader, address, clause, text):
    leader.goto(address)
    press(leader, "القراءة والتعليق")
    press(leader, f"التعليق على البند {clause}")
    leader.check("input[name=kind][value=proposal]")
    leader.fill("#id_text", text)
    press(leader, "إرسال التعليق")
    expect(leader.locator("main")).to_contain_text(text)


def answered(writer, address):
    writer.goto(f"{address}comments/")
    press(writer, "الرد على التعليق")
    writer.check("input[name=answer][value=taken_up]")
    writer.fill("#id_why", "أخذنا به.")
    press(writer, "الرد على التعليق")
    expect(writer.locator("main")).to_contain_text("أخذنا به.")


def over(writer, running, address, code):
    """The consultation's days pass, and the day from which it counts is set."""
    run(running, CONSULTATION_ENDS, CODE=code)
    writer.goto(f"{address}edit/head/")
    writer.fill("#id_effective_on", LATER)
    press(writer, "حفظ")
    writer.wait_for_url(f"{address}edit/")


def adopted(enter, running, address):
    """The secretary puts it to the vote, and the members carry it."""
    keeper = enter("secretary@demo.test", "desk")
    keeper.goto(address)
    press(keeper, "ملف القرار")
    keeper.wait_for_url(re.compile(r"/committee/docket/standards\.adoption/"))
    carried(enter, running, keeper)


def carried(enter, running, keeper, members=OF_MEMBERS):
    """From the brief of a matter to the count."""
    brief = keeper.url
    press(keeper, "فتح التصويت")
    press(keeper, "طرحه للتصويت")
    expect(keeper.locator("main .flashes")).to_contain_text("فُتح التصويت")
    for name in members:
        vote(enter(f"{name}@demo.test"), brief)
    run(running, ITS_END_COMES, MATTER=brief.rstrip("/").rpartition("/")[2])


def test_from_consultation_to_adoption(enter, running, open_browser):
    writer, leader = enter("committee1@demo.test", "desk"), enter("leader@demo.test", "desk")
    clauses = {"T1": "تُفحص المركبة كل سنة."}
    address = asked_about(writer, "transport", "نقل آمن", "أن يصل كل راكب سالمًا.", clauses)
    commented(leader, address, "T1", "كل ستة أشهر أسلم.")
    answered(writer, address)
    over(writer, running, address, "transport")
    writer.locator("main a").filter(has_text="T1").click()
    write(writer, "#id_text_ar", "تُفحص المركبة كل ستة أشهر.")
    saved(writer, "ستة أشهر")
    adopted(enter, running, address)

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
