"""No page shuts anybody out: axe finds nothing, Arabic contrast included, and nothing is wider than the screen."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from . import axe
from .conftest import SIZES
from .pages import ANSWERS, COMMITTEE, DOORS, EDITING, GROUP, OWN, PUBLIC, write

pytestmark = pytest.mark.journeys
LEADER = "leader@demo.test"
BOTH = [SIZES["phone"], SIZES["desk"]]
ONLY_SEEN_AS_X = "مجموعة بصيرة"
PLANT_PALE = """words => {
  const pale = document.createElement("p");
  pale.id = "pale";
  pale.textContent = words;
  pale.style.color = "#c8c8c8";
  document.querySelector("main > :last-child").append(pale);
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > width + 1);
  }).map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(0, 5);
}"""
SMALL = """() => {
  const all = document.querySelectorAll("button, summary, select, input:not([type=hidden]), nav a, .quiet, .chip");
  const seen = [...all].filter(one => one.checkVisibility({visibilityProperty: true}) && !one.matches(".skip"));
  return seen.map(one => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([box, one]) => `${one.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`);
}"""


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("place", [*PUBLIC, *ANSWERS, *DOORS])
def test_axe_finds_nothing_on_a_public_page(open_browser, place, lang):
    page = open_browser("phone", lang)
    page.goto(f"/{lang}/{place}")
    assert axe.faults(page, *BOTH) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("place", [*OWN, *EDITING])
def test_axe_finds_nothing_on_a_page_of_ones_own(enter, place, lang):
    page = enter(LEADER, "phone", lang)
    page.goto(f"/{lang}/{place}")
    if "reauthenticate/?next" in page.url:
        page.fill("#id_password", "demo")
        page.press("#id_password", "Enter")
    page.wait_for_url(f"**/{lang}/{place}")
    assert axe.faults(page, *BOTH) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_axe_finds_nothing_on_the_committees_pages_and_a_brief(enter, lang):
    page = enter("committee1@demo.test", "phone", lang)
    found = {}
    for place in [*COMMITTEE, "committee/docket/queue/"]:
        page.goto(f"/{lang}/{place}")
        found[place] = axe.faults(page, *BOTH)
    assert "queue=1" in page.url
    assert found == {place: [] for place in found}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_axe_finds_nothing_on_a_later_standard_and_on_what_verifying_answers(enter, lang):
    page = enter("committee1@demo.test", "phone", lang)
    rows = page.request.get("/api/v1/accreditations/").json()["results"]
    states = {row["state"]: row["id"] for row in rows} | {"unknown": str(uuid.uuid4())}
    assert states.keys() == {"current", "suspended", "revoked", "expired", "superseded", "unknown"}
    page.goto(f"/{lang}/standards/")
    own = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
    standards = {link for link in own if re.search(r"/standards/[0-9a-f-]{36}/$", link)}
    found = {}
    for address in [f"/verify/{one}/" for one in states.values()] + [
        f"{standard}{more}" for standard in standards for more in ("effects/", "edit/clauses/")
    ]:
        if page.goto(address).status == 200 or "verify" in address:
            found[address] = axe.faults(page, *BOTH)
    assert len(found) > len(states) + 2
    assert found == {address: [] for address in found}


def test_axe_finds_nothing_in_the_exchange(enter):
    """Lists, figures, a request with who could help, answering it, a raised hand, and the steps of both drafts."""
    leader, giver, volunteer = enter(LEADER), enter("giver@demo.test"), enter("volunteer@demo.test")
    rows = leader.request.get("/api/v1/exchange/").json()["results"]
    public = {row["kind"]: row["id"] for row in rows if row["audience"] == "public"}
    found = {}

    def look(page, *places):
        for place in places:
            page.goto(f"/ar/exchange/{place}")
            found[place] = axe.faults(page, *BOTH)

    thing = public["equipment"]
    look(leader, "", "offers/", "figures/", f"{thing}/", f"{thing}/respond/", "fitting/basira/", "new/")
    look(giver, f"giving/answer/{thing}/", "giving/new/")
    look(volunteer, f"giving/hands/{public['volunteers']}/")
    drafts = {leader: ["exchange/new/", "much", "when", "where", "whom"]}
    drafts[giver] = ["exchange/giving/new/", "much", "where", "who", "photo"]
    for page, (begin, *steps) in drafts.items():
        page.goto(f"/ar/{begin}")
        page.check("input[name=kind][value=equipment]")
        page.fill("#id_title_ar", "طاولات قابلة للطي")
        if page is giver:
            page.fill("#id_organisation", "شركة الأفق")
            page.fill("#id_contact", "هدى")
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url("**/edit/much/")
        draft = page.url.partition("/ar/exchange/")[2].removesuffix("edit/much/")
        look(page, *[f"{draft}edit/{step}/" for step in steps], f"{draft}check/")
    assert found == {place: [] for place in found}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_axe_finds_nothing_on_the_steps_of_a_service(enter, lang):
    page = enter(LEADER, "phone", lang)
    page.goto(f"/{lang}/{GROUP}/edit/")
    first = page.locator('main a[href$="/what/"]').first.get_attribute("href").removesuffix("what/")
    found = {}
    for step in ("what/", "who/", "where/", "access/", "check/", "remove/"):
        page.goto(first + step)
        found[step] = axe.faults(page, *BOTH)
    assert found == {key: [] for key in found}


def test_axe_finds_nothing_in_what_opens_or_went_wrong(enter, not_found):
    page = enter(LEADER, "phone", "ar")
    found = {}
    page.goto("/ar/services/?beneficiary=autism")
    page.locator('a[href="#filters"]').click()
    found["filters"] = axe.faults(page)
    page.goto("/ar/")
    page.locator(".dock summary").click()
    found["more"] = axe.faults(page)
    page.goto("/ar/")
    page.locator("details.menu > summary").click()
    found["menu"] = axe.faults(page)
    page.goto(f"/ar/{GROUP}/edit/texts/")
    write(page, "#id_name_ar", "")
    write(page, "#id_name_en", "")
    page.press("#id_name_en", "Enter")
    expect(page.locator(".errs")).to_be_focused()
    found["errors"] = axe.faults(page, *BOTH)
    gone = not_found("ar")  # drawn before the browser waits for it
    page.route("**/ar/nothing/", lambda route: route.fulfill(body=gone, content_type="text/html"))
    page.goto("/ar/nothing/")
    found["not found"] = axe.faults(page, *BOTH)
    assert found == {key: [] for key in found}


@pytest.mark.parametrize("words", ["هذه فقرة عربية باهتة لا يكاد يقرؤها أحد.", ONLY_SEEN_AS_X])
def test_pale_arabic_makes_the_check_fail(open_browser, words):
    page = open_browser("phone", "ar")
    page.goto("/ar/about/")
    page.evaluate(PLANT_PALE, words)
    found = axe.faults(page)
    assert found != []
    assert {fault.partition(": ")[2].partition(":")[0] for fault in found} == {"color-contrast"}
    assert all("#pale" in fault for fault in found)


def test_without_its_second_look_axe_would_pass_pale_arabic(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/about/")
    page.evaluate(PLANT_PALE, ONLY_SEEN_AS_X)
    page.evaluate(axe.SCRIPT)
    assert axe.look(page, [], {"type": "tag", "values": axe.TAGS}) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_is_wider_than_the_screen_and_nothing_too_small_to_touch(enter, lang):
    page = enter(LEADER, "small", lang)
    wide, small = {}, {}
    for place in [*PUBLIC, *ANSWERS, *OWN, *EDITING]:
        page.goto(f"/{lang}/{place}")
        for size in SIZES.values():
            page.set_viewport_size(size)
            wide[place, size["width"]] = page.evaluate(TOO_WIDE)
            small[place, size["width"]] = page.evaluate(SMALL)
    assert {key: found for key, found in wide.items() if found} == {}
    assert {key: found for key, found in small.items() if found} == {}


@pytest.mark.parametrize("place", ["groups/", "services/", f"{GROUP}/", f"{GROUP}/edit/"])
def test_a_name_without_a_space_breaks_and_at_twice_the_size_too(enter, place):
    page = enter(LEADER, "small", "ar", device_scale_factor=2)
    endless = "نطق" * 40 + "Supercalifragilistic" * 6

    def stretch(route):
        answer = route.fetch()
        text = answer.text().replace("مجموعة بصيرة", endless).replace("عصا بيضاء", endless)
        route.fulfill(response=answer, body=text)

    page.route(f"**/ar/{place}", stretch)
    page.goto(f"/ar/{place}")
    assert page.evaluate(TOO_WIDE) == []
