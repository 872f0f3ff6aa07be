"""Mail as operators and readers meet it: what a server refuses, what is held, what waits, and how one leaves."""

import email
import re
import time
from email.policy import default as modern

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sign_in
from tests.journeys.people import run
from tests.journeys.test_visitors import send
from tests.site import running_site
from tests.workers import sink

pytestmark = pytest.mark.journeys
OPERATOR, LEADER, QUIET = "operator@demo.test", "leader2@demo.test", "volunteer@demo.test"
WITHIN = 90
NEWCOMER = 'add_person("newcomer@demo.test", "قادم جديد", make_password("demo"))'
LAST_TRY = """
from workers.models import OutgoingMessage
OutgoingMessage.objects.filter(recipient=os.environ["TO"]).update(attempt=7, next_at=timezone.now())
"""
WEEK_IS_OVER = """
from datetime import timedelta
from workers.models import Window
now = timezone.now()
Window.objects.open().update(covers_from=now - timedelta(days=30), seq_from=0, end=now, next_at=now)
"""
NO_DIGEST_YET = """
from workers.models import OutgoingMessage
written = OutgoingMessage.objects.filter(kind="digest", recipient=os.environ["TO"])
assert written.exists() and not written.filter(state="sent").exists()
"""


@pytest.fixture(scope="module")
def mail_server():
    with sink.listening() as (server, place):
        yield server, f"smtp://{place['host']}:{place['port']}"


@pytest.fixture(scope="module")
def mailing(tmp_path_factory, mail_server):
    """A site of its own, which hands its mail to a server of ours and thinks four mails a large run."""
    settings = {"EMAIL_URL": mail_server[1], "MAIL_BATCH_FLOOR": "3", "MAIL_PER_MINUTE": "0"}
    with running_site(tmp_path_factory.mktemp("mailing"), **settings) as site:
        yield site


@pytest.fixture
def site(mailing):
    return mailing.address


@pytest.fixture
def server(mail_server):
    yield mail_server[0]
    mail_server[0].answers.clear()


@pytest.fixture(scope="module")
def signed_in():
    """{address: cookies} of this site."""
    return {}


@pytest.fixture
def come_in(open_browser, signed_in):
    def entered(address):
        if address not in signed_in:
            page = open_browser("phone", "ar")
            sign_in(page, address)
            signed_in[address] = page.context.storage_state()
        return open_browser("phone", "ar", storage_state=signed_in[address])

    return entered


def until(holds):
    """The background work has its turn within seconds; what `holds` answers."""
    end = time.monotonic() + WITHIN
    while not (found := holds()):
        assert time.monotonic() < end
        time.sleep(0.5)
    return found


def ask(page, group, text, mail=""):
    page.goto(f"/ar/groups/{group}/ask/")
    page.fill("#id_text", text)
    if mail:
        page.fill("#id_mail", mail)
    send(page)
    page.wait_for_url(re.compile("/ar/asks/"))


def has_text(page, address, words):
    page.goto(address)
    return words in page.locator("main").inner_text()


def test_what_a_server_refuses_is_given_up_with_its_reason_and_sent_once_it_is_mended(
    open_browser, come_in, server, mailing
):
    server.answers["mother@example.org"] = "450 4.2.0 Mailbox busy"
    ask(open_browser("phone", "ar"), "basira", "هل تسجلون كتب الأطفال؟", "mother@example.org")
    until(lambda: "mother@example.org" in server.asked)
    operator, listed = come_in(OPERATOR), "/ar/operating/messages/?to=mother@example.org"
    until(lambda: has_text(operator, listed, "Mailbox busy"))
    run(mailing, LAST_TRY, TO="mother@example.org")
    until(lambda: has_text(operator, f"{listed}&state=dead", "m…@example.org"))
    expect(operator.locator("main")).not_to_contain_text("mother")

    operator.goto("/ar/operating/")
    operator.locator("main a", has_text="تعذّر إرسالها").click()
    operator.locator("th a").first.click()
    expect(operator.locator("main")).to_contain_text("450 4.2.0 Mailbox busy")
    server.answers.clear()
    operator.get_by_role("button", name="إعادة إرسال هذه الرسالة").click()
    expect(operator.locator(".flashes")).to_contain_text("تُرسل الرسالة من جديد")
    until(lambda: "mother@example.org" in server.recipients)
    until(lambda: has_text(operator, f"{listed}&state=sent", "m…@example.org"))


