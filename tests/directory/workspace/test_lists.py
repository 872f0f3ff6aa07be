"""Contacts and what a group lends: lists, one small form a row."""

import pytest
from django.utils import translation

from directory.models import Capability, Contact
from tests.directory.workspace.forms import address, said, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


# --- contacts


def contact(row, kind="phone", value="+965 5000 1234", **more):
    return {"contacts": [row], f"contacts-{row}-kind": kind, f"contacts-{row}-value": value, **more}


def test_a_new_contact_is_for_members_unless_said_otherwise(cast):
    page = cast.client("editor").get(address(cast, "contacts"))
    (form,) = page.context["form"].forms
    assert form["audience"].initial == "members"
    assert "it stands on your public page and in search engines" in page.content.decode()


def test_a_contact_is_saved_with_its_audience(cast):
    answer = save(cast, "contacts", contact("new-1", **{"contacts-new-1-audience": "public"}))
    assert answer.status_code == 302
    assert [(one.value, one.audience) for one in cast.group.contacts.all()] == [("+965 5000 1234", "public")]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "call us"), ("whatsapp", "12"), ("email", "somebody"), ("phone", "١٢")],
)
def test_a_value_that_cannot_be_one_is_refused_with_the_reason(cast, kind, value):
    answer = save(cast, "contacts", contact("new-1", kind, value, **{"contacts-new-1-audience": "public"}))
    status, sentences = said(answer)
    assert (status, len(sentences)) == (422, 1)
    assert value in answer.content.decode()
    assert not cast.group.contacts.exists()


def test_no_contact_for_the_committee_is_made_or_touched_by_an_editor(cast):
    kept = Contact.objects.create(group=cast.group, kind="phone", value="1", audience="committee")
    data = contact(str(kept.pk), "phone", "+96550009999", **{f"contacts-{kept.pk}-audience": "public"})
    save(cast, "contacts", data)
    kept.refresh_from_db()
    assert (kept.value, kept.audience) == ("1", "committee")
    answer = save(cast, "contacts", contact("new-2", **{"contacts-new-2-audience": "committee"}))
    assert answer.status_code == 422


def test_leaders_keep_what_the_committee_alone_sees(cast):
    assert save(cast, "private", contact("new-1"), role="leader").status_code == 302
    assert [one.audience for one in cast.group.contacts.all()] == ["committee"]


# --- what a group lends


def test_a_capability_needs_a_title_and_keeps_its_place(cast):
    row = {
        "capabilities": ["new-1"],
        "capabilities-new-1-kind": "transport",
        "capabilities-new-1-quantity": "2",
    }
    assert said(save(cast, "capabilities", row)) == (422, ["The title is required, in Arabic or in English."])
    row |= {"capabilities-new-1-title_ar": "حافلة بمنحدر"}
    assert save(cast, "capabilities", row).status_code == 302
    row = Capability.objects.get()
    assert (row.group, row.title_ar, row.quantity, row.kind) == (cast.group, "حافلة بمنحدر", 2, "transport")


@pytest.mark.parametrize("quantity", ["-1", "100001", "99999999999999999999", "two"])
def test_no_number_out_of_reach_reaches_the_database(cast, quantity):
    row = {
        "capabilities": ["new-1"],
        "capabilities-new-1-kind": "transport",
        "capabilities-new-1-title_en": "Van",
        "capabilities-new-1-quantity": quantity,
    }
    assert save(cast, "capabilities", row).status_code == 422
