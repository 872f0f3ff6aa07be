"""A partner's program drafts an initiative in the name of a group that lets it; people of the group go on with it."""

import pytest

from accounts.models import Scope
from coordination.initiatives.models import Initiative, State
from deeds.models import Entry
from directory.actions import mandates
from directory.models import Area, Beneficiary, Field, Group, Standing
from tests.api.writer import ADDRESS, WRITE, Program, let, make_partner


@pytest.fixture
def partner(cast):
    return make_partner(cast)


@pytest.fixture
def program(cast, partner):
    let(cast, partner)
    return Program(partner)


def make_words():
    Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability", in_picker=True)
    Beneficiary.objects.create(code="deaf", title_ar="الصم", title_en="Deaf")
    Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")


PLAN = {
    "title_en": "Halls for all",
    "aim_ar": "قاعات يدخلها الجميع",
    "fields": ["D13"],
    "beneficiaries": ["deaf"],
    "area": "KW-HA",
    "starts_on": "2030-02-01",
    "ends_on": "2030-03-01",
    "milestones": [{"title_ar": "القاعة الأولى", "due_on": "2030-02-10"}],
    "permit_needed": False,
}


def test_a_program_drafts_the_whole_plan_and_reads_it_back(cast, program, partner):
    make_words()
    made = program.draft(cast.group, **PLAN)
    assert made.status == 201, made.data
    assert made.headers["Location"].endswith(f"{ADDRESS}{made.data['id']}/")
    one = Initiative.objects.get()
    assert (one.state, one.lead, one.drafted_by, one.permit_needed) == ("draft", cast.group, partner, False)
    assert [made.data[name] for name in ("state", "title_ar", "aim_ar")] == [
        "draft",
        "قاعات للجميع",
        "قاعات يدخلها الجميع",
    ]
    assert [word["code"] for word in made.data["fields"]] == ["D13"]
    assert [(row["title_ar"], row["due_on"]) for row in made.data["milestones"]] == [
        ("القاعة الأولى", "2030-02-10")
    ]
    again = program.read(f"initiatives/{made.data['id']}/")
    assert (again.data, again.headers["ETag"]) == (made.data, made.headers["ETag"])
    assert [row["id"] for row in program.read("initiatives/?state=draft").data["results"]] == [
        made.data["id"]
    ]


def test_the_group_sees_who_drafted_it_and_goes_on_like_with_its_own(cast, program):
    made = program.draft(cast.group)
    page = f"/ar/initiatives/{made.data['id']}/"
    for role in ("member", "editor", "leader"):
        assert "المكتبة الوطنية" in cast.client(role).get(page).content.decode()
    assert cast.client("public").get(page).status_code == 404
    assert cast.client("leader").get(f"{page}edit/what/").status_code == 200


def test_the_journal_names_the_institution_the_key_and_who_looks_after_it(cast, program, partner):
    program.redraft(program.draft(cast.group), summary_ar="قاعات")
    found, edit = Entry.objects.filter(deed__in=["initiatives.found", "initiatives.edit"]).order_by("pk")
    assert found.actor == edit.actor == cast.volunteer
    assert found.data == {"partner": str(partner.uuid), "key": program.key.prefix}
    assert edit.data["changed"] == ["summary_ar"]
    assert f"group:{cast.group.pk}:member" in found.audience
    assert "public" not in found.audience
    assert "المكتبة الوطنية" in found.text.title_ar


def test_a_change_names_the_version_it_was_made_from(cast, program):
    made = program.draft(cast.group)
    first = program.redraft(made, title_ar="قاعات لنا")
    assert (first.status, first.data["title_ar"]) == (200, "قاعات لنا")
    assert program.redraft(made, title_ar="قاعات لكم").status == 412
    assert program.redraft(made, seen="", title_ar="قاعات لكم").status == 428
    assert program.redraft(made, seen="*", title_en="Halls").status == 200
    one = Initiative.objects.get()
    assert (one.title_ar, one.title_en) == ("قاعات لنا", "Halls")


def step(day, title):
    return {"title_ar": title, "due_on": f"2030-02-0{day}"}


def test_milestones_that_are_sent_take_the_place_of_those_that_stand(cast, program):
    made = program.draft(cast.group, milestones=[step(1, "أولى"), step(2, "ثانية")])
    kept = program.redraft(made, aim_ar="هدف")
    assert [row["title_ar"] for row in kept.data["milestones"]] == ["أولى", "ثانية"]
    new = program.redraft(kept, milestones=[step(3, "ثالثة")])
    assert [row["title_ar"] for row in new.data["milestones"]] == ["ثالثة"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({"title_ar": ""}, {"title_ar"}),
        ({"title_ar": 7}, {"title_ar"}),
        ({"title_ar": "ق" * 121}, {"title_ar"}),
        ({"title_ar": "\x00"}, {"title_ar"}),
        ({"fields": ["Z99"], "area": "KW-XX"}, {"fields", "area"}),
        ({"fields": "D13"}, {"fields"}),
        ({"starts_on": "2030-02-01", "ends_on": "2030-01-01"}, {"ends_on"}),
        ({"ends_on": "2001-01-01"}, {"ends_on"}),
        ({"starts_on": "soon"}, {"starts_on"}),
        ({"permit_needed": "yes"}, {"permit_needed"}),
        ({"milestones": [{"title_ar": "أولى"}]}, {"milestones"}),
        (
            {"milestones": [{"title_ar": "أولى", "due_on": "2030-01-01"}, {"due_on": "2030-01-01"}]},
            {"milestones"},
        ),
        ({"state": "approved"}, {"state"}),
        ({"group": "basira"}, {"group"}),
        ({"group": "8c7e8f2e-8d2c-4a8a-9c69-0d8e6f1c2b3a"}, {"group"}),
    ],
)
def test_what_is_not_right_is_said_by_field_and_nothing_is_made(cast, program, said, names):
    answer = program.draft(cast.group, **said)
    assert (answer.status, set(answer.data["errors"])) == (422, names)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(("language", "letters"), [("ar", "العنوان"), ("en", "title is required")])
