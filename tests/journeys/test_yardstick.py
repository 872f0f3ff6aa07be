"""From asking groups about a standard to an accreditation under review again, and one that an appeal gives back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.people import run
from tests.journeys.test_assessment import say
from tests.journeys.test_second_session import press
from tests.journeys.test_standard import adopted, answered, asked_about, carried, commented, over

pytestmark = pytest.mark.journeys

CLAUSES = {"R1": "يُفحص كل كرسي قبل الرحلة.", "R2": "يعرف كل سائق كيف يثبّت الكرسي."}
ITS_DAY_COMES = """
from coordination.standards.models import Standard
Standard.objects.filter(code="rides").update(effective_on=timezone.localdate())
"""
GROUP = "tayf-mothers"
CAN_SIGN_IN = """
from accounts.models import Person
Person.objects.filter(email=os.environ["WHO"]).update(password=make_password("demo"))
"""
WITHOUT_THE_TWO = ("secretary", "chair", "committee3")


def state(page, words):
    expect(page.locator("main .state").first).to_contain_text(words)


def marked(reviewer, address, codes):
    for code in codes:
        reviewer.goto(f"{address}clauses/{code}/mark/")
        reviewer.check("input[name=mark][value=met]")
        press(reviewer, "حفظ التقدير")
        expect(reviewer.locator(f"#c-{code}")).to_contain_text("القائم بالمراجعة")


def filled_in(editor, leader):
    """Two people, each a clause; the address of the assessment."""
    press(editor, "تقييم مجموعتكم ذاتيًا")
    press(editor, "بدء التقييم")
    editor.wait_for_url(re.compile(r"/standards/assessments/"))
    address = editor.url
    press(editor, "الاستمرار بالبند R1")
    leader.goto(f"{address}clauses/R2/")
    say(editor, "met", "قائمة فحص من عشر نقاط في كل مركبة.")
    say(leader, "met", "دورة كل ستة أشهر.")
    leader.goto(address)
    press(leader, "تقديم التقييم")
    state(leader, "مقدَّم")
    return address


def clarified(reviewer, editor, address):
    press(reviewer, "السؤال عن البند R2")
    reviewer.fill("#id_text", "من يقدّم الدورة؟")
    press(reviewer, "سؤال المجموعة")
    state(reviewer, "بانتظار إيضاح")
    editor.goto(address)
    press(editor, "الإجابة عن السؤال")
    editor.fill("#id_text", "معالجة طبيعية من فريقنا.")
    press(editor, "إرسال الرد")
    state(editor, "قيد المراجعة")


def test_from_a_consultation_to_an_accreditation_and_back_to_review(enter, running, open_browser):
    writer, leader = enter("committee1@demo.test", "desk"), enter("leader@demo.test", "desk")
    editor, visitor = enter("editor@demo.test", "desk"), open_browser("phone")
    standard = asked_about(writer, "rides", "رحلات بالكرسي", "أن يصل كل راكب مرتاحًا.", CLAUSES)
    commented(leader, standard, "R1", "وبعد الرحلة أيضًا.")
    answered(writer, standard)
    over(writer, running, standard, "rides")
    adopted(enter, running, standard)
    run(running, ITS_DAY_COMES)

    editor.goto(standard)
    address = filled_in(editor, leader)
    reviewer = writer
    reviewer.goto(address)
    press(reviewer, "مراجعة هذا التقييم")
    clarified(reviewer, editor, address)
    marked(reviewer, address, CLAUSES)
    press(reviewer, "إصدار النتيجة")
    state(reviewer, "صدرت نتيجته")
    link = reviewer.locator("main a[href*='/standards/accreditations/']").first.get_attribute("href")
    visitor.goto(link)
    state(visitor, "ساري المفعول")
    assert faults(visitor) == []

    editor.goto(address)
    press(editor, "تغيّرت إثباتاتنا في البند R1")
    say(editor, "met", "قائمة فحص من خمس نقاط.")
    visitor.goto(link)
    state(visitor, "موقوف مؤقتًا")
    expect(visitor.locator("main")).to_contain_text("تغيّر ما صدرت عنه النتيجة")
    leader.goto(address)
    press(leader, "تقديم التقييم")
    state(leader, "مقدَّم")
    reviewer.goto(address)
    press(reviewer, "مراجعة هذا التقييم")
    state(reviewer, "قيد المراجعة")
    marked(reviewer, address, ["R1"])
    press(reviewer, "إصدار النتيجة")
    state(reviewer, "صدرت نتيجته")
    visitor.goto(link)
    state(visitor, "ساري المفعول")


def test_what_was_revoked_an_appeal_gives_back(enter, running, open_browser):
    first, second = enter("committee1@demo.test", "desk"), enter("committee2@demo.test", "desk")
    run(running, CAN_SIGN_IN, WHO=f"{GROUP}@demo.test")
    leader, keeper, visitor = (
        enter(f"{GROUP}@demo.test", "desk"),
        enter("secretary@demo.test", "desk"),
        open_browser(),
    )
    visitor.goto(f"/ar/groups/{GROUP}/")
    link = visitor.locator("#accredited a[href*='/verify/']").first.get_attribute("href")
    visitor.goto(link)
    state(visitor, "ساري المفعول")
    leader.goto(f"/ar/standards/groups/{GROUP}/")
    leader.locator("main .rows a").first.click()
    leader.wait_for_url(re.compile(r"/standards/accreditations/"))
    address = leader.url

    first.goto(address)
    press(first, "اقتراح سحبه")
    first.check("input[name=code][value=untrue]")
    first.fill("#id_reason", "زار عضوان القاعة ولم يجدا مكانًا هادئًا.")
    press(first, "اقتراح سحبه")
    expect(first.locator("main .flashes")).to_contain_text("حُفظ القرار ومعه السبب.")
    second.goto(address)
    press(second, "التأييد: سحب الاعتماد")
    expect(second.locator("main .flashes")).to_contain_text("سُحب الاعتماد.")
    visitor.goto(link)
    state(visitor, "مسحوب")
    assert faults(visitor) == []

    leader.goto(address)
    press(leader, "تقديم تظلّم")
    leader.fill("#id_words", "كان المكان الهادئ في الطابق الثاني يومها.")
    press(leader, "تقديم التظلّم")
    expect(leader.locator("main .flashes")).to_contain_text("تظلّمكم الآن لدى اللجنة.")
    assert faults(leader) == []
    keeper.goto("/ar/committee/docket/")
    keeper.locator("main a[href*='standards.appeal']").filter(has_text="طيف").first.click()
    keeper.wait_for_url(re.compile(r"/committee/docket/standards\.appeal/"))
    carried(enter, running, keeper, WITHOUT_THE_TWO)
    visitor.goto(link)
    state(visitor, "ساري المفعول")
    leader.goto(address)
    state(leader, "ساري المفعول")
