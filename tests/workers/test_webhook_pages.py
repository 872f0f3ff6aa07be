"""A partner's webhooks on its pages: registered, tried out, rotated, switched, removed; nobody else sees them."""

import re

import pytest

from accounts import granting
from accounts.models import Notice, Partner
from deeds.models import Entry
from tests.cast import prove, sign_in
from tests.workers import hook_sink
from tests.workers.hooks import URL, make_partner, make_webhook, post_for_days, read, told
from tests.workers.inboxes import read as read_notices
from workers import webhooks
from workers.models import Webhook
from workers.outbox import client, posting

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")


@pytest.fixture
def keeper(cast):
    """The volunteer's browser, in which they have just proved who they are."""
    return prove(sign_in(cast.volunteer), cast.volunteer)


@pytest.fixture
def partner(cast):
    read()
    return make_partner(cast.volunteer)


@pytest.fixture
def webhook(partner):
    return make_webhook(partner)[0]


def post(keeper, webhook, what, **data):
    webhook.refresh_from_db()
    return keeper.post(f"/en/webhooks/{webhook.uuid}/{what}/", {"version": webhook.version, **data})


def register(keeper, partner, **data):
    partner.refresh_from_db()
    data = {"version": partner.version, "url": URL, "kinds": ["group.listed"], **data}
    return keeper.post(f"/en/partners/{partner.uuid}/webhooks/", data)


def test_registered_the_secret_is_shown_once_and_the_journal_knows(cast, keeper, partner, partners_server):
    answer = register(keeper, partner)
    (secret,) = set(SECRET.findall(answer.content.decode()))
    webhook = Webhook.objects.get()
    assert (answer.status_code, webhook.secrets, webhook.kinds) == (200, [secret], ["group.listed"])
    assert secret not in keeper.get(f"/en/webhooks/{webhook.uuid}/").content.decode()
    entry = Entry.objects.get(deed="webhook.register")
    assert set(entry.audience) == {"committee", "operator", f"person:{cast.volunteer.pk}"}
    assert URL not in entry.text.title_en


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_without_and_with_messages(cast, keeper, partner, partners_server, lang):
    page = keeper.get(f"/{lang}/partners/{partner.uuid}/webhooks/")
    assert 'class="void sec"' in page.content.decode()
    webhook, _secret = make_webhook(partner)
    page = keeper.get(f"/{lang}/webhooks/{webhook.uuid}/")
    assert 'class="void"' in page.content.decode()
    partners_server.answers = lambda post: (500, "<b>Trouble</b> ‮")
    told(cast.group, 40)
    posting.post_due()
    assert "?page=2" in keeper.get(f"/{lang}/webhooks/{webhook.uuid}/").content.decode()
    shown = keeper.get(f"/{lang}/webhooks/{webhook.uuid}/?page=2").content.decode()
    assert "&lt;b&gt;Trouble&lt;/b&gt;" in shown
    assert "?page=1" in shown


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://hooks.example.org/", "begin with https"),
        ("https://127.0.0.1/", "full name of a server"),
        ("https://10.example.org/", "not public"),
        ("https://nowhere.example.org/", "does not lead anywhere"),
        ("", "required"),
    ],
)
def test_addresses_that_are_refused_stay_in_the_form(keeper, partner, monkeypatch, url, said):
    places = {"10.example.org": ["10.0.0.1"], "nowhere.example.org": []}
    monkeypatch.setattr(client, "OUT", client.Client(places.get))
    answer = register(keeper, partner, url=url)
    page = answer.content.decode()
    assert (answer.status_code, said in page, f'value="{url}"' in page or not url) == (422, True, True)
    assert not Webhook.objects.exists()


def test_a_lookup_in_doubt_is_said_and_nothing_is_lost(keeper, partner, monkeypatch):
    def places(host):
        raise client.Failed("slow")

    monkeypatch.setattr(client.OUT, "places", places)
    page = register(keeper, partner).content.decode()
    assert "Try again in a moment" in page
    assert f'value="{URL}"' in page


def test_ten_are_enough_and_without_access_there_is_none(cast, keeper, partner, partners_server):
    for _number in range(10):
        make_webhook(partner)
    answer = register(keeper, partner)
    assert (answer.status_code, Webhook.objects.count()) == (422, 10)
    assert "Ten webhooks are enough" in answer.content.decode()
    Webhook.objects.all().delete()
    Partner.objects.update(state="asked")
    assert register(keeper, partner).status_code == 422
    assert not Webhook.objects.exists()


