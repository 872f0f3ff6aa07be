"""What operators write into lists never breaks a page, and parts stay with their group."""

import pytest

from deeds.models import Entry
from directory.models import Achievement, Area, Contact, Group, Service
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
