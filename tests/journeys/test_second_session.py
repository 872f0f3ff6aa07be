"""A ballot that too few voted in: nobody can make it carried, a second session does, and the register shows both."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import run

pytestmark = pytest.mark.journeys

ITS_END_COMES = """
from datetime import timedelta
from coordination.committee.actions import closing
from coordination.committee.models import Ballot
now = timezone.now()
rows = Ballot.objects.filter(state="open", matter_uuid=os.environ["MATTER"])
rows.update(opened_at=now - timedelta(days=9), closes_at=now)
closing.keep_time()
"""
OF_MEMBERS = ("secretary", "chair", "committee1", "committee2", "committee3")
RULE = "#id_appeal_hearing_days"


def press(page, words):
    page.locator("h1").click()
    page.locator("main button:visible, main a:visible").filter(has_text=words).first.click()


def opened(keeper, brief, words):
    keeper.goto(brief)
    press(keeper, words)
    keeper.fill("#id_recommendation", "شهر ونصف يكفي لسماع الطرفين.")
    press(keeper, "طرحه للتصويت")
    expect(keeper.locator("main .flashes")).to_contain_text("فُتح التصويت")


def vote(member, brief, choice="for"):
    member.goto(brief)
    member.locator(f'input[name="choice"][value="{choice}"]').check()
    press(member, "إرسال صوتكم")
    expect(member.locator("main .flashes")).to_contain_text("صوتكم")


def test_too_few_votes_then_a_second_session_that_carries(enter, running, open_browser):
    keeper = enter("secretary@demo.test", "desk")
    keeper.goto("/ar/committee/bylaws/propose/")
    keeper.fill(RULE, "45")
    keeper.fill("#id_why", "التظلّم يحتاج إلى وقت أطول.")
    press(keeper, "تقديم الاقتراح")
    keeper.wait_for_url(re.compile(r"/committee/docket/committee\.bylaws/"))
    brief, matter = keeper.url, keeper.url.rstrip("/").rpartition("/")[2]

    opened(keeper, brief, "فتح التصويت")
    vote(enter("committee1@demo.test"), brief)
    run(running, ITS_END_COMES, MATTER=matter)

    keeper.goto(brief)
    expect(keeper.locator("main header .state").first).to_contain_text("لم يكتمل النصاب")
    member = enter("committee2@demo.test")
    member.goto(brief)
    expect(member.locator('input[name="choice"], main form button')).to_have_count(0)
    shut = keeper.locator("main form button, main a.btn")
    expect(shut).to_have_text(["فتح الجلسة الثانية"])  # the one thing left to do
    keeper.goto("/ar/committee/docket/")
    row = keeper.locator("#waiting + ul li").filter(has=keeper.locator(f'a[href*="{matter}"]'))
    expect(row).to_contain_text("جلسة ثانية قبل")

    opened(keeper, brief, "فتح الجلسة الثانية")
    for name in OF_MEMBERS:
        vote(enter(f"{name}@demo.test"), brief)
    keeper.goto(brief)
    expect(keeper.locator("main header .state").first).to_contain_text("أُقرّ")

    visitor = open_browser()
    visitor.goto("/ar/committee/decisions/?kind=committee.bylaws")
    results = visitor.locator("main .rows li")
    expect(results.nth(0)).to_contain_text("أُقرّ")
    expect(results.nth(1)).to_contain_text("لم يكتمل النصاب")
    visitor.goto("/ar/committee/bylaws/")
    expect(visitor.locator("main")).to_contain_text("45")
