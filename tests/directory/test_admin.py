"""What operators write into lists never breaks a page, and parts stay with their group."""

import pytest

from deeds.models import Entry
from directory.models import Achievement, Area, Contact, FoundBy, Group, Photo, Service
from tests.deeds.test_admin import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(cast):
    client = cast.client("operator")
    client.post("/admin/directory/group/", {"reason_to_look": "A group asked for help"})
    return client


def save(client, thing, **changes):
    """The status of the answer to the thing's own form with these changes, and the form."""
    url = f"/admin/directory/{thing._meta.model_name}/{thing.pk}/change/"
    answer = client.post(url, {**form_of(client, url), "journal_reason": "Asked to.", **changes})
    return answer.status_code, answer.context and answer.context["adminform"].form.errors


ODD = ["5", "{}", '"text"', "[1]", "[null]", "[[]]", '["\\u0000"]', '["\\ud800"]', '[""]', "not JSON"]


@pytest.mark.parametrize("odd", [*ODD, '["' + "x" * 201 + '"]', "[" + ",".join(['"x"'] * 51) + "]"])
@pytest.mark.parametrize("column", ["aliases", "languages"])
def test_a_list_that_no_page_could_show_is_refused_with_a_sentence(operator, cast, column, odd):
    status, errors = save(operator, cast.group, **{column: odd})
    assert (status, [*errors]) == (200, [column])


@pytest.mark.parametrize("odd", [*ODD, '["someday"]', '[{"colour": "red"}]'])
def test_days_figures_and_spellings_are_checked_too(operator, cast, odd):
    service = Service.objects.create(group=cast.group, title_en="Help")
    done = Achievement.objects.create(group=cast.group, happened_on="2026-01-01", title_en="Done")
    assert save(operator, service, days=odd)[0] == 200
    assert save(operator, done, figures=odd)[0] == 200


def test_a_list_may_be_filled_and_emptied(operator, cast):
    assert save(operator, cast.group, aliases='["بصيرة", "Basira team"]') == (302, None)
    assert Group.objects.get(pk=cast.group.pk).aliases == ["بصيرة", "Basira team"]
    assert save(operator, cast.group, aliases="") == (302, None)
    assert Group.objects.get(pk=cast.group.pk).aliases == []


def test_the_spellings_of_a_place_cannot_break_the_search(operator):
    area = Area.objects.create(code="KW-XX", title_ar="مكان", title_en="Place")
    assert save(operator, area, aliases="5")[0] == 200
    assert operator.get("/ar/groups/").status_code == 200


def test_a_part_stays_with_its_group(operator, cast):
    contact = Contact.objects.create(group=cast.group, kind="phone", value="+965 2220 0000")
    assert save(operator, contact, group=cast.other_group.pk, value="+965 2220 0001") == (302, None)
    contact.refresh_from_db()
    assert (contact.group, contact.value) == (cast.group, "+965 2220 0001")
    assert Entry.objects.filter(deed="admin.change").get().subject_id == str(cast.group.pk)


# --- what is only looked at


def test_a_look_at_a_photo_is_told_to_the_leaders_and_changes_nothing(operator, cast):
    photo = Photo.objects.create(
        group=cast.group, use="cover", name="a" * 32, width=9, height=9, alt_en="A boat"
    )
    page = f"/admin/directory/photo/{photo.pk}/change/"
    assert "A boat" in operator.get(page).content.decode()
    look = Entry.objects.get(subject_type="directory.photo")
    assert (look.actor, f"group:{cast.group.pk}:leader" in look.audience) == (cast.operator, True)
    assert operator.post(page, {"alt_en": "x"}).status_code == 403
    assert operator.get("/admin/directory/photo/add/").status_code == 403


def test_words_that_led_to_a_page_are_shown_from_five_up(operator, cast):
    for word, count in (("common", 5), ("rare", 4)):
        FoundBy.objects.create(group=cast.group, word=word, typed=word, month="2026-11-01", count=count)
    page = operator.get("/admin/directory/foundby/").content.decode()
    assert ("common" in page, "rare" in page) == (True, False)
