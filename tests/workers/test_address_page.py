"""A person whose mail comes back reads so above their own pages, and mends it."""

import pytest
from django.utils import timezone

from workers import outbox
from workers.models import Bounced, OutgoingMessage, Suppression
from workers.outbox import bounces

pytestmark = pytest.mark.django_db
CAME_BACK = "Mail to your address"


def bounce(person, kind="hard"):
    bounces.count(person.email, kind, "550 5.1.1 gone")


def test_who_gets_mail_sees_nothing_of_it(cast):
    volunteer = cast.client("volunteer")
    for address in ("/en/me/", "/en/me/settings/"):
        assert CAME_BACK not in volunteer.get(address).content.decode()
    assert "Mail reaches your address" in volunteer.get("/en/me/address/").content.decode()


@pytest.mark.parametrize("address", ["/en/me/", "/en/me/settings/"])
def test_own_pages_say_that_mail_came_back_and_lead_to_mending(cast, address):
    bounce(cast.volunteer)
    text = cast.client("volunteer").get(address).content.decode()
    assert "Mail to your address <bdi" in text
    assert 'href="/en/me/address/"' in text
    assert CAME_BACK not in cast.client("leader").get(address).content.decode()


def test_the_page_says_what_stopped_and_why(cast):
    bounces.suppress(cast.volunteer.email, Suppression.Why.BOUNCED)
    bounce(cast.volunteer)
    english = cast.client("volunteer").get("/en/me/address/").content.decode()
    assert "there is no such address" in english
    assert "Digests and notices are not sent there any more; sign-in codes still are." in english
    arabic = cast.client("volunteer").get("/ar/me/address/").content.decode()
    assert "لم تعد الملخصات والإشعارات تُرسل إليه" in arabic


def test_trying_again_forgets_and_sends_a_letter(cast, memory):
    bounces.suppress(cast.volunteer.email, Suppression.Why.BOUNCED, until=timezone.now())
    bounce(cast.volunteer)
    cast.client("volunteer").post("/en/me/address/")
    outbox.drain()
    assert (Bounced.objects.count(), Suppression.objects.count()) == (0, 0)
    assert [to for _sender, to, _content in memory] == [cast.volunteer.email]


def test_trying_again_has_an_end(cast):
    for _time in range(5):
        bounce(cast.volunteer)
        cast.client("volunteer").post("/en/me/address/")
    assert OutgoingMessage.objects.count() == 3


def test_a_letter_that_comes_back_is_told_again(cast, server):
    bounce(cast.volunteer)
    server.answers[cast.volunteer.email] = "550 5.1.1 No such user"
    cast.client("volunteer").post("/en/me/address/")
    outbox.drain()
    assert "Mail to your address <bdi" in cast.client("volunteer").get("/en/me/").content.decode()
