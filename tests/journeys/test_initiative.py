"""From an idea to the achievement on each group's page, through everybody's own browser."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
LEADER, PARTNER, REVIEWER = (f"{name}@demo.test" for name in ("leader", "leader2", "committee2"))
VOTERS = [f"{name}@demo.test" for name in ("chair", "secretary", "committee1", "committee2")]
EVERYBODY = [*VOTERS, "committee3@demo.test"]
TODAY = date.today()


def press(page, words):
    """The button or link with these words; on phones the one at the bottom, once nobody types."""
    page.locator("h1").click()
    page.locator("button:visible, a:visible").filter(has_text=words).first.click()


def state_of(page, one, words):
    page.goto(one)
    expect(page.locator("main .state").first).to_contain_text(words)


def test_from_the_idea_to_the_achievement_of_each_group(enter):
    leader, partner = enter(LEADER, "phone", "ar"), enter(PARTNER, "phone", "ar")
    one = drafted(leader)
    leader.goto(f"{one}partners/")
    leader.select_option("#id_group", "rowad-ishara")
    press(leader, "إضافة المجموعة")
    partner.goto(f"{one}partners/rowad-ishara/")
    partner.fill("#id_role_ar", "لغة الإشارة في كل أمسية")
    partner.fill("[id^=id_tasks-new][id$=title_ar]", "ترجمة أمسيتين")
    press(partner, "حفظ الدور")
    leader.goto(f"{one}check/")
    press(leader, "طلب موافقة الشركاء")
    agreed(partner, one)
    state_of(leader, one, "جاهزة للتقديم")
    submitted(leader, one)
    reviewed(enter(REVIEWER, "desk", "ar"), one)
    changed(leader, one)
    agreed(partner, one)
    submitted(leader, one)
    reviewer = enter(REVIEWER, "desk", "ar")
    reviewer.goto(f"{one}review/")
    press(reviewer, "بدء المراجعة")
    state_of(leader, one, "قيد المراجعة")

    brief = f"/ar/committee/docket/initiatives.approval/{uuid_of(one)}/"
    opened(enter("secretary@demo.test", "desk", "ar"), brief)
    state_of(leader, one, "مطروحة للتصويت")
    recused = enter("committee3@demo.test", "phone", "ar")
    recused.goto(brief)
    expect(recused.locator("main")).to_contain_text("أنتم متنحّون: يمكنكم القراءة دون التصويت.")
    expect(recused.locator("input[name=choice]")).to_have_count(0)
    for member in VOTERS:
        voted(enter(member, "phone", "ar"), brief, "for")
    state_of(leader, one, "وافقت عليها اللجنة")
    done_together(leader, one)
    for page, slug in ((leader, "basira"), (partner, "rowad-ishara")):
        page.goto(f"{one}achievement/{slug}/")
        press(page, "إضافته إلى صفحتنا")
        page.wait_for_url(f"**/groups/{slug}/")
        expect(page.locator("main")).to_contain_text("ليلة النجوم للجميع")


def test_declined_appealed_overturned_and_voted_on_anew(enter):
    leader = enter(PARTNER, "phone", "ar")
    leader.goto("/ar/initiatives/?state=declined")
    press(leader, "جدارية الشاطئ")
    leader.wait_for_url(re.compile(r"/ar/initiatives/[\w-]{36}/$"))
    one = re.search(r"/ar/initiatives/[\w-]{36}/", leader.url)[0]
    press(leader, "تقديم تظلّم")
    leader.wait_for_url(f"**{one}appeal/")
    expect(leader.locator("main")).to_contain_text("صدر القرار بتصويت، فلا يُنظر في التظلّم إلا بتصويت.")
    leader.fill("#id_words", "وافقت البلدية على الجدار بعد التصويت.")
    press(leader, "تقديم التظلّم")
    leader.wait_for_url(f"**{one}")
    expect(leader.locator("main")).to_contain_text("يُنظر فيه الآن")

    secretary = enter("secretary@demo.test", "desk", "ar")
    secretary.goto("/ar/committee/docket/")
    press(secretary, "هل يُلغى القرار في مبادرة «⁨جدارية الشاطئ⁩»؟")
    secretary.wait_for_url("**/docket/initiatives.appeal/**")
    expect(secretary.locator("main")).to_contain_text("وافقت البلدية على الجدار بعد التصويت.")
    hearing = re.search(r"/ar/committee/docket/[\w.-]+/[\w-]{36}/", secretary.url)[0]
    opened(secretary, hearing)
    for member in EVERYBODY:
        voted(enter(member, "phone", "ar"), hearing, "for")
    state_of(leader, one, "قيد المراجعة")
    expect(leader.locator("main")).to_contain_text("قُبل التظلّم وأُلغي القرار")

    brief = f"/ar/committee/docket/initiatives.approval/{uuid_of(one)}/"
    opened(secretary, brief)
    for member in EVERYBODY:
        voted(enter(member, "phone", "ar"), brief, "for")
    state_of(leader, one, "وافقت عليها اللجنة")


def test_suspended_appealed_heard_by_two_who_did_not_decide_and_back_where_it_was(enter):
    leader, member = enter(LEADER, "phone", "ar"), enter("committee1@demo.test", "desk", "ar")
    one = suspended(member, "سينما بلا صورة")
    leader.goto("/ar/me/")
    expect(leader.locator("main")).to_contain_text("أُوقفت مبادرة")
    press(leader, "قراءة القرار")
    leader.wait_for_url(f"**{one}")
    expect(leader.locator("main")).to_contain_text("التصريح لم يصل.")
    press(leader, "تقديم تظلّم")
    leader.wait_for_url(f"**{one}appeal/")
    expect(leader.locator("main")).to_contain_text("ينظر في التظلّم عضوان لم يتخذا القرار")
    leader.fill("#id_words", "وصل التصريح قبل الإيقاف بيوم.")
    press(leader, "تقديم التظلّم")
    leader.wait_for_url(f"**{one}")

    member.goto("/ar/committee/docket/")
    press(member, "هل يُلغى القرار في مبادرة «⁨سينما بلا صورة⁩»؟")
    press(member, "النظر في التظلّم")
    member.wait_for_url("**/initiatives/appeals/**")
    hearing = re.search(r"/ar/initiatives/appeals/[\w-]{36}/", member.url)[0]
    expect(member.locator("main")).to_contain_text("أنتم من اتخذ القرار، فينظر في التظلّم غيركم.")
    expect(member.locator("main form")).to_have_count(0)
    recused = enter("committee3@demo.test", "phone", "ar")
    recused.goto(hearing)
    expect(recused.locator("main")).to_contain_text("يمكنكم القراءة، والقرار لغيركم.")
    heard(enter("chair@demo.test", "phone", "ar"), hearing, "وصل التصريح فعلًا.")
    state_of(leader, one, "موقوفة مؤقتًا")
    second = enter("secretary@demo.test", "desk", "ar")
    second.goto(hearing)
    expect(second.locator("main")).to_contain_text("وصل التصريح فعلًا.")
    heard(second, hearing, "رأيت التصريح.")
    state_of(leader, one, "وافقت عليها اللجنة")
    expect(leader.locator("main")).to_contain_text("رأيت التصريح.")

    leader.goto("/ar/committee/decisions/?kind=initiatives.appeal")
    press(leader, "التظلّم بشأن مبادرة «⁨سينما بلا صورة⁩»")
    expect(leader.locator("main .state").first).to_contain_text("قُبل التظلّم وأُلغي القرار")


def suspended(member, title):
    """The address of this approved initiative after a member suspended it, with a fresh proof and a reason."""
    member.goto("/ar/initiatives/?state=approved")
    press(member, title)
    member.wait_for_url(re.compile(r"/ar/initiatives/[\w-]{36}/$"))
    one = re.search(r"/ar/initiatives/[\w-]{36}/", member.url)[0]
    member.goto(f"{one}review/suspend/")
    if "reauthenticate" in member.url:
        member.fill("#id_password", "demo")
        member.press("#id_password", "Enter")
        member.wait_for_url(f"**{one}review/suspend/")
    member.locator("input[name=code][value=not_permitted]").check()
    member.fill("#id_reason", "التصريح لم يصل.")
    press(member, "إيقاف المبادرة")
    member.wait_for_url(f"**{one}")
    return one


def heard(member, hearing, words):
    """This member answers that the decision is overturned."""
    member.goto(hearing)
    member.locator("input[name=code][value=new_facts]").check()
    member.fill("#id_reason", words)
    press(member, "إلغاء القرار")
    expect(member.locator("main .flashes")).to_contain_text("حُفظ رأيكم")


def uuid_of(one):
    return re.search(r"[\w-]{36}", one)[0]


def opened(secretary, brief):
    """The ballot on this matter is open."""
    secretary.goto(f"{brief}open/")
    secretary.locator("main form button.btn-primary").click()
    secretary.wait_for_url(f"**{brief}")


def voted(member, brief, choice):
    member.goto(brief)
    member.locator(f"input[name=choice][value={choice}]").check()
    member.get_by_role("button", name="إرسال صوتكم", exact=True).click()
    expect(member.locator("main .flashes")).to_contain_text("سُجّل صوتكم")


def drafted(leader):
    """The address of a plan whose texts and days are written."""
    leader.goto("/ar/initiatives/new/")
    leader.fill("#id_title_ar", "ليلة النجوم للجميع")
    press(leader, "بدء المسودة")
    leader.wait_for_url("**/edit/what/")
    one = re.search(r"/ar/initiatives/[\w-]{36}/", leader.url)[0]
    leader.fill("#id_aim_ar", "ليلة رصد يشارك فيها من لا يرى ومن لا يسمع.")
    press(leader, "حفظ واستمرار")
    leader.wait_for_url("**/edit/where/")
    leader.select_option("#id_area", "KW-HA")
    press(leader, "حفظ واستمرار")
    leader.wait_for_url("**/edit/when/")
    leader.fill("#id_starts_on", str(TODAY + timedelta(days=40)))
    leader.fill("#id_ends_on", str(TODAY + timedelta(days=41)))
    press(leader, "حفظ واستمرار")
    leader.wait_for_url("**/partners/")
    leader.goto(f"{one}edit/safety/")
    leader.fill("#id_safeguarding_ar", "بالغان في كل مجموعة.")
    press(leader, "حفظ واستمرار")
    leader.wait_for_url("**/check/")
    return one


def agreed(partner, one):
    partner.goto(f"{one}agreement/rowad-ishara/")
    press(partner, "الموافقة على الصيغة")
    partner.wait_for_url(f"**{one}")


def submitted(leader, one):
    leader.goto(f"{one}steps/submit/")
    press(leader, "تقديم المبادرة إلى اللجنة")
    state_of(leader, one, "مقدَّمة إلى اللجنة")


def reviewed(page, one):
    """The review begins, and changes are asked for."""
    page.goto(f"{one}review/")
    press(page, "بدء المراجعة")
    page.locator("summary").filter(has_text="الموعد والمراحل").click()
    page.fill("#say-when", "الموعد يسبق موافقة الجهة المختصة.")
    press(page, "إضافة الملاحظة")
    press(page, "طلب تعديلات")
    page.locator("input[name=code][value=incomplete]").check()
    page.fill("#id_reason", "أخّروا الموعد أسبوعين.")
    press(page, "طلب تعديلات")
    page.wait_for_url(f"**{one}")


def changed(leader, one):
    """The days move, and the partners are asked again."""
    state_of(leader, one, "مطلوب تعديلها")
    expect(leader.locator("main")).to_contain_text("الموعد يسبق موافقة الجهة المختصة.")
    leader.goto(f"{one}edit/when/")
    leader.fill("#id_starts_on", str(TODAY + timedelta(days=55)))
    leader.fill("#id_ends_on", str(TODAY + timedelta(days=56)))
    press(leader, "حفظ واستمرار")
    leader.goto(f"{one}check/")
    press(leader, "طلب موافقة الشركاء")
    leader.wait_for_url(f"**{one}")


def done_together(leader, one):
    """The permit, the work, the report, and the end."""
    expect(leader.locator("main")).to_contain_text("قرار اللجنة لا يغني عن موافقة الجهة المختصة")
    press(leader, "إدخال موافقة الجهة المختصة")
    leader.fill("#id_authority_ar", "وزارة الشؤون الاجتماعية")
    leader.fill("#id_number", "204")
    leader.fill("#id_granted_on", str(TODAY - timedelta(days=1)))
    press(leader, "حفظ الموافقة")
    leader.wait_for_url(f"**{one}")
    taken(leader, one, "start", "بدء التنفيذ", "قيد التنفيذ")
    leader.goto(f"{one}progress/")
    leader.locator("button[name=done]").first.click()
    expect(leader.locator("main .state.ok").first).to_be_visible()
    leader.goto(f"{one}report/")
    leader.fill("#id_happened_on", str(TODAY - timedelta(days=1)))
    leader.fill("#id_story_ar", "ليلتان، ومئة وعشرون ممن رصدوا معنا.")
    press(leader, "حفظ التقرير")
    leader.wait_for_url(f"**{one}")
    taken(leader, one, "complete", "إكمال المبادرة", "اكتمل تنفيذها")
    taken(leader, one, "close", "اختتام المبادرة", "مختتمة")


def taken(leader, one, step, words, state):
    leader.goto(f"{one}steps/{step}/")
    press(leader, words)
    leader.wait_for_url(f"**{one}")
    state_of(leader, one, state)