def test_a_run_that_is_too_large_waits_for_a_click_and_whoever_gets_it_leaves_without_signing_in(
    open_browser, come_in, server, mailing
):
    operator = come_in(OPERATOR)
    run(mailing, WEEK_IS_OVER)
    digests = operator.locator(".row-box", has_text="الملخصات")
    until(lambda: has_text(operator, "/ar/operating/", "رسائل محتجزة") and digests.count())
    run(mailing, NO_DIGEST_YET, TO=LEADER)
    digests.get_by_role("button", name="إرسال هذه الرسائل").click()
    until(lambda: LEADER in server.recipients)

    way_out = unsubscribing(server, LEADER)
    stranger = open_browser("phone", "ar")
    for _time in range(3):
        stranger.goto(way_out)
    leader = come_in(LEADER)
    assert wishes(leader) == "weekly"
    stranger.get_by_role("button", name="إلغاء الاشتراك").click()
    expect(stranger.locator("h1")).to_have_text("توقف إرسال الملخص والإشعارات إليكم بالبريد")
    assert wishes(leader) == "nothing"
    leader.locator('input[name="choice"][value="weekly"]').check()
    leader.get_by_role("button", name="حفظ الإعدادات").click()
    assert wishes(leader) == "weekly"
    one_click = open_browser("phone", "ar").request.post(way_out, form={"List-Unsubscribe": "One-Click"})
    assert (one_click.status, wishes(leader)) == (200, "nothing")


def unsubscribing(server, address):
    """Where the newest mail to this address says that one leaves."""
    taken = [envelope for envelope in server.taken if address in envelope.rcpt_tos]
    header = email.message_from_bytes(taken[-1].content, policy=modern)["List-Unsubscribe"]
    return re.search(r"<(http[^>]+)>", header)[1]


def wishes(page):
    page.goto("/ar/me/settings/mails/")
    return page.locator('input[name="choice"]:checked').get_attribute("value")


def test_a_notice_comes_while_the_inbox_is_open_is_found_done_and_muted(open_browser, come_in):
    leader = come_in(LEADER)
    leader.clock.install()
    leader.goto("/ar/me/inbox/")
    before = leader.locator("ul.work > li").count()
    ask(open_browser("phone", "ar"), "rowad-ishara", "متى الدورة القادمة؟")

    def comes():
        leader.clock.fast_forward(61_000)
        return leader.locator('[role="status"] .note').count()

    until(comes)
    assert leader.locator("ul.work > li").count() == before, "nothing is moved under the reader"
    leader.locator('[role="status"] a').click()
    line = leader.locator("ul.work > li", has_text="سؤال إلى").first
    expect(line).to_contain_text("جديد")

    leader.locator("nav.chips a", has_text="تحتاج إليّ").click()
    expect(leader.locator('nav.chips a[aria-current="true"]')).to_contain_text("تحتاج إليّ")
    waiting = leader.locator("ul.work > li").count()
    leader.locator("ul.work > li", has_text="سؤال إلى").first.get_by_role("button", name="تم إنجازه").click()
    expect(leader.locator("ul.work > li")).to_have_count(waiting - 1)
    leader.goto("/ar/me/inbox/?show=all")
    done = leader.locator("ul.work > li", has_text="سؤال إلى").first
    expect(done.locator(".st")).to_contain_text("تم إنجازه")

    done.get_by_role("link", name="كتم هذا الموضوع").click()
    leader.get_by_role("button", name="كتم الموضوع").click()
    leader.goto("/ar/me/settings/mails/")
    leader.get_by_role("button", name="إلغاء الكتم").click()
    expect(leader.get_by_role("button", name="إلغاء الكتم")).to_have_count(0)


def test_an_inbox_where_nothing_ever_came_says_so(come_in, mailing):
    run(mailing, NEWCOMER)
    quiet = come_in("newcomer@demo.test")
    quiet.goto("/ar/me/inbox/?show=all")
    expect(quiet.locator("main")).to_contain_text("لم يصل أي إشعار بعد.")


def test_three_plain_choices_and_a_pause_behind_more(come_in):
    quiet = come_in(QUIET)
    quiet.goto("/ar/me/settings/mails/")
    expect(quiet.locator('input[name="choice"]')).to_have_count(3)
    quiet.locator('input[name="choice"][value="needs"]').check()
    quiet.locator("main details summary").first.click()
    quiet.fill(
        'input[name="paused_on"]', time.strftime("%Y-%m-%d", time.localtime(time.time() + 20 * 86_400))
    )
    quiet.get_by_role("button", name="حفظ الإعدادات").click()
    expect(quiet.locator(".flashes .note.ok")).to_be_visible()
    assert wishes(quiet) == "needs"
    expect(quiet.locator("main .lead-in").first).to_contain_text("الرسائل موقوفة حتى")
