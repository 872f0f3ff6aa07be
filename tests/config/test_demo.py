"""The demo: everybody told of can sign in, every state can be seen, and loading it again changes nothing."""

import re
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Key, Partner, Person
from config.demo import load as demo
from coordination.committee.models import Seat
from coordination.initiatives.models import Initiative
from deeds.models import Entry
from directory.models import (
    Area,
    Contact,
    Group,
    Kind,
    Licence,
    Mandate,
    Membership,
    Service,
    Standing,
    TeamCard,
)

LOG_INS = [
    "leader", "leader2", "editor",
    "chair", "secretary", "committee1", "committee2", "committee3",
    "volunteer", "giver", "operator",
]  # fmt: skip
PARTNER_KEY = "demo.partner-key-for-local-use-only"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_loaded")]


def person(name):
    return Person.objects.get(email=f"{name}@demo.test")


# --- people


@pytest.mark.parametrize("name", LOG_INS)
def test_every_log_in_works_with_the_known_password(name):
    assert authenticate(None, email=f"{name}@demo.test", password="demo") == person(name)


def test_nobody_else_has_a_password():
    others = Person.objects.exclude(email__in=[f"{name}@demo.test" for name in LOG_INS])
    assert [other.email for other in others if other.has_usable_password()] == []


def test_the_addresses_of_the_log_ins_are_confirmed():
    for name in LOG_INS:
        address = person(name).emailaddress_set.get()
        assert (address.verified, address.primary) == (True, True)


def test_the_committee_has_its_five_seats():
    seats = {seat.person.email.partition("@")[0]: seat.role for seat in Seat.objects.current()}
    assert seats == {
        "chair": "chair",
        "secretary": "secretary",
        "committee1": "member",
        "committee2": "member",
        "committee3": "member",
    }


@pytest.mark.parametrize(
    ("name", "belongs_to"),
    [
        ("leader", {"basira": "leader"}),
        ("leader2", {"rowad-ishara": "leader"}),
        ("editor", {"basira": "editor"}),
        ("committee3", {"basira": "member"}),
        ("committee1", {}),
        ("volunteer", {}),
        ("operator", {}),
    ],
)
def test_each_log_in_belongs_where_it_is_said_to(name, belongs_to):
    assert {row.group.slug: row.role for row in person(name).memberships.all()} == belongs_to


def test_the_two_groups_bear_their_names():
    names = Group.objects.filter(slug__in=["basira", "rowad-ishara"]).values_list("name_ar", flat=True)
    assert sorted(names) == ["رواد لغة الإشارة", "مجموعة بصيرة"]


def test_the_operator_is_one_and_nobody_else():
    assert list(Person.objects.filter(is_operator=True)) == [person("operator")]


def test_the_partner_key_reads():
    assert Key.objects.find(PARTNER_KEY).scopes == ["read:directory"]


def test_the_partner_key_cannot_write(client):
    headers = {"Authorization": f"Api-Key {PARTNER_KEY}", "Idempotency-Key": "demo"}
    body = {"group": str(Group.objects.get(slug="basira").uuid), "title_ar": "قاعات"}
    before = Initiative.objects.count()
    assert client.get("/api/v1/groups/", headers=headers).status_code == 200
    answer = client.post("/api/v1/initiatives/", body, content_type="application/json", headers=headers)
    assert (answer.status_code, Initiative.objects.count()) == (403, before)


def test_one_institution_waits_one_was_refused_and_one_drafts_for_a_group_that_lets_it():
    states = Counter(Partner.objects.values_list("state", flat=True))
    assert states == {"asked": 1, "refused": 1, "granted": 2}
    drafted = Initiative.objects.get(drafted_by__isnull=False)
    assert (drafted.state, drafted.lead.slug) == ("draft", "basira")
    assert Mandate.objects.live().get().partner == drafted.drafted_by


# --- groups


def test_there_are_about_forty_groups_two_of_them_unclaimed():
    unclaimed = Group.objects.filter(claimed_at=None)
    assert (Group.objects.count(), unclaimed.count()) == (45, 2)
    assert [group.slug for group in unclaimed if not (group.source and group.external_id)] == []
    assert unclaimed.exclude(standing=Standing.LISTED).count() == 0


def test_every_claimed_group_has_an_active_leader():
    lead = Q(memberships__role="leader", memberships__state="active")
    counted = Group.objects.annotate(leaders=Count("memberships", filter=lead))
    assert [group.slug for group in counted if bool(group.leaders) != group.is_claimed] == []


def test_all_six_governorates_have_listed_groups():
    covered = Group.objects.listed().values_list("area__parent", flat=True)
    assert set(covered) == set(Area.objects.filter(parent=None).values_list("code", flat=True))


def test_every_standing_every_kind_and_every_state_of_a_membership_is_there():
    assert Counter(Group.objects.values_list("standing", flat=True)) == {
        "draft": 1, "submitted": 2, "returned": 1, "listed": 38, "declined": 1, "suspended": 1, "archived": 1,
    }  # fmt: skip
    assert set(Group.objects.listed().values_list("kind", flat=True)) == set(Kind.values)
    assert set(Membership.objects.values_list("state", flat=True)) == set(Membership.State.values)


