"""A partner institution asks, the committee grants, a leader lets it write, and its program's draft is the group's."""

import json
from datetime import date, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
NAME = "مكتبة الرحلة"
TITLE = "أمسيات قراءة من برنامج"
WRITES = "write:initiatives"


def send(site, key, body, name="journey"):
    """(status, what was answered) to a program's draft."""
    headers = {
        "Authorization": f"Api-Key {key}",
        "Content-Type": "application/json",
        "Accept-Language": "ar",
        "Idempotency-Key": name,
    }
    request = Request(f"{site}/api/v1/initiatives/", json.dumps(body).encode(), headers)
    try:
        with urlopen(request) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def group_of(site, slug):
    with urlopen(f"{site}/api/v1/groups/?q=%D8%A8%D8%B5%D9%8A%D8%B1%D8%A9") as answer:
        return next(row["id"] for row in json.load(answer)["results"] if row["slug"] == slug)


def ask(keeper):
    keeper.goto("/ar/about/")
    keeper.locator('footer a[href="/ar/partners/"]').click()
    keeper.fill("#id_name", NAME)
    keeper.fill("#id_contact_email", "dev@library.example")
    keeper.fill("#id_purpose", "نقترح على المجموعات أمسيات في مكتباتنا")
    for scope in ("read:directory", WRITES):
        keeper.locator(f'input[name="scopes"][value="{scope}"]').check()
    keeper.locator("main form button.btn-primary").click()
    expect(keeper.locator("h1")).to_contain_text(NAME)


def grant(member):
    member.goto("/ar/partners/")
    member.locator("main a", has_text=NAME).click()
    expect(member.locator("main")).to_contain_text("كتابة مسودات مبادرات")
    member.fill("#id_ends_on", str(date.today() + timedelta(days=90)))
    member.locator('form[action$="/grant/"] button').click()
    expect(member.locator("main .flashes")).to_contain_text("حُفظ")


def make_key(keeper):
    keeper.reload()
    keeper.locator('form[action$="/keys/"] button').click()
    key = keeper.locator("main .note.info bdi").inner_text().strip()
    keeper.goto(keeper.url.replace("keys/", ""))
    expect(keeper.locator("main")).not_to_contain_text(key)
    return key


def let(leader):
    leader.goto("/ar/groups/basira/edit/")
    leader.locator('main a[href="/ar/groups/basira/partners/"]').click()
    leader.locator('main a[href="/ar/groups/basira/partners/new/"]').click()
    leader.select_option("#id_partner", label=NAME)
    leader.locator(f'input[name="scopes"][value="{WRITES}"]').check()
    leader.locator("h1").click()
    leader.locator('button[form="edit"]:visible').click()
    expect(leader.locator("main")).to_contain_text(NAME)


def test_from_asking_to_a_draft_that_a_leader_goes_on_with(enter, site):
    keeper, member, leader = (enter(f"{who}@demo.test") for who in ("editor", "committee1", "leader"))
    ask(keeper)
    grant(member)
    key = make_key(keeper)
    draft = {"group": group_of(site, "basira"), "title_ar": TITLE}
    assert send(site, key, draft)[0] == 409
    let(leader)
    status, made = send(site, key, draft)
    assert (status, send(site, key, draft)) == (201, (201, made))
    status, wrong = send(site, key, {**draft, "ends_on": "2001-01-01"}, "another")
    assert (status, "اختاروا" in wrong["errors"]["ends_on"][0]) == (422, True)

    leader.goto(made["url"])
    expect(leader.locator("h1")).to_have_text(TITLE)
    expect(leader.locator("main")).to_contain_text(NAME)
    leader.locator("main .form-acts a.btn-primary").first.click()
    expect(leader.locator("main")).to_contain_text(TITLE)

    leader.goto("/ar/groups/basira/partners/")
    leader.locator("main li", has_text=NAME).locator("form button").click()
    expect(leader.locator("main .flashes")).to_contain_text("تم")
    assert send(site, key, {**draft, "title_ar": "أخرى"}, "after")[0] == 409
