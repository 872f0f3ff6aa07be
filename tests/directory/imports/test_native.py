"""Our own columns: what each becomes, what is an error of its line, and what only a warning."""

from datetime import date

import pytest

from directory.models import Contact, Group, Standing, Verdict
from tests.directory.imports.conftest import said

FULL = {
    "external_id": "KW-7",
    "name_ar": "مجموعة النخلة",
    "name_en": "The Palm Group",
    "aliases": "النخلة; Palm",
    "kind": "parents",
    "area": "KW-HA",
    "place": "السالميه",
    "founded_on": "٢٠١٥-٠٣-٠١",
    "summary_ar": "نلتقي كل أسبوع.",
    "summary_en": "We meet every week.",
    "about_ar": "نلعب معًا",
    "about_en": "",
    "fields": "d13; H90",
    "beneficiaries": "autism;families",
    "services_ar": "لقاء أسبوعي; دعم الأهل",
    "services_en": "Weekly meeting",
    "website": "palm.example",
    "email": "palm@example.org",
    "phone": "+965 2222 1111",
    "licence_authority": "وزارة الشؤون",
    "licence_number": "12/2024",
    "licence_expires_on": "2027-01-31",
    "accepts_volunteers": "نعم",
    "volunteers": "١٢",
}


def test_every_column_finds_its_place(table, bring):
    result = bring(table([FULL]))
    group = Group.objects.get(source="", external_id="KW-7")
    assert result.code == 0
    assert (group.name_ar, group.name_en, group.aliases) == (
        "مجموعة النخلة",
        "The Palm Group",
        ["النخلة", "Palm"],
    )
    assert (group.kind, group.area_id, group.founded_on) == ("parents", "KW-HA-salmiya", date(2015, 3, 1))
    assert (group.about_ar, group.website) == ("نلعب معًا", "https://palm.example")
    assert (group.accepts_volunteers, group.volunteers) == (True, 12)
    assert sorted(group.fields.values_list("pk", flat=True)) == ["D13", "H90"]
    assert sorted(group.beneficiaries.values_list("pk", flat=True)) == ["autism", "families"]
    assert list(group.services.values_list("title_ar", "title_en", "published")) == [
        ("لقاء أسبوعي", "Weekly meeting", True),
        ("دعم الأهل", "", True),
    ]
    assert said(result, "warning") == [(2, "services_en")]


def test_a_licence_comes_unverified(table, bring):
    bring(table([FULL]))
    licence = Group.objects.get().licences.get()
    assert (licence.authority_ar, licence.authority_en, licence.number) == ("وزارة الشؤون", "", "12/2024")
    assert (licence.expires_on, licence.verdict) == (date(2027, 1, 31), Verdict.UNVERIFIED)


def test_contacts_are_for_members_unless_ordered_public(table, bring):
    bring(table([FULL]))
    assert set(Contact.objects.values_list("kind", "audience")) == {
        ("email", "members"),
        ("phone", "members"),
    }
    bring(table([FULL]), "--contacts", "public")
    assert set(Contact.objects.values_list("kind", "audience")) == {("email", "public"), ("phone", "public")}


def test_a_contact_that_an_operator_hid_is_never_shown_by_an_import(table, bring):
    bring(table([FULL]))
    Contact.objects.update(audience=Contact.Audience.COMMITTEE)
    bring(table([FULL]), "--contacts", "public")
    assert set(Contact.objects.values_list("audience", flat=True)) == {"committee"}


@pytest.mark.parametrize("column", ["name_ar", "name_en"])
def test_a_name_is_enough_for_a_draft_and_for_a_listed_group(table, bring, column):
    bring(table([{column: "Only a name"}]))
    bring(table([{column: "Another name"}]), "--list")
    draft, listed = Group.objects.order_by("pk")
    assert (draft.standing, draft.listed_at, draft.claimed_at) == (Standing.DRAFT, None, None)
    assert (listed.standing, listed.listed_at is not None, listed.claimed_at) == (Standing.LISTED, True, None)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("fields", "D13;Z99"),
        ("beneficiaries", "astronauts"),
        ("area", "KW-XX"),
        ("place", "Atlantis"),
        ("place", "الجهراء القديمة"),
        ("kind", "band"),
        ("founded_on", "2015-02-30"),
        ("founded_on", "01/02/2015"),
        ("volunteers", "-3"),
        ("volunteers", "99999999999"),
        ("accepts_volunteers", "maybe"),
        ("website", "none"),
        ("website", "javascript:alert(1)"),
        ("email", "a@b.example, c@d.example"),
        ("phone", "call me"),
        ("name_ar", "ن" * 201),
        ("name_en", "=HYPERLINK(1)"),
        ("name_en", "nul\0l"),
        ("summary_en", "x" * 301),
        ("services_ar", "خ" * 121),
        ("external_id", "9" * 81),
        ("licence_expires_on", "soon"),
    ],
)
def test_a_wrong_cell_is_an_error_of_its_line_and_column(table, bring, column, cell):
    rows = [
        FULL,
        FULL | {"external_id": "KW-8", "name_ar": "أخرى", column: cell},
        FULL | {"external_id": "KW-9"},
    ]
    result = bring(table(rows))
    assert said(result) == [(3, column)]
    assert (result.code, Group.objects.count()) == (0, 2)


def test_all_that_is_wrong_with_a_line_is_said_at_once(table, bring):
    result = bring(table([FULL | {"kind": "band", "fields": "Z99", "volunteers": "many"}]))
    assert said(result) == [(2, "kind"), (2, "volunteers"), (2, "fields")]
    assert (result.code, Group.objects.count()) == (1, 0)


def test_empty_cells_are_allowed_everywhere_but_in_both_names(table, bring):
    empty = dict.fromkeys(FULL, "")
    result = bring(table([empty | {"name_en": "A"}, empty | {"external_id": "2"}]))
    group = Group.objects.get()
    assert (group.name_en, group.area, group.kind, group.volunteers) == ("A", None, "team", None)
    assert (group.services.count(), group.contacts.count(), group.licences.count()) == (0, 0, 0)
    assert said(result) == [(3, "name_ar")]


def test_a_repeated_id_is_an_error_of_the_later_line(table, bring):
    result = bring(table([FULL, FULL | {"name_ar": "أخرى"}]))
    assert said(result) == [(3, "external_id")]
    assert Group.objects.get().name_ar == "مجموعة النخلة"


def test_without_ids_a_repeated_name_is_an_error_of_the_later_line(table, bring):
    result = bring(table([{"name_ar": "مجموعة النخلة"}, {"name_ar": "مجموعه  النخله"}]))
    assert said(result) == [(3, "name_ar")]


def test_half_a_licence_is_left_out_with_a_warning(table, bring):
    result = bring(table([FULL | {"licence_number": ""}]))
    assert said(result, "warning") == [(2, "services_en"), (2, "licence_number")]
    assert Group.objects.get().licences.count() == 0


def test_a_place_says_more_than_its_governorate_and_stands_alone_too(table, bring):
    rows = [{"name_ar": "أ", "place": "Salmiya"}, {"name_ar": "ب", "place": "KW-HA-salmiya"}]
    bring(table(rows))
    assert list(Group.objects.values_list("area_id", flat=True)) == ["KW-HA-salmiya"] * 2