def test_a_test_is_shown_as_it_comes(keeper, webhook, partners_server):
    partners_server.answers = lambda post: (200, "Hello")
    post(keeper, webhook, "test")
    page = keeper.get(f"/en/webhooks/{webhook.uuid}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "htmx" in re.findall(r"<script[^>]*src=\"([^\"]+)", page)[-1]
    assert post(keeper, webhook, "test").status_code == 303
    assert webhook.deliveries.count() == 1
    posting.post_due()
    page = keeper.get(f"/en/webhooks/{webhook.uuid}/").content.decode()
    assert ("Hello" in page, 'hx-trigger="every 2s"' in page) == (True, False)
    assert len(partners_server.taken) == 1


def test_nobodys_server_is_asked_again_and_again_by_hand(keeper, webhook, partners_server, monkeypatch):
    monkeypatch.setattr(webhooks, "BY_HAND", 2)
    for _time in range(4):
        post(keeper, webhook, "test")
        posting.post_due()
    assert len(partners_server.taken) == 2


def test_secrets_are_rotated_with_two_live(keeper, partner, webhook):
    (old,) = webhook.secrets
    answer = post(keeper, webhook, "secret")
    (new,) = set(SECRET.findall(answer.content.decode()))
    webhook.refresh_from_db()
    assert webhook.secrets == [new, old]
    assert post(keeper, webhook, "secret").status_code == 303
    post(keeper, webhook, "end-old")
    webhook.refresh_from_db()
    assert webhook.secrets == [new]


def test_switched_off_on_and_removed(keeper, webhook):
    for what, state in (("off", "off"), ("on", "on"), ("remove", "removed")):
        assert post(keeper, webhook, what).status_code == 302
        webhook.refresh_from_db()
        assert webhook.state == state
    assert keeper.get(f"/en/webhooks/{webhook.uuid}/").status_code == 404
    deeds = Entry.objects.filter(deed__startswith="webhook.").order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["webhook.register", "webhook.switch_off", "webhook.switch_on", "webhook.remove"]


def test_kinds_are_chosen_anew(keeper, webhook):
    assert post(keeper, webhook, "kinds", kinds=["decision.published"]).status_code == 302
    webhook.refresh_from_db()
    assert webhook.kinds == ["decision.published"]
    assert post(keeper, webhook, "kinds", kinds=[]).status_code == 422
    assert post(keeper, webhook, "kinds", kinds=["group.secret"]).status_code == 422


def test_a_message_is_sent_again_from_the_log(cast, keeper, webhook, partners_server):
    told(cast.group)
    posting.post_due()
    webhook.refresh_from_db()
    address = f"/en/webhooks/{webhook.uuid}/deliveries/{webhook.deliveries.get().pk}/"
    assert keeper.post(address, {"version": webhook.version}).status_code == 302
    posting.post_due()
    assert len(set(partners_server.ids)) == 1 < len(partners_server.taken)


def test_switched_off_by_itself_it_waits_in_the_inbox_until_it_is_on_again(
    cast, keeper, webhook, partners_server
):
    partners_server.answers = lambda post: (500, "")
    told(cast.group)
    post_for_days(webhook, 4)
    read_notices()
    notice = Notice.objects.get(person=cast.volunteer, kind="webhooks")
    assert (notice.path, notice.done_at, bool(notice.mailed_at)) == (
        f"webhooks/{webhook.uuid}/",
        None,
        True,
    )
    assert hook_sink.NAME in notice.title_en
    post(keeper, webhook, "on")
    read_notices()
    notice.refresh_from_db()
    assert notice.done_at


def test_operators_see_which_fail_and_not_where_to(cast, webhook, partners_server):
    partners_server.answers = lambda post: (500, "secret answer")
    told(cast.group)
    posting.post_due()
    page = cast.client("operator").get("/en/operating/").content.decode()
    assert hook_sink.NAME in page
    assert "/hook" not in page.replace("/webhooks", "")
    assert "secret answer" not in page


def test_the_committee_does_not_see_a_partners_webhooks_and_an_end_stops_them(cast, keeper, partner, webhook):
    page = cast.client("chair").get(f"/en/webhooks/{webhook.uuid}/")
    assert page.status_code == 404
    partner.refresh_from_db()
    granting.end(partner, reason="Over.", by=cast.chair, seen=partner.version)
    told(cast.group)
    assert not webhook.deliveries.exists()
    own = keeper.get(f"/en/webhooks/{webhook.uuid}/").content.decode()
    assert "the time for it is over" in own


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(cast, keeper, partner, count, django_assert_max_num_queries):
    for _number in range(count):
        make_webhook(partner)
    told(cast.group, count)
    with django_assert_max_num_queries(12):
        keeper.get(f"/en/partners/{partner.uuid}/webhooks/")
    with django_assert_max_num_queries(12):
        keeper.get(f"/en/webhooks/{Webhook.objects.first().uuid}/")
