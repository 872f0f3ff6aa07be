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
    with page.expect_navigation():
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


TRAINED = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import Person
from coordination.standards.models import Proposal, Reviewer, Standard
from coordination.standards.actions import assessing
from directory.models import Group, Membership
leader = Person.objects.get(email="leader@demo.test")
trained = Person.objects.get(email="volunteer@demo.test")
far = Group.objects.get(slug="najdat-albar")
Membership.objects.get_or_create(person=trained, group=far, defaults={"role": "member", "state": "active"})
Reviewer.objects.create(
    person=trained, training="أمسيتان مع اللجنة", until=timezone.localdate() + timedelta(days=90), state="trained",
    invited_by=Person.objects.get(email="committee1@demo.test"),
)
standard = Standard.objects.in_force().get(code="safeguarding")
one = leader.findings.filter(assessment__standard=standard).first().assessment
"""
HANDED_IN = (
    TRAINED
    + """
for clause in one.standard.clauses.exclude(pk__in=one.findings.values("clause")):
    assessing.write(one, code=clause.code, claimed="met", note="نعم.", link="", by=leader, seen="")
one.refresh_from_db()
assessing.submit(one, by=leader, seen=one.version)
Proposal.objects.filter(assessment=one).update(person=trained)
"""
)


def test_an_answer_saves_itself_and_somebody_elses_is_told(enter, running):
    editor, leader = enter("editor@demo.test", "desk"), enter("leader@demo.test", "desk")
    editor.goto("/ar/groups/basira/edit/")
    editor.locator("a[href*='/standards/assessments/']").filter(has_text="الحماية").first.click()
    editor.wait_for_url(re.compile(r"/standards/assessments/"))
    address = editor.url
    editor.goto(f"{address}clauses/S7-2/")
    leader.goto(f"{address}clauses/S7-2/")
    editor.check("input[name=claim][value=met]")
    editor.fill("#id_note", "نخطط معهم من أول اجتماع.")
    editor.locator("#id_link").focus()
    expect(editor.locator("#kept")).to_contain_text("حُفظ في")
    assert faults(editor) == []
    leader.check("input[name=claim][value=met]")
    leader.fill("#id_note", "نسأل اثنين دائمًا.")
    leader.locator("#id_link").focus()
    expect(leader.locator("#kept")).to_contain_text("كتب شخص آخر")
    press(leader, "حفظ واستمرار")
    expect(leader.locator("main")).to_contain_text("نخطط معهم من أول اجتماع.")
    expect(leader.locator("#id_note")).to_have_value("نسأل اثنين دائمًا.")
    editor.reload()
    expect(editor.locator("#id_note")).to_have_value("نخطط معهم من أول اجتماع.")


def test_a_trained_person_of_another_group_takes_it_up_and_sees_it_only_then(enter, running):
    run(running, HANDED_IN)
    reviewer, secretary = enter("volunteer@demo.test", "desk"), enter("secretary@demo.test", "desk")
    reviewer.goto("/ar/standards/reviews/")
    assert faults(reviewer) == []
    reviewer.reload()
    reviewer.locator("section[aria-labelledby=asked] a").first.click()
    expect(reviewer.locator("h1")).to_have_text("مراجعة مقترحة عليكم")
    assert faults(reviewer) == []
    reviewer.reload()  # the check left x for letters
    press(reviewer, "قبول المراجعة")
    reviewer.wait_for_url(re.compile(r"/standards/assessments/"))
    press(reviewer, "تقدير البند S1-1")
    reviewer.check("input[name=mark][value=met]")
    press(reviewer, "حفظ التقدير")
    expect(reviewer.locator("#c-S1-1")).to_contain_text("القائم بالمراجعة")
    for page in ("reviewers/", "reviewers/new/"):
        secretary.goto(f"/ar/standards/{page}")
        expect(secretary.locator("h1")).to_be_visible()
        assert faults(secretary) == []
