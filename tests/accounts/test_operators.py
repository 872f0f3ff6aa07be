"""The first operator, and what operators see of others."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from deeds.models import Entry
from tests.accounts.post import PASSWORD, addresses, make_person
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


def test_the_first_operator_is_made_on_the_command_line_and_can_sign_in(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--email", "Operator@Example.test", "--noinput", "-v", "0")
    person = Person.objects.get()
    assert (person.is_operator, person.is_staff, addresses(person)) == (
        True,
        True,
        [("operator@example.test", True)],
    )
    form = {"login": "operator@example.test", "password": PASSWORD}
    assert client.post("/ar/accounts/login/", form)["Location"] == "/ar/me/"


def test_a_second_one_with_the_same_address_is_refused(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    make_person("operator@example.test")
    with pytest.raises(CommandError):
        call_command("createsuperuser", "--email", "OPERATOR@example.test", "--noinput", "-v", "0")


def test_two_people_cannot_share_an_address_however_written(django_user_model):
    make_person("noura@example.test")
    with pytest.raises(Exception, match="email"):
        make_person("NOURA@example.test")


def test_looking_at_people_takes_a_reason_and_leaves_an_entry():
    client = sign_in(make_person("operator@example.test", is_operator=True), second_factor=True)
    assert "noura" not in client.get("/admin/accounts/person/").content.decode()
    client.post("/admin/accounts/person/", {"reason_to_look": "A person wrote that nothing opens."})
    client.get("/admin/accounts/person/")
    assert [entry.deed for entry in Entry.objects.all()] == ["admin.look"]


def test_an_operator_cannot_change_anybodys_address_or_password():
    noura = make_person()
    client = sign_in(make_person("operator@example.test", is_operator=True), second_factor=True)
    client.post("/admin/accounts/person/", {"reason_to_look": "Asked to."})
    form = {
        "name": "N",
        "language": "ar",
        "is_active": "on",
        "journal_reason": "Asked to.",
        "email": "x@example.test",
    }
    client.post(f"/admin/accounts/person/{noura.pk}/change/", {**form, "password": "y"})
    before = noura.password
    noura.refresh_from_db()
    assert (noura.name, noura.email, noura.password) == ("N", "noura@example.test", before)


@pytest.mark.parametrize(
    "what", ["auth/group", "account/emailaddress", "mfa/authenticator", "accounts/limit"]
)
def test_tables_of_packages_have_no_place_in_the_admin(what):
    client = sign_in(make_person(is_operator=True), second_factor=True)
    assert client.get(f"/admin/{what}/").status_code == 404


def test_signing_in_and_out_of_the_admin_is_signing_in_and_out_of_the_site():
    client = sign_in(make_person(is_operator=True), second_factor=True)
    assert client.post("/admin/logout/")["Location"] == "/ar/accounts/logout/"
    assert client.get("/admin/password_change/")["Location"] == "/ar/accounts/password/change/"


def test_an_operator_cannot_guess_at_hashes_through_the_lists(cast):
    client = cast.client("operator")
    client.post("/admin/accounts/person/", {"reason_to_look": "Asked to."})
    assert client.get("/admin/accounts/person/?password__startswith=arg").status_code == 400
    assert client.get("/admin/accounts/key/?hashed_key__startswith=sha").status_code == 400
    assert client.get("/admin/accounts/person/?language__exact=ar").status_code == 200


def test_an_erased_person_is_shown_and_never_edited(cast):
    client = cast.client("operator")
    client.post("/admin/accounts/person/", {"reason_to_look": "Asked to."})
    gone = Person.objects.create(email=None, is_active=False)
    path = f"/admin/accounts/person/{gone.pk}/change/"
    form = {"name": "Noura", "language": "ar", "is_active": "on", "journal_reason": "A slip."}
    assert [client.get(path).status_code, client.post(path, form).status_code] == [200, 403]
