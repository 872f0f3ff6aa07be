"""A group comes under the umbrella: handed in, returned, mended, listed; and one that was declined appeals."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import draft_group

pytestmark = pytest.mark.journeys


@pytest.fixture
def founded(running):
    """`founded(slug, name)` makes a complete draft with five people; its leader's address comes back."""
    return lambda slug, name: draft_group(running, slug, name)


def press(page, name, value):
    page.locator(f'main button[name="{name}"][value="{value}"]').click()


def hand_in(leader, slug):
    leader.goto(f"/ar/groups/{slug}/edit/")
    leader.locator(f'main a.btn[href="/ar/groups/{slug}/admission/"]').click()
    leader.locator('button[form="admission"]').click()
    expect(leader.locator("main .flashes")).to_contain_text("صفحتكم الآن لدى اللجنة")


def to_review(member, name):
    member.goto("/ar/admissions/")
    member.locator("main a", has_text=name).first.click()
    expect(member.locator("h1")).to_contain_text(name)


def test_handed_in_returned_mended_listed(enter, founded):
    slug, name = "journey-readers", "قراء الرحلة"
    leader, member = enter(founded(slug, name)), enter("committee2@demo.test")
    hand_in(leader, slug)

    to_review(member, name)
    member.locator("summary", has_text="إعادة الصفحة للاستكمال").click()
    member.locator('input[name="return-codes"][value="summary"]').check()
    member.fill("#id_return-reason", "لمن تقرؤون؟")
    press(member, "deed", "return")
    expect(member.locator("main .flashes")).to_contain_text("أُعيدت الصفحة")

    leader.goto(f"/ar/groups/{slug}/edit/")
    expect(leader.locator("main")).to_contain_text("لمن تقرؤون؟")
    leader.locator(f'main .next-steps a[href="/ar/groups/{slug}/edit/texts/"]').first.click()
    leader.fill("#id_summary_ar", "نقرأ لكبار السن المكفوفين في بيوتهم")
    leader.locator("h1").click()  # the bar hides while a keyboard is open
    leader.locator('button[form="edit"]:visible').click()
    hand_in(leader, slug)

    to_review(member, name)
    expect(member.locator("main")).to_contain_text("لكبار السن المكفوفين")
    for box in member.locator('input[name="held"]').all():
        box.check()
    press(member, "deed", "list")
    expect(member.locator("main .flashes")).to_contain_text("أُدرجت المجموعة")
    leader.goto(f"/ar/groups/{slug}/admission/")
    expect(leader.locator("h1")).to_have_text("المجموعة مدرجة في الدليل")


def test_declined_appeal_overturned(enter, founded):
    slug, name = "journey-walkers", "مشاة الرحلة"
    leader, member = enter(founded(slug, name)), enter("committee1@demo.test")
    hand_in(leader, slug)

    to_review(member, name)
    member.locator("summary", has_text="رفض الإدراج").click()
    member.locator('input[name="decline-code"][value="untrue"]').check()
    member.fill("#id_decline-reason", "لم نجد أثرًا لعملكم.")
    press(member, "deed", "decline")
    expect(member.locator("main .flashes")).to_contain_text("لم تُقبل المجموعة")

    leader.goto(f"/ar/groups/{slug}/admission/")
    expect(leader.locator("main")).to_contain_text("لم نجد أثرًا لعملكم.")
    leader.locator(f'main a[href="/ar/groups/{slug}/admission/appeal/"]').click()
    leader.fill("#id_words", "عملنا منشور في صفحة المكتبة منذ سنتين.")
    leader.locator("h1").click()
    leader.locator('button[form="appeal"]:visible').click()
    expect(leader.locator("main")).to_contain_text("قيد النظر")

    member.goto("/ar/admissions/")
    member.locator("section[aria-labelledby=appeals] a", has_text=name).click()
    expect(member.locator('button[value="grant"]')).to_have_count(0)
    expect(member.locator("main")).to_contain_text("أنتم من اتخذ القرار")
    chair = enter("chair@demo.test")
    chair.goto(member.url)
    chair.locator('input[name="code"][value="new_facts"]').check()
    chair.fill("#id_reason", "تحققنا من صفحة المكتبة.")
    press(chair, "deed", "grant")
    expect(chair.locator("main .flashes")).to_contain_text("صدر القرار في التظلّم")
    leader.goto(f"/ar/groups/{slug}/admission/")
    expect(leader.locator("h1")).to_have_text("المجموعة مدرجة في الدليل")
    expect(leader.locator("main")).to_contain_text("قُبل التظلّم وأُلغي القرار")
