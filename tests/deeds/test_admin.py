"""Operators look at others' data and change it with a reason that stays, or not at all."""

import re
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from deeds import admin as deeds_admin
from deeds.admin import NEVER_BY_HAND, JournaledAdmin, ReadOnlyAdmin
from deeds.journal import record, seal
from deeds.models import Entry
from directory.models import Contact, Field, Group, Membership

LIST = "/admin/directory/group/"


@pytest.fixture(autouse=True)
def english(settings, tmp_path):
    settings.LANGUAGE_CODE, settings.VAR_DIR = "en", tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def operator(cast):
    client = cast.client("operator")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def looking(operator):
    """An operator who said why."""
    answer = operator.post(LIST, {"reason_to_look": "A group asked for help"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    return operator


def page(group):
    return f"{LIST}{group.pk}/change/"


def form_of(client, url):
    """The values a browser would send back from the form at `url`."""
    form = client.get(url).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def deeds():
    fields = ("deed", "subject_type", "subject_id")
    return list(Entry.objects.order_by("pk").values_list(*fields))


def test_others_data_is_shown_only_to_whoever_says_why(operator, cast):
    asked = operator.get(page(cast.group))
    assert asked.templates[0].name == "admin/why.html"
    assert "Basira" not in asked.content.decode()
    assert deeds() == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_empty_reason_is_none(operator, cast, reason):
    answer = operator.post(page(cast.group), {"reason_to_look": reason})
    assert answer.templates[0].name == "admin/why.html"
    assert answer.context["form"].errors == {"reason_to_look": ["This field is required."]}


def test_each_look_leaves_an_entry_with_its_reason(looking, cast):
    assert looking.get(LIST).status_code == 200
    assert looking.get(page(cast.group)).status_code == 200
    about = str(cast.group.pk)
    assert deeds() == [("admin.look", "directory.group", ""), ("admin.look", "directory.group", about)]
    listed, shown = Entry.objects.select_related("text").order_by("pk")
    assert (listed.actor, listed.text.reason) == (cast.operator, "A group asked for help")
    assert listed.audience == ["committee", "operator", f"person:{cast.operator.pk}"]
    assert shown.data == {"id": about, "model": "directory.group"}
    assert plain(listed.text.title_en) == "Operator looked through the list: group."
    assert plain(shown.text.title_en) == f"Operator looked at group {about}."


def test_a_look_at_nothing_leaves_nothing(looking):
    assert looking.get(f"{LIST}987654/change/").status_code == 302
    assert deeds() == []


def plain(text):
    return re.sub("[\u2068\u2069]", "", text)


def test_a_reason_holds_for_half_an_hour(looking, cast, monkeypatch):
    now = deeds_admin.time.time()
    monkeypatch.setattr(deeds_admin, "time", SimpleNamespace(time=lambda: now + 30 * 60 + 1))
    assert looking.get(page(cast.group)).templates[0].name == "admin/why.html"


def test_what_is_public_anyway_needs_no_reason(operator, db):
    field = Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability")
    assert operator.get("/admin/directory/field/").status_code == 200
    assert operator.get(f"/admin/directory/field/{field.pk}/change/").status_code == 200
    assert deeds() == []


def test_a_change_claims_the_group_and_leaves_an_entry_with_its_reason(looking, cast):
    values = form_of(looking, page(cast.group))
    assert values["journal_seen"] == 1
    answer = looking.post(page(cast.group), {**values, "name_en": "Basira group", "journal_reason": "A typo"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    group = Group.objects.get(pk=cast.group.pk)
    assert (group.name_en, group.version) == ("Basira group", 2)
    assert group.updated_at > cast.group.updated_at
    entry = Entry.objects.select_related("text").get(deed="admin.change")
    assert (entry.subject_type, entry.subject_id, entry.actor) == (
        "directory.group",
        str(group.pk),
        cast.operator,
    )
    assert entry.data == {"id": str(group.pk), "model": "directory.group", "changed": ["name_en"]}
    assert entry.text.reason == "A typo"


def test_a_change_without_a_reason_is_not_saved(looking, cast):
    values = form_of(looking, page(cast.group))
    answer = looking.post(page(cast.group), {**values, "name_en": "Basira group"})
    assert answer.context["adminform"].form.errors == {"journal_reason": ["This field is required."]}
    assert Group.objects.get(pk=cast.group.pk).name_en == "Basira"


def test_a_change_of_what_moved_on_meanwhile_is_refused(looking, cast):
    values = form_of(looking, page(cast.group))
    Group.objects.filter(pk=cast.group.pk).update(version=5, name_en="Mended by its leader")
    referer = f"http://testserver{page(cast.group)}"
    answer = looking.post(
        page(cast.group),
        {**values, "name_en": "Basira group", "journal_reason": "A typo"},
        headers={"Referer": referer},
    )
    assert (answer.status_code, answer["Location"]) == (303, referer)
    group = Group.objects.get(pk=cast.group.pk)
    assert (group.name_en, group.version) == ("Mended by its leader", 5)
    assert Entry.objects.filter(deed="admin.change").count() == 0


def test_a_part_of_a_group_is_changed_under_the_claim_of_its_group(looking, cast):
    contact = Contact.objects.create(group=cast.group, kind="phone", value="+96522000000")
    url = f"/admin/directory/contact/{contact.pk}/change/"
    values = form_of(looking, url)
    looking.post(url, {**values, "value": "+96522000001", "journal_reason": "It was wrong"})
    contact.refresh_from_db()
    cast.group.refresh_from_db()
    assert (contact.value, cast.group.version) == ("+96522000001", 2)
    entry = Entry.objects.get(deed="admin.change")
    assert (entry.subject_type, entry.subject_id) == ("directory.group", str(cast.group.pk))
    assert entry.data == {"id": str(contact.pk), "model": "directory.contact", "changed": ["value"]}
    assert f"group:{cast.group.pk}:leader" in entry.audience


def test_a_new_row_leaves_an_entry_too(operator, db):
    answer = operator.post(
        "/admin/directory/field/add/",
        {"code": "Z1", "title_ar": "حقل", "title_en": "Field", "journal_reason": "New", "position": 1},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/admin/directory/field/")
    field = Field.objects.get(code="Z1")
    assert deeds() == [("admin.add", "directory.field", str(field.pk))]


def test_nothing_can_be_deleted(looking, cast):
    assert looking.post(f"{LIST}{cast.group.pk}/delete/", {"post": "yes"}).status_code == 403
    looking.post(LIST, {"action": "delete_selected", "_selected_action": [cast.group.pk], "post": "yes"})
    assert Group.objects.filter(pk=cast.group.pk).count() == 1


def test_states_are_read_only(looking, cast):
    membership = Membership.objects.get(person=cast.member)
    form = looking.get(f"/admin/directory/membership/{membership.pk}/change/").context["adminform"]
    assert {"state", "role", "person", "group"} <= set(form.readonly_fields)
    assert "state" not in form.form.fields
    group = looking.get(page(cast.group)).context["adminform"]
    assert {"standing", "version"} <= set(group.readonly_fields)


def test_the_history_of_a_thing_is_its_journal(looking, cast):
    answer = looking.get(f"{LIST}{cast.group.pk}/history/")
    assert answer["Location"] == (
        f"/admin/deeds/entry/?subject_type=directory.group&subject_id={cast.group.pk}"
    )
    assert looking.get(answer["Location"]).status_code == 200


def test_the_journal_is_read_and_never_written(operator, cast):
    entry = record("x.y", cast.group, by=cast.leader, audience=["public"], title="t")
    seal()
    for url in ("/admin/deeds/entry/", f"/admin/deeds/entry/{entry.pk}/change/", "/admin/deeds/seal/"):
        assert operator.get(url).status_code == 200
        assert operator.post(f"/admin/deeds/entry/{entry.pk}/change/", {"deed": "x.z"}).status_code == 403
    assert operator.get("/admin/deeds/entry/add/").status_code == 403
    assert operator.get("/admin/deeds/seal/add/").status_code == 403


def test_every_admin_is_journaled_deletes_nothing_and_keeps_states(rf, cast):
    request = rf.get("/")
    request.user = cast.operator
    for model, model_admin in admin.site._registry.items():
        fields = {field.name for field in model._meta.concrete_fields}
        assert isinstance(model_admin, JournaledAdmin), model
        assert not model_admin.has_delete_permission(request), model
        assert model_admin.get_actions(request) == {}, model
        if not isinstance(model_admin, ReadOnlyAdmin):
            assert set(NEVER_BY_HAND) & fields <= set(model_admin.get_readonly_fields(request)), model


def test_an_admin_that_edits_in_its_list_does_not_start():
    class Hasty(JournaledAdmin):
        list_display = ["code", "title_ar"]
        list_editable = ["title_ar"]

    with pytest.raises(ImproperlyConfigured, match="would change rows without a reason"):
        Hasty(Field, admin.site)
