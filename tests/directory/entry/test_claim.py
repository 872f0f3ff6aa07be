"""An unclaimed page is claimed: its published address agrees by a link, else the secretary decides."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.links import hashed
from deeds.models import Entry
from directory.actions import claims
from directory.models import Claim, Contact, Group, Membership
from tests.accounts.post import last_letter, rows_to, text_of
from tests.cast import make_group

pytestmark = pytest.mark.django_db
MAIL = "office@group.example"
WORDS = {"part": "رئيسة الفريق", "proof": "صفحة الفريق تذكر اسمي"}


@pytest.fixture
def group(cast):
    group = make_group("najah", name_ar="فريق نجاح", claimed_at=None, source="register")
    Contact.objects.create(group=group, kind="email", value=MAIL, audience="public")
    return group


def ask(cast, role="volunteer", **more):
    return cast.client(role).post("/ar/groups/najah/claim/", WORDS | more)


def token():
    return re.search(r"/claims/([\w-]{43})/", text_of(last_letter(MAIL))).group(1)


def leaders(group):
    return [row.person for row in Membership.objects.leaders().filter(group=group)]


def shown(cast, role="public"):
    return MAIL in cast.client(role).get("/ar/groups/najah/").content.decode()


def test_the_link_to_the_published_address_makes_the_claimant_the_leader(cast, group, client):
    ask(cast)
    link = f"/ar/claims/{token()}/"
    assert client.get(link).status_code == 200
    assert leaders(group) == []
    client.post(link, {"answer": "agree"})
    group.refresh_from_db()
    assert (leaders(group), group.is_claimed) == ([cast.volunteer], True)
    assert Claim.objects.get().state == Claim.State.APPROVED
    assert [e.deed for e in Entry.objects.order_by("pk")] == ["claim.ask", "claim.confirm", "group.claim"]
    assert len(rows_to(cast.volunteer.email)) == 1
    assert client.get("/ar/groups/najah/").status_code == 200


def test_the_link_works_once_is_kept_as_a_hash_and_ends_after_a_week(cast, group, client):
    ask(cast)
    link = f"/ar/claims/{token()}/"
    assert Claim.objects.get().link_hash == hashed(token())
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.get(link).status_code == 404
        assert client.post(link, {"answer": "agree"}).status_code == 404
    client.post(link, {"answer": "agree"})
    assert client.post(link, {"answer": "agree"}).status_code == 404
    assert client.get(f"/ar/claims/{'x' * 43}/").status_code == 404


def test_an_address_that_is_no_longer_published_decides_nothing(cast, group, client):
    ask(cast)
    Contact.objects.update(value="other@group.example")
    client.post(f"/ar/claims/{token()}/", {"answer": "agree"})
    assert leaders(group) == []


def test_looking_at_the_link_or_sending_nothing_decides_nothing(cast, group, client):
    ask(cast)
    assert client.post(f"/ar/claims/{token()}/").status_code == 422
    assert Claim.objects.get().state == Claim.State.OPEN


def test_an_objection_spends_the_link_hides_the_contacts_and_leaves_it_to_the_secretary(cast, group, client):
    ask(cast)
    assert shown(cast)
    link = f"/ar/claims/{token()}/"
    client.post(link, {"answer": "object"})
    assert (client.get(link).status_code, shown(cast), shown(cast, "secretary")) == (404, False, True)
    asked = Claim.objects.get()
    assert (asked.state, asked.objected_at is not None) == (Claim.State.OPEN, True)
    claims.refuse(
        asked, code="objection", reason="لا تعرفه المجموعة.", by=cast.secretary, seen=asked.group.version
    )
    assert shown(cast)


def test_two_claims_hide_the_contacts_and_one_wins(cast, group, client):
    ask(cast)
    first = token()
    assert shown(cast)
    ask(cast, "guardian")
    assert not shown(cast)
    client.post(f"/ar/claims/{first}/", {"answer": "agree"})
    states = {claim.person: (claim.state, claim.reason_code) for claim in Claim.objects.all()}
    assert states == {cast.volunteer: ("approved", ""), cast.guardian: ("refused", "another")}
    assert client.post(f"/ar/claims/{token()}/", {"answer": "agree"}).status_code == 404
    assert (leaders(group), shown(cast)) == ([cast.volunteer], True)
    assert len(rows_to(cast.guardian.email)) == 1


def test_of_many_claims_one_wins_and_each_other_person_is_told(cast, group):
    for role in ("volunteer", "guardian", "member", "other_leader"):
        ask(cast, role)
    first = Claim.objects.get(person=cast.volunteer)
    cast.client("secretary").post(
        f"/ar/claims/{first.uuid}/", {"version": first.group.version, "approve": "1"}
    )
    assert leaders(group) == [cast.volunteer]
    assert list(Claim.objects.exclude(pk=first.pk).values_list("state", flat=True)) == ["refused"] * 3
    assert [len(rows_to(getattr(cast, role).email)) for role in ("guardian", "member", "other_leader")] == [
        1
    ] * 3


def test_without_a_published_address_a_proof_is_needed_and_the_secretary_decides(cast, group):
    Contact.objects.update(audience="members")
    assert ask(cast, proof="").status_code == 422
    assert ask(cast).status_code == 302
    asked = Claim.objects.get()
    assert (asked.link_hash, rows_to(MAIL)) == (None, [])
    page = cast.client("secretary").get(f"/ar/claims/{asked.uuid}/")
    assert WORDS["proof"] in page.content.decode()
    version = page.context["asked"].group.version
    cast.client("secretary").post(f"/ar/claims/{asked.uuid}/", {"approve": "1", "version": version})
    assert leaders(group) == [cast.volunteer]
    assert Entry.objects.get(deed="claim.approve").actor == cast.secretary


def test_a_refusal_needs_a_reason_and_a_sentence_which_the_claimant_reads(cast, group):
    ask(cast)
    asked = Claim.objects.get()
    path = f"/ar/claims/{asked.uuid}/"
    form = {"refuse": "1", "version": Group.objects.get(pk=group.pk).version}
    assert cast.client("chair").post(path, form).status_code == 422
    cast.client("chair").post(path, form | {"code": "no_proof", "reason": "لا نجد اسمك في الصفحة."})
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.link_hash) == (Claim.State.REFUSED, cast.chair, None)
    assert "لا نجد اسمك في الصفحة." in text_of(last_letter(cast.volunteer.email))
    entry = Entry.objects.get(deed="claim.refuse")
    assert (entry.reason_code, entry.text.reason) == ("no_proof", "لا نجد اسمك في الصفحة.")


def test_nobody_decides_on_a_claim_of_their_own(cast, group):
    ask(cast, "secretary")
    asked = Claim.objects.get()
    form = {"approve": "1", "version": Group.objects.get(pk=group.pk).version}
    cast.client("secretary").post(f"/ar/claims/{asked.uuid}/", form)
    assert leaders(group) == []
    cast.client("chair").post(f"/ar/claims/{asked.uuid}/", form)
    assert leaders(group) == [cast.secretary]


@pytest.mark.parametrize("role", ["volunteer", "leader", "committee", "operator"])
def test_others_do_not_see_the_requests(cast, group, role):
    ask(cast)
    asked = Claim.objects.get()
    assert {
        cast.client(role).get(path).status_code for path in ("/ar/claims/", f"/ar/claims/{asked.uuid}/")
    } == {404}


def test_the_secretary_finds_them_among_what_waits(cast, group):
    ask(cast)
    assert 'href="/ar/claims/"' in cast.client("secretary").get("/ar/me/").content.decode()
    assert 'href="/ar/claims/"' not in cast.client("committee").get("/ar/me/").content.decode()


def test_a_claimant_sees_the_state_and_may_withdraw(cast, group, client):
    ask(cast)
    link = f"/ar/claims/{token()}/"
    assert (
        'action="/ar/groups/najah/claim/withdraw/"'
        in cast.client("volunteer").get("/ar/groups/najah/claim/").content.decode()
    )
    cast.client("volunteer").post("/ar/groups/najah/claim/withdraw/")
    assert Claim.objects.get().state == Claim.State.WITHDRAWN
    assert client.post(link, {"answer": "agree"}).status_code == 404


def test_a_group_that_somebody_leads_cannot_be_claimed(cast):
    response = cast.client("volunteer").post("/ar/groups/basira/claim/", WORDS)
    assert (response["Location"], Claim.objects.count()) == ("/ar/groups/basira/", 0)


def test_asking_twice_makes_one_claim_and_one_letter(cast, group):
    ask(cast)
    ask(cast)
    assert (Claim.objects.count(), len(rows_to(MAIL))) == (1, 1)


def test_the_published_address_gets_three_letters_a_day_at_most(cast, group):
    for role in ("volunteer", "guardian", "member", "editor", "other_leader"):
        ask(cast, role)
    assert (Claim.objects.count(), len(rows_to(MAIL))) == (5, 3)


def test_five_requests_a_day_and_person(cast, group):
    for _round in range(6):
        response = ask(cast)
        cast.client("volunteer").post("/ar/groups/najah/claim/withdraw/")
    assert (response.status_code, Claim.objects.count()) == (422, 5)


def test_the_unclaimed_page_leads_to_the_form(cast, group):
    assert 'href="/ar/groups/najah/claim/"' in cast.client("public").get("/ar/groups/najah/").content.decode()