def test_errors_are_in_the_language_asked_for(cast, program, language, letters):
    body = {"group": str(cast.group.uuid)}
    answer = program.send("POST", f"{ADDRESS}?lang={language}", body, **{"Idempotency-Key": "one"})
    assert letters in answer.data["errors"]["title_ar"][0]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b'{"title_ar": NaN}', "application/json", 400),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b"[" * 900 + b"]" * 900, "application/json", 422),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b'"' + b"x" * 300_000 + b'"', "application/json", 413),
        (b'"' + b"x" * 7_000_000 + b'"', "application/json", 413),
    ],
)
def test_bodies_that_are_no_draft_are_problems_and_never_mistakes_of_ours(program, body, kind, status):
    answer = program.send("POST", ADDRESS, body, **{"Idempotency-Key": "odd", "Content-Type": kind})
    assert (answer.status, answer.data["status"]) == (status, status)


def test_a_key_without_the_scope_reads_and_cannot_write(cast):
    partner = make_partner(cast, [Scope.READ_DIRECTORY, Scope.WRITE_INITIATIVES])
    let(cast, partner)
    reader = Program(partner, [Scope.READ_DIRECTORY])
    assert reader.read("groups/").status == 200
    answer = reader.draft(cast.group)
    assert (answer.status, "write:initiatives" in answer.data["detail"]) == (403, True)
    assert not Initiative.objects.exists()


def test_without_a_key_nobody_writes(cast):
    answer = cast.client("leader").post(ADDRESS, {}, content_type="application/json")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Api-Key")


def test_only_groups_that_let_it_are_written_for(cast, program):
    answer = program.draft(cast.other_group)
    assert (answer.status, "لم تسمح" in answer.data["detail"]) == (409, True)


@pytest.mark.parametrize("standing", [name for name in Standing.values if name != "listed"])
def test_a_group_that_is_not_listed_is_not_there(cast, program, standing):
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    assert program.draft(cast.group).status == 422


def end_mandate(cast, partner):
    mandates.end(cast.group.mandates.get(), by=cast.leader, seen=Group.objects.get(pk=cast.group.pk).version)


def end_day(cast, partner):
    cast.group.mandates.update(ends_on="2020-01-01")


def take_scope(cast, partner):
    partner.keys.update(scopes=[Scope.READ_DIRECTORY])


@pytest.mark.parametrize("over", [end_mandate, end_day])
def test_once_it_is_over_the_draft_is_the_groups_alone(cast, program, partner, over):
    made = program.draft(cast.group)
    over(cast, partner)
    assert program.read(f"initiatives/{made.data['id']}/").status == 404
    assert program.redraft(made, aim_ar="هدف").status == 404
    assert program.draft(cast.group).status == 409
    assert cast.client("leader").get(f"/ar/initiatives/{made.data['id']}/").status_code == 200


def test_a_scope_that_was_taken_away_writes_no_more(cast, program, partner):
    made = program.draft(cast.group)
    take_scope(cast, partner)
    assert program.redraft(made, aim_ar="هدف").status == 403


def test_after_the_group_went_on_the_program_reads_and_changes_nothing(cast, program):
    made = program.draft(cast.group)
    Initiative.objects.update(state=State.INVITING)
    now = program.read(f"initiatives/{made.data['id']}/")
    assert now.data["state"] == "inviting"
    assert program.redraft(now, aim_ar="هدف").status == 409


def test_nobody_changes_a_draft_of_the_group_itself_or_of_another_institution(cast, program):
    other = make_partner(cast, name="Another")
    let(cast, other)
    theirs = Program(other).draft(cast.group)
    assert program.read(f"initiatives/{theirs.data['id']}/").status == 404
    assert program.redraft(theirs, aim_ar="هدف").status == 404


def test_who_may_read_drafts_reads_all_of_the_group_and_of_parts_only_the_groups_own(cast):
    from tests.coordination.initiatives.world import draft

    partner = make_partner(cast, [Scope.READ_DRAFTS, *WRITE])
    own = draft(cast)
    program = Program(partner)
    assert program.read(f"initiatives/{own.uuid}/").status == 404
    let(cast, partner, [Scope.READ_DRAFTS])
    shown = program.read(f"initiatives/{own.uuid}/")
    assert [row["group"]["slug"] for row in shown.data["partners"]] == ["basira"]
    assert program.redraft(shown, aim_ar="هدف").status == 409
    assert program.draft(cast.group).status == 409
