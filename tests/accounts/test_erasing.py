"""Erasing an account: what must be settled first, what goes, what stays, and that no word is left of it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client

from accounts import actions
from accounts.models import Person
from deeds import hooks, journal
from deeds.lifecycle import Refused
from directory.actions import claims
from directory.models import Ask, Claim, Contact, Follow, Group, Helper, Membership, Standing, TeamCard
from tests.accounts.post import PASSWORD
from tests.cast import join, make_cast, make_group, prove, sign_in
from workers.models import OutgoingMessage

pytestmark = pytest.mark.django_db

NAME, MAIL, PHONE = "زينب المهيري الشطي", "zainab.alshatti@person.example", "+96555501234"
PART, PROOF = "أمينة صندوق الفريق النادرة", "اسمي في شهادة الإشهار رقم ٧٧٠١"
QUESTION, OFFER = "هل تستقبلون ابنتي ذات الخمس سنوات", "أستطيع القيادة مساء الأربعاء"
BROWSER, TITLE = "Mozilla/5.0 (Zainab phone)", "مسؤولة المتطوعات الصغيرات"
STRINGS = [NAME, MAIL, PHONE, PART, PROOF, QUESTION, OFFER, BROWSER, TITLE]


def make_zainab(cast):
    """Somebody who left a trace in every room: nine strings that nothing else here contains."""
    person = Person.objects.create_confirmed(MAIL, PASSWORD, name=NAME)
    unclaimed = make_group("unclaimed", claimed_at=None)
    Contact.objects.create(group=unclaimed, kind="email", value="office@group.example", audience="public")
    claims.ask(unclaimed, part=PART, proof=PROOF, by=person, may_mail=lambda: True)
    join(person, cast.group, "editor")
    TeamCard.objects.create(group=cast.group, person=person, name_ar=NAME, title_ar=TITLE)
    Ask.objects.create(group=cast.group, text=QUESTION, mail=MAIL, name=NAME, token_hash="a" * 64)
    Helper.objects.create(
        group=cast.group, person=person, what=OFFER, mail=MAIL, phone=PHONE, name=NAME, token_hash="b" * 64
    )
    Follow.objects.create(person=person, group=cast.group)
    EmailMessage("Hello", f"For {NAME}", to=[MAIL]).send()
    actions.change_settings(person, name=f"{NAME}", language="ar", by=person)
    client = Client(headers={"User-Agent": BROWSER})
    client.post("/ar/accounts/login/", {"login": MAIL, "password": PASSWORD})
    return person, client


def everything():
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    return "\n".join(map(str, rows))


def left_in(text):
    return [string for string in STRINGS if string in text]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_person_is_left_in_a_dump_and_the_journal_holds():
    cast = make_cast()
    person, client = make_zainab(cast)
    assert left_in(everything()) == STRINGS
    prove(client, person)
    assert client.post("/ar/me/erase/")["Location"] == "/ar/"
    assert left_in(everything()) == []
    assert left_in(as_dumped()) == []
    journal.seal()
    assert journal.verify() is None
    assert "_auth_user_id" not in client.session


def as_dumped():
    """What a backup holds: the file itself with SQLite, pg_dump's text with PostgreSQL where it is installed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(connection.settings_dict["NAME"]).read_bytes().decode(errors="replace")
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed.")
    given = connection.settings_dict
    where = {"host": given["HOST"], "port": given["PORT"], "username": given["USER"], "dbname": given["NAME"]}
    options = [f"--{name}={value}" for name, value in where.items() if value]
    known = os.environ | {"PGPASSWORD": given["PASSWORD"] or ""}
    return subprocess.run(["pg_dump", *options], env=known, capture_output=True, text=True, check=True).stdout


def test_everything_kept_is_in_the_archive(cast):
    person, _client = make_zainab(cast)
    given = str(actions.export_own(person))
    assert left_in(given) == STRINGS


def test_mails_that_wait_are_not_sent(cast):
    person, _client = make_zainab(cast)
    assert OutgoingMessage.objects.filter(recipient=MAIL).exists()
    actions.erase_own(person, by=person)
    assert not OutgoingMessage.objects.filter(recipient=MAIL).exists()


def test_an_open_claim_ends_and_frees_the_contacts(cast):
    person, _client = make_zainab(cast)
    group = Group.objects.get(slug="unclaimed")
    claims.ask(group, part="x", proof="", by=cast.volunteer, may_mail=lambda: False)
    group.refresh_from_db()
    assert group.disputed_at
    actions.erase_own(person, by=person)
    group.refresh_from_db()
    assert (group.disputed_at, Claim.objects.get(person=person).state) == (None, Claim.State.WITHDRAWN)


def settling(cast, person):
    return [one.url for one in hooks.unsettled_of(person)]


def test_last_leaders_are_told_what_to_settle_with_the_way_to_each(cast):
    draft = make_group("draft", standing=Standing.DRAFT)
    shared = make_group("shared", standing=Standing.DRAFT)
    join(cast.leader, draft, "leader")
    join(cast.leader, shared, "leader")
    join(cast.volunteer, shared)
    assert settling(cast, cast.leader) == [
        "/ar/groups/basira/team/",
        "/ar/groups/draft/discard/",
        "/ar/groups/shared/team/",
    ]
    page = prove(sign_in(cast.leader), cast.leader).get("/ar/me/erase/").content.decode()
    assert [f'href="{url}"' in page for url in settling(cast, cast.leader)] == [True] * 3
    assert 'action="/ar/me/erase/"' not in page


def test_who_is_not_alone_has_nothing_to_settle(cast):
    join(cast.volunteer, cast.group, "leader")
    assert settling(cast, cast.leader) == []
    assert settling(cast, cast.member) == []


def test_a_draft_of_ones_own_is_discarded_with_all_in_it(cast):
    client = prove(sign_in(cast.volunteer), cast.volunteer)
    client.post("/ar/groups/new/", {"name": "Safe Steps", "offer": "Companions"})
    group = Group.objects.get(slug="safe-steps")
    assert client.post("/ar/groups/safe-steps/discard/", {"version": group.version})["Location"] == "/ar/me/"
    assert not Group.objects.filter(slug="safe-steps").exists()
    assert settling(cast, cast.volunteer) == []


def test_a_listed_group_or_a_draft_with_a_team_is_not_discarded(cast):
    client = prove(sign_in(cast.leader), cast.leader)
    assert client.get("/ar/groups/basira/discard/").status_code == 404
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.DRAFT)
    assert client.get("/ar/groups/basira/discard/").status_code == 404


def test_public_facts_stay_under_a_former_member(cast):
    person, _client = make_zainab(cast)
    assert Membership.objects.filter(person=person, state="active").exists()
    actions.erase_own(person, by=person)
    membership = Membership.objects.get(person=person)
    membership.person.refresh_from_db()
    assert (membership.state, str(membership.person)) == ("ended", "عضو سابق")
    assert Group.objects.filter(pk=cast.group.pk).exists()


def test_a_refusal_midway_keeps_everything(cast):
    before = everything()
    with pytest.raises(Refused):
        actions.erase_own(cast.leader, by=cast.leader)
    assert everything() == before
