"""An editor keeps the group's page: what is saved, what is refused, and what is never lost."""

import pytest
from django.urls import reverse

from deeds.models import Entry
from directory.actions import editing
from directory.forms import TextsForm
from directory.models import AccessFeature, Area, Beneficiary, Field, Group, Revision, Service, Standing
from directory.sections import SECTIONS
from tests.cast import make_cast

pytestmark = pytest.mark.django_db

TEXTS = {
    "name_ar": "مجموعة بصيرة",
    "name_en": "",
    "summary_ar": "نقرأ مع المكفوفين",
    "summary_en": "",
    "about_ar": "",
    "about_en": "",
}


@pytest.fixture
def cast():
    return make_cast()


def section(group, name):
    return reverse("group_edit_section", args=[group.slug, name])


def post(cast, role, url, data):
    section = "services" if "/services/" in url else url.rstrip("/").rsplit("/", 1)[-1]
    number = Revision.objects.number_of(cast.group, section)
    return cast.client(role).post(url, {"revision": number, **data})


def test_an_editor_changes_the_texts_and_the_journal_remembers_it(cast):
    answer = post(cast, "editor", section(cast.group, "texts"), TEXTS)
    cast.group.refresh_from_db()
    entry = Entry.objects.get(deed="directory.edit")
    assert answer.status_code == 302
    assert cast.group.summary_ar == "نقرأ مع المكفوفين"
    assert (entry.actor, entry.audience) == (cast.editor, [f"person:{cast.editor.pk}", "public"])
    assert entry.data == {"section": "texts", "changed": ["name_en", "summary_ar"]}


@pytest.mark.parametrize("role", ["volunteer", "member", "other_leader", "committee", "operator"])
def test_nobody_else_learns_that_there_is_a_page_to_edit(cast, role):
    assert post(cast, role, section(cast.group, "texts"), TEXTS).status_code == 404
    assert cast.client(role).get(section(cast.group, "texts")).status_code == 404


def test_a_visitor_is_asked_to_sign_in_first(cast):
    answer = cast.client("public").get(reverse("group_edit", args=[cast.group.slug]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_name_in_one_language_is_enough_and_none_is_too_little(cast):
    answer = post(cast, "editor", section(cast.group, "texts"), TEXTS | {"name_ar": ""})
    cast.group.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"name_ar"}
    assert cast.group.name_ar == "مجموعة بصيرة"


def test_too_long_a_summary_says_how_much_has_to_go_and_keeps_the_text(cast):
    long = "ن" * 312
    answer = post(cast, "editor", section(cast.group, "texts"), TEXTS | {"summary_ar": long})
    assert answer.context["form"].errors["summary_ar"] == ["النص أطول من الحد (300 حرف). احذفوا 12 حرفًا."]
    assert long in answer.content.decode()


def test_a_form_without_the_number_it_was_opened_with_is_refused(cast):
    answer = cast.client("editor").post(section(cast.group, "texts"), TEXTS)
    assert answer.status_code == 422


def test_area_fields_and_beneficiaries_are_saved_together(cast):
    hawalli = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    place = Area.objects.create(code="KW-HA-salmiya", title_ar="السالمية", title_en="Salmiya", parent=hawalli)
    parent = Field.objects.create(code="D10", title_ar="خدمات", title_en="Services")
    field = Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability", parent=parent)
    autism = Beneficiary.objects.create(code="autism", title_ar="التوحد", title_en="Autism")
    scope = {
        "area": place.pk,
        "fields_of_work": [field.pk],
        "beneficiaries": [autism.pk],
        "accepts_volunteers": "on",
    }
    answer = post(cast, "leader", section(cast.group, "scope"), scope)
    cast.group.refresh_from_db()
    assert answer.status_code == 302
    assert (cast.group.area, cast.group.accepts_volunteers) == (place, True)
    assert [*cast.group.fields.all(), *cast.group.beneficiaries.all()] == [field, autism]


def test_a_service_is_written_in_four_steps_and_public_only_after_the_check(cast):
    AccessFeature.objects.create(code="step_free", title_ar="بلا درج", title_en="step-free")
    new = reverse("service_new", args=[cast.group.slug])
    title = {"title_ar": "قراءة البريد", "title_en": "", "description_ar": "", "description_en": ""}
    answer = post(cast, "editor", new, title)
    service = Service.objects.get()
    step = [cast.group.slug, service.uuid]
    assert answer["Location"] == reverse("service_edit", args=[*step, "who"])
    assert not service.published
    who = {"for_whom": "all", "days": ["sat"], "starts_at": "17:00", "ends_at": "18:30", "age_from": 5}
    answer = post(cast, "editor", reverse("service_edit", args=[*step, "who"]), who)
    assert answer["Location"] == reverse("service_edit", args=[*step, "where"])
    answer = post(
        cast, "editor", reverse("service_edit", args=[*step, "where"]), {"mode": "on_site", "places": "open"}
    )
    assert answer["Location"] == reverse("service_edit", args=[*step, "access"])
    answer = post(cast, "editor", reverse("service_edit", args=[*step, "access"]), {"step_free": "yes"})
    assert answer["Location"] == reverse("service_check", args=step)
    assert [*Service.objects.visible_to(None)] == []
    post(cast, "editor", reverse("service_check", args=step), {})
    service.refresh_from_db()
    assert [*Service.objects.visible_to(None)] == [service]
    assert [row.answer for row in service.access_answers.all()] == ["yes"]
    assert (service.days, service.age_from, service.starts_at.hour) == (["sat"], 5, 17)


def test_ages_in_the_wrong_order_are_named(cast):
    service = Service.objects.create(group=cast.group, title_ar="قراءة")
    who = reverse("service_edit", args=[cast.group.slug, service.uuid, "who"])
    answer = post(cast, "editor", who, {"for_whom": "all", "age_from": 8, "age_to": 6})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"age_to"}


def test_a_service_is_removed_only_after_its_own_question(cast):
    service = Service.objects.create(group=cast.group, title_ar="قراءة")
    url = reverse("service_remove", args=[cast.group.slug, service.uuid])
    assert cast.client("editor").get(url).status_code == 200
    assert Service.objects.count() == 1
    post(cast, "editor", url, {})
    assert Service.objects.count() == 0


def test_a_service_of_another_group_cannot_be_reached_through_ones_own(cast):
    foreign = Service.objects.create(group=cast.other_group, title_ar="إشارة")
    url = reverse("service_edit", args=[cast.group.slug, foreign.uuid, "what"])
    assert cast.client("leader").get(url).status_code == 404


def test_saving_texts_never_sets_back_what_the_committee_decided(cast):
    opened = Group.objects.get(pk=cast.group.pk)
    form = TextsForm(TEXTS, instance=opened)
    assert form.is_valid()
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    editing.save_section(opened, SECTIONS["texts"], form, by=cast.editor, revision=0)
    cast.group.refresh_from_db()
    assert cast.group.standing == Standing.SUSPENDED
