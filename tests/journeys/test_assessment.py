"""Two people assess their group, the reviewer asks, they answer, and the result is there, in Arabic."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.people import run
from tests.journeys.test_second_session import press

pytestmark = pytest.mark.journeys

ONE_CLAUSE_EACH = """
from coordination.standards.models import Clause, Standard
standard = Standard.objects.in_force().get(code="events")
Clause.objects.filter(standard=standard, level="may").delete()
"""


def say(page, claim, note=""):
    page.check(f"input[name=claim][value={claim}]")
    page.fill("#id_note", note)
    press(page, "حفظ واستمرار")


def test_two_people_one_question_and_the_result(enter, running):
    run(running, ONE_CLAUSE_EACH)
    editor, leader = enter("editor@demo.test", "desk"), enter("leader@demo.test", "desk")
    editor.goto("/ar/standards/")
    editor.locator("section[aria-labelledby=in-force] a").filter(has_text="فعاليات يحضرها الجميع").click()
    press(editor, "تقييم مجموعتكم ذاتيًا")
    press(editor, "بدء التقييم")
    editor.wait_for_url(re.compile(r"/standards/assessments/"))
    address = editor.url
    press(editor, "الاستمرار بالبند E1")
    say(editor, "met", "ننشرها مع كل إعلان.")
    leader.goto(f"{address}clauses/E2/")
    say(leader, "partly", "نسأل نصف المشاركين.")
    leader.goto(f"{address}clauses/E3/")
    say(leader, "met", "غرفة صغيرة بجانب القاعة.")
    leader.goto(address)
    press(leader, "تقديم التقييم")
    expect(leader.locator("main .state").first).to_contain_text("مقدَّم")

    reviewer = enter("committee1@demo.test", "desk")
    reviewer.goto(address)
    press(reviewer, "مراجعة هذا التقييم")
    press(reviewer, "السؤال عن البند E2")
    reviewer.fill("#id_text", "متى تسألون الجميع؟")
    press(reviewer, "سؤال المجموعة")
    editor.goto(address)
    press(editor, "الإجابة عن السؤال")
    editor.fill("#id_text", "من يناير نسأل الجميع.")
    press(editor, "إرسال الرد")
    for code in ("E1", "E2", "E3"):
        reviewer.goto(f"{address}clauses/{code}/mark/")
        reviewer.check("input[name=mark][value=met]")
        press(reviewer, "حفظ التقدير")
    press(reviewer, "إصدار النتيجة")
    leader.goto(address)
    expect(leader.locator("main .note").first).to_contain_text("استُوفي المعيار")
    for page, rest in ((leader, ""), (reviewer, "")):
        page.goto(address + rest)
        assert faults(page) == []
