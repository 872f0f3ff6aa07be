"""An approved claim is told to the published address, which may object; then contacts hide until it is decided."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from deeds.hooks import awaiting_of
from directory.actions import claims
from directory.models import Claim, Contact, Group, Membership
from tests.accounts.post import last_letter, rows_to, text_of
from tests.cast import make_group

pytestmark = pytest.mark.django_db
MAIL = "office@group.example"
REASON = {"code": "objection", "reason": "المجموعة لا تعرفه."}


@pytest.fixture
def claim(cast):
    """Approved by the secretary, though nobody at the published address was asked."""
    group = make_group("najah", name_ar="فريق نجاح", claimed_at=None, source="register")
    Contact.objects.create(group=group, kind="email", value=MAIL, audience="public")
    asked = claims.ask(group, part="رئيس", proof="", by=cast.volunteer, may_mail=lambda: False)
    claims.approve(asked, by=cast.secretary, seen=Group.objects.get(pk=group.pk).version)
    return asked


@pytest.fixture
def link(claim):
    return re.search(r"(/ar/claims/[\w-]{43}/)", text_of(last_letter(MAIL))).group(1)


def shown(client):
    return MAIL in client.get("/ar/groups/najah/").content.decode()


def decide(cast, claim, button, **said):
    version = Group.objects.get(slug="najah").version
    page = f"/ar/claims/{claim.uuid}/"
    return cast.client("chair").post(page, {button: "1", "version": version, **said})


def test_the_published_address_hears_of_it_and_looking_changes_nothing(client, cast, claim, link):
    assert len(rows_to(MAIL)) == 1
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 422
    assert client.post(link, {"answer": "agree"}).status_code == 422
    assert shown(client)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert client.get(link).status_code == 404


def test_an_objection_hides_the_contacts_and_waits_for_the_offices_once(client, cast, claim, link):
    assert client.post(link, {"answer": "object"}).status_code == 302
    assert client.get(link).status_code == 404
    assert not shown(client)
    for person in (cast.secretary, cast.chair):
        assert f"/claims/{claim.uuid}/" in text_of(last_letter(person.email))
        assert "/ar/claims/" in [waiting.url for waiting in awaiting_of(person)]


def test_the_claimant_goes_on_when_the_objection_does_not_hold(client, cast, claim, link):
    client.post(link, {"answer": "object"})
    assert decide(cast, claim, "uphold").status_code == 422
    assert decide(cast, claim, "uphold", **REASON).status_code == 302
    assert shown(client)
    assert Membership.objects.leaders().get(group=claim.group).person == cast.volunteer
    assert decide(cast, claim, "overturn", **REASON).status_code == 422


def test_a_page_taken_back_is_unclaimed_again_and_the_claimant_reads_why(client, cast, claim, link):
    client.post(link, {"answer": "object"})
    assert decide(cast, claim, "overturn", **REASON).status_code == 302
    group = Group.objects.get(slug="najah")
    assert (group.is_claimed, group.disputed_at) == (False, None)
    assert not Membership.objects.active().filter(group=group).exists()
    assert Claim.objects.get().state == Claim.State.REFUSED
    assert REASON["reason"] in text_of(last_letter(cast.volunteer.email))
