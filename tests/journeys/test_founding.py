"""An empty site: the operator founds the committee, its chair confirms the bylaws, and a first group is listed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import code, draft_group, people_with_apps
from tests.journeys.test_mail import until
from tests.site import running_site

pytestmark = pytest.mark.journeys

OPERATOR, CHAIR, SECRETARY = "operator@start.test", "chair@start.test", "secretary@start.test"
MEMBERS = ["first@start.test", "second@start.test"]
PEOPLE = {
    OPERATOR: "إدارة الموقع",
    CHAIR: "نورة الرئيسة",
    SECRETARY: "سالم الأمين",
    MEMBERS[0]: "هند العضوة",
    MEMBERS[1]: "فهد العضو",
}
SLUG, NAME = "first-readers", "قراء البداية"


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A site without a demo, with accounts alone."""
    with running_site(tmp_path_factory.mktemp("bare"), "--empty") as site:
        people_with_apps(site, PEOPLE)
        yield site


@pytest.fixture
def site(bare):
    """Browsers of this file go there."""
    return bare.address


@pytest.fixture
def come_in(open_browser):
    """`come_in(address)` signs in with the password and, where there is an app, its code."""

    def entered(address, size="phone"):
        page = open_browser(size)
        page.goto("/ar/accounts/login/")
        page.fill("#id_login", address)
        page.fill("#id_password", "demo")
        page.press("#id_password", "Enter")
        if address in PEOPLE:
            page.fill("#id_code", code())
            page.press("#id_code", "Enter")
        page.wait_for_url("**/me/")
        return page

    return entered


def press(page, words):
    page.locator("h1").click()  # the bar hides while a keyboard is open
    page.locator("button:visible, a:visible").filter(has_text=words).first.click()


def said(page, words):
    expect(page.locator("main .flashes")).to_contain_text(words)


def test_from_the_founding_to_the_first_listed_group(come_in, bare, open_browser):
    operator = come_in(OPERATOR)
    press(operator, "تأسيس اللجنة")
    operator.fill("#id_chair", CHAIR)
    operator.fill("#id_secretary", SECRETARY)
    operator.fill("#id_members", "\n".join(MEMBERS))
    press(operator, "تأسيس اللجنة")
    said(operator, "تأسست اللجنة")
    for name in ("نورة الرئيسة", "فهد العضو"):
        expect(operator.locator("main")).to_contain_text(name)
    assert operator.goto("/ar/committee/founding/").status == 404  # the door is closed

    chair = come_in(CHAIR)
    press(chair, "قراءة اللائحة وتأكيدها")
    chair.fill("#id_founders", "3")
    press(chair, "تأكيد اللائحة")
    said(chair, "بدأ العمل باللائحة")

    leader = come_in(draft_group(bare, SLUG, NAME))
    leader.goto(f"/ar/groups/{SLUG}/admission/")
    leader.locator('button[form="admission"]').click()
    said(leader, "صفحتكم الآن لدى اللجنة")

    member = come_in(MEMBERS[0], "desk")
    press(member, "مراجعة الطلب")
    expect(member.locator("h1")).to_contain_text(NAME)
    for box in member.locator('input[name="held"]').all():
        box.check()
    press(member, "إدراج المجموعة")
    said(member, "أُدرجت المجموعة")

    visitor = open_browser()
    visitor.goto("/ar/committee/decisions/")
    rows = visitor.locator("main .rows li")
    expect(rows.first).to_contain_text(NAME)
    expect(rows).to_have_count(2)  # the bylaws and the group
    found = visitor.locator("main a", has_text=NAME)
    until(lambda: visitor.goto("/ar/groups/") and found.count())  # the index follows within seconds
    found.first.click()
    expect(visitor.locator("h1")).to_contain_text(NAME)
