"""What a person may do with their own account: see, choose, take along, and go."""

import io
import json
import zipfile

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession

from accounts.models import Person
from accounts.tables import csv_text
from deeds import journal
from deeds.models import Entry
from tests.accounts.post import (
    PASSWORD,
    addresses,
    code_for,
    html_of,
    make_person,
    rows_to,
    signed_in,
    text_of,
)
from tests.cast import prove, sign_in

pytestmark = pytest.mark.django_db


def proven(client, person):
    """A browser whose person typed the password a moment ago."""
    client.force_login(person)
    client.post("/ar/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("path", ["", "settings/", "export/", "erase/"])
def test_own_pages_ask_strangers_to_sign_in(client, path):
    response = client.get(f"/ar/me/{path}")
    assert response["Location"].startswith(("/ar/accounts/login/?next=", "/ar/accounts/reauthenticate/"))


def test_a_leader_finds_the_way_to_the_groups_page(cast):
    page = cast.client("leader").get("/ar/me/").content.decode()
    assert 'href="/ar/groups/basira/edit/"' in page
    assert 'href="/ar/list-your-group/"' not in page


def test_a_member_finds_the_group_but_no_way_to_edit_it(cast):
    page = cast.client("member").get("/en/me/").content.decode()
    assert 'href="/en/groups/basira/"' in page
    assert "/edit/" not in page


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_whoever_belongs_to_nothing_finds_three_doors(cast, lang):
    page = cast.client("volunteer").get(f"/{lang}/me/").content.decode()
    assert [f'href="/{lang}/{door}/"' in page for door in ("services", "volunteer", "list-your-group")] == [
        True
    ] * 3


def test_name_and_language_are_chosen_and_the_new_name_is_recorded(client):
    person = make_person()
    client.force_login(person)
    response = client.post("/ar/me/settings/", {"name": "نورة", "language": "en"})
    assert (response["Location"], response.cookies["django_language"].value) == ("/en/me/settings/", "en")
    person.refresh_from_db()
    assert (person.name, person.language) == ("نورة", "en")
    entry = Entry.objects.get()
    assert (entry.deed, entry.actor, entry.quiet) == ("accounts.rename", person, True)
    client.post("/ar/me/settings/", {"name": "نورة", "language": "ar"})
    assert Entry.objects.count() == 1


def test_a_wrong_choice_is_told_beside_the_field(client):
    client.force_login(make_person())
    response = client.post("/en/me/settings/", {"name": "x" * 121, "language": "tlh"})
    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["language", "name"])


def test_the_address_changes_by_a_code_and_the_old_one_is_told(client):
    person = make_person("old@example.test")
    proven(client, person).post("/ar/accounts/email/", {"email": "new@example.test", "action_add": ""})
    assert addresses(person) == [("old@example.test", True)]
    client.post("/ar/accounts/confirm-email/", {"code": code_for("new@example.test")})
    assert addresses(person) == [("new@example.test", True)]
    assert Person.objects.get().email == "new@example.test"
    told = rows_to("old@example.test")[-1].letter
    assert "new@example.test" in text_of(told)
    assert 'dir="rtl"' in html_of(told)


def test_changing_the_address_asks_for_the_password_first(client):
    client.force_login(make_person())
    response = client.post("/ar/accounts/email/", {"email": "new@example.test", "action_add": ""})
    assert response["Location"].startswith("/ar/accounts/reauthenticate/")


def test_own_sessions_are_listed_and_the_others_ended(client):
    make_person()
    browsers = [client, client.__class__(), client.__class__()]
    for number, browser in enumerate(browsers):
        browser.post(
            "/en/accounts/login/",
            {"login": "noura@example.test", "password": PASSWORD},
            headers={"User-Agent": f"Mozilla/5.0 (Android {number}) Chrome/140"},
        )
    page = client.get("/en/accounts/sessions/")
    assert page.content.decode().count("Chrome, Android") == 3
    client.post("/en/accounts/sessions/")
    assert [browser.get("/en/me/").status_code for browser in browsers] == [200, 302, 302]
    assert UserSession.objects.count() == 1


def test_everything_kept_about_a_person_is_handed_out_without_secrets(cast):
    secret = generate_totp_secret()
    TOTP.activate(cast.leader, secret)
    client = prove(sign_in(cast.leader), cast.leader, "mfa")
    response = client.get("/ar/me/export/")
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    data = json.loads(archive.read("data.json"))
    assert data["accounts"]["person"]["email"] == "leader@cast.test"
    assert data["accounts"]["addresses"] == [{"email": "leader@cast.test", "verified": True, "primary": True}]
    assert len(data["directory"]["memberships"]) == 1
    assert "accounts-person.csv" in archive.namelist()
    assert b"password" not in archive.read("data.json")
    assert secret.encode() not in archive.read("data.json")


def test_cells_that_a_spreadsheet_would_run_are_only_shown():
    cells = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1", " =1", "plain", 7, -7, None]
    lines = csv_text([{"cell": cell} for cell in cells]).replace("\r\n", "\n").strip().split("\n", 1)[1]
    expected = "'=1+1\n'+1\n'-1\n'@A1\n'\t=1\n\"'\r=1\"\n'＝1\n' =1\nplain\n7\n-7\n\"\""
    assert lines == expected


def test_an_erased_person_is_a_nameless_row_and_the_journal_holds(client, cast):
    person = cast.editor
    Person.objects.filter(pk=person.pk).update(name="نورة العلي")
    person.refresh_from_db()
    person.set_password(PASSWORD)
    person.save()
    proven(client, person).post("/ar/me/settings/", {"name": "نورة الأخرى", "language": "ar"})
    assert client.post("/ar/me/erase/")["Location"] == "/ar/"
    assert not signed_in(client)
    person.refresh_from_db()
    assert (person.email, person.name, person.is_active, person.has_usable_password()) == (
        None,
        "",
        False,
        False,
    )
    assert addresses(person) == []
    assert str(person) in {"عضو سابق", "former member"}
    assert Entry.objects.latest("pk").deed == "accounts.erase"
    journal.seal()
    assert journal.verify() is None


def test_the_last_leader_stays_with_a_sentence(client, cast):
    cast.leader.set_password(PASSWORD)
    cast.leader.save()
    response = proven(client, cast.leader).post("/en/me/erase/", follow=True)
    assert signed_in(client)
    assert len(response.context["messages"]) == 1
    assert Person.objects.get(pk=cast.leader.pk).email == "leader@cast.test"


def test_the_last_operator_stays_too(client):
    person = make_person(is_operator=True)
    client.force_login(person)
    response = prove(client, person, "mfa").post("/en/me/erase/", follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert said == ["The site needs somebody who runs it. Appoint another operator first."]


def test_erasing_asks_for_the_password_first_and_shows_what_goes(client):
    client.force_login(make_person())
    assert client.get("/ar/me/erase/").status_code == 302
    assert proven(client, Person.objects.get()).get("/ar/me/erase/").status_code == 200


def test_an_address_can_be_used_again_after_its_account_is_gone(client):
    proven(client, make_person()).post("/ar/me/erase/")
    make_person()
    assert Person.objects.count() == 2