def test_licences_are_verified_unverified_refused_expired_running_out_and_missing():
    today = timezone.localdate()
    listed = Licence.objects.filter(group__standing=Standing.LISTED)
    assert {licence.state(today) for licence in listed} == {"unverified", "verified", "refused", "expired"}
    assert [licence.number for licence in listed if 0 <= (licence.expires_on - today).days <= 30] != []
    assert Group.objects.listed().filter(licences=None, claimed_at__isnull=False).exists()


def test_every_group_offers_two_to_five_services():
    counted = Group.objects.annotate(offered=Count("services"))
    assert [group.slug for group in counted if not 2 <= group.offered <= 5] == []


def test_a_mother_finds_help_for_her_child_with_autism():
    today = Service.objects.filter(group__standing=Standing.LISTED, beneficiaries="autism")
    fits = today.filter(Q(age_from=None) | Q(age_from__lte=5), Q(age_to=None) | Q(age_to__gte=5))
    titles = set(fits.values_list("title_ar", flat=True))
    assert {
        "جلسات لعب هادئة لأطفال التوحد",
        "جلسات نطق فردية للأطفال",
        "لقاء الأمهات الأسبوعي",
        "نهار راحة للأهل",
        "ساعة سباحة هادئة",
        "مرافقة أسرة لديها طفل ذو توحد",
    } <= titles
    assert set(fits.values_list("places", flat=True)) >= {"open", "waiting"}


def test_every_home_topic_leads_to_services():
    for code in (
        "autism",
        "learning_difficulties",
        "down_syndrome",
        "cerebral_palsy",
        "deaf_hard_of_hearing",
    ):
        assert Service.objects.filter(group__standing=Standing.LISTED, beneficiaries=code).count() >= 3, code


def test_services_differ_in_mode_places_price_and_for_whom():
    for name in ("mode", "places", "for_whom"):
        values = {value for value, _label in Service._meta.get_field(name).choices}
        assert set(Service.objects.values_list(name, flat=True)) == values, name
    assert Service.objects.filter(price=0).count() > Service.objects.filter(price__gt=0).count() > 5


# --- what may not be shown


def test_a_minor_without_a_guardians_consent_is_not_public():
    minors = TeamCard.objects.filter(is_minor=True)
    shown = TeamCard.objects.public().filter(is_minor=True)
    assert (minors.count(), shown.count()) == (2, 1)
    assert list(minors.exclude(pk__in=shown).values_list("group__slug", flat=True)) == ["basira"]


def test_some_members_of_teams_did_not_agree_to_be_shown():
    assert TeamCard.objects.exclude(pk__in=TeamCard.objects.public()).count() >= 5


def test_contacts_have_different_audiences_and_lead_to_nobody():
    assert set(Contact.objects.values_list("audience", flat=True)) >= {"public", "members", "committee"}
    for contact in Contact.objects.all():
        assert re.fullmatch(r"\+965 0000 \d{4}|[^@ ]+@[^@ ]+\.example", contact.value), contact.value
    for website in Group.objects.values_list("website", flat=True):
        assert website.endswith(".example/")


# --- loading


def test_every_group_has_a_quiet_entry_and_the_run_has_one():
    groups = Entry.objects.filter(deed="demo.group")
    assert sorted(map(int, groups.values_list("subject_id", flat=True))) == sorted(
        Group.objects.values_list("pk", flat=True)
    )
    assert groups.filter(quiet=False).count() == 0
    assert Entry.objects.get(deed="demo.load").data == {"groups": 45}


def test_entries_of_groups_the_public_does_not_know_are_not_public():
    for group in Group.objects.all():
        entry = Entry.objects.get(deed="demo.group", subject_id=group.pk)
        assert ("public" in entry.audience) == (group.standing in (Standing.LISTED, Standing.ARCHIVED)), (
            group.slug
        )


def test_a_group_that_was_sent_back_was_told_why():
    for standing in (Standing.RETURNED, Standing.DECLINED, Standing.SUSPENDED):
        entry = Entry.objects.get(deed="demo.group", subject_id=Group.objects.get(standing=standing).pk)
        assert "" not in (entry.reason_code, entry.text.reason), standing


def test_loading_again_changes_nothing():
    before = rows()
    assert demo.load() == 0
    assert rows() == before


def test_what_somebody_tried_out_stays():
    Group.objects.filter(slug="basira").update(summary_ar="كلام جديد")
    demo.load()
    assert Group.objects.get(slug="basira").summary_ar == "كلام جديد"


def test_the_command_prints_the_log_ins(capsys, settings):
    settings.DEBUG = True
    call_command("demo")
    out = capsys.readouterr().out
    assert [line.strip() for line in out.splitlines()[2:-1]] == [f"{name}@demo.test" for name in LOG_INS]
    assert PARTNER_KEY in out


def test_the_command_refuses_a_site_without_debug(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="It loads only with DEBUG=1."):
        call_command("demo")


def rows():
    """The number of rows in every table, and the day of every group's last change."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()
    return counts, list(Group.objects.order_by("pk").values_list("updated_at", "version"))
