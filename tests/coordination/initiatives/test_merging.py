"""Two people write one plan: what only one touched goes together, what both touched is asked, nothing typed is lost."""

import pytest
from django.urls import reverse

from coordination.initiatives.models import BudgetLine, Milestone, State
from directory.sections import contents
from tests.coordination.initiatives.world import agree, draft, edit, fresh, initiative_in, part

pytestmark = pytest.mark.django_db


def page_of(initiative, step):
    return reverse("initiative_edit", args=[initiative.uuid, step])


def opened(client, url):
    """What a browser would post back of a form that was only opened."""
    shown = client.get(url).context
    data = contents.posted(shown["form"], shown["form"].flat(shown["form"].stands()))
    return {**data, "version": shown["version"], "base": shown["base"]}


def changed(data, **fields):
    return {**data, **{name.replace("__", "-"): value for name, value in fields.items()}}


def test_what_only_one_touched_goes_together(cast):
    one = draft(cast)
    client, url = cast.client("editor"), page_of(one, "what")
    mine = changed(opened(client, url), title_en="Halls for everybody")
    edit(one, cast.leader, aim_en="A new aim.")
    assert client.post(url, mine).status_code == 302
    assert (fresh(one).title_en, fresh(one).aim_en) == ("Halls for everybody", "A new aim.")


def test_what_both_touched_is_asked_in_one_column(cast):
    one = draft(cast)
    client, url = cast.client("editor"), page_of(one, "what")
    mine = changed(opened(client, url), aim_en="My aim.", summary_en="My summary.")
    edit(one, cast.leader, aim_en="Their aim.")
    answer = client.post(url, mine)
    (asked,) = answer.context["clash"]["fields"]
    assert (answer.status_code, asked["name"], fresh(one).aim_en) == (409, "aim_en", "Their aim.")
    text = answer.content.decode()
    assert all(words in text for words in ("My", "Their", str(cast.leader.name)))
    assert text.count('<span class="val" dir="ltr">') == 2  # an English text on an Arabic page
    kept = dict(answer.context["clash"]["kept"])
    choices = {"yours-aim_en": "My aim.", "theirs-aim_en": "Their aim."}
    again = client.post(url, {**kept, **choices, "aim_en": "Both.", "pick-aim_en": "new"})
    assert (again.status_code, fresh(one).aim_en, fresh(one).summary_en) == (302, "Both.", "My summary.")


@pytest.mark.parametrize(("pick", "aim"), [("yours", "My aim."), ("theirs", "Their aim.")])
def test_either_side_can_be_chosen(cast, pick, aim):
    one = draft(cast)
    client, url = cast.client("editor"), page_of(one, "what")
    mine = changed(opened(client, url), aim_en="My aim.")
    edit(one, cast.leader, aim_en="Their aim.")
    kept = dict(client.post(url, mine).context["clash"]["kept"])
    choices = {"yours-aim_en": "My aim.", "theirs-aim_en": "Their aim.", "pick-aim_en": pick}
    client.post(url, {**kept, **choices})
    assert fresh(one).aim_en == aim


def test_rows_merge_one_by_one(cast):
    one = draft(cast)
    client, url = cast.client("editor"), page_of(one, "when")
    first = one.milestones.get()
    mine = changed(opened(client, url), **{f"milestones__{first.pk}__title_en": "First hall, opened"})
    Milestone.objects.create(initiative=one, title_en="Second hall", due_on=first.due_on)
    edit(one, cast.leader, summary_en="Meanwhile")
    assert client.post(url, mine).status_code == 302
    assert sorted(row.title_en for row in one.milestones.all()) == ["First hall, opened", "Second hall"]


def test_a_row_removed_there_and_changed_here_is_asked(cast):
    one = draft(cast)
    client, url = cast.client("editor"), page_of(one, "budget")
    line = BudgetLine.objects.get()
    mine = changed(opened(client, url), **{f"budget_lines__{line.pk}__amount": "90.250"})
    line.delete()
    edit(one, cast.leader, summary_en="Meanwhile")
    answer = client.post(url, mine)
    assert (answer.status_code, [row["removal"] for row in answer.context["clash"]["fields"]]) == (
        409,
        [True],
    )


def test_an_agreement_meanwhile_is_no_hindrance(cast):
    one = initiative_in(cast, "inviting")
    client, url = cast.client("editor"), page_of(one, "what")
    mine = changed(opened(client, url), summary_en="Two evenings.")
    agree(one, cast.other_group, cast.other_leader)
    assert client.post(url, mine).status_code == 302
    assert (fresh(one).summary_en, fresh(one).state) == ("Two evenings.", State.READY)


def test_frozen_meanwhile_what_was_typed_stays(cast):
    one = initiative_in(cast, "ready")
    client, url = cast.client("editor"), page_of(one, "what")
    mine = changed(opened(client, url), summary_en="Two evenings.")
    type(one).objects.filter(pk=one.pk).update(state=State.SUBMITTED, version=one.version + 1)
    answer = client.post(url, mine)
    text = answer.content.decode()
    assert (answer.status_code, "Two evenings." in text, "لا يمكن التعديل الآن" in text) == (422, True, True)
    assert fresh(one).summary_en == ""


@pytest.mark.parametrize("base", ["", "[", "[]", '{"milestones": [{"id": 3}]}', '{"title_en": 5}'])
def test_a_base_that_no_page_sent_breaks_nothing(cast, base):
    one = draft(cast)
    client, url = cast.client("editor"), page_of(one, "when")
    mine = {**opened(client, url), "base": base}
    edit(one, cast.leader, summary_en="Meanwhile")
    assert client.post(url, mine).status_code in (302, 409, 422)


def test_the_budget_says_who_brings_what(cast):
    one = draft(cast)
    client, url = cast.client("leader"), page_of(one, "budget")
    own = part(one, cast.group)
    new = {"budget_lines": [str(BudgetLine.objects.get().pk), "new-a"], "budget_lines-new-a-title_ar": "قاعة"}
    mine = {**opened(client, url), **new, "budget_lines-new-a-kind": "in_kind"}
    assert client.post(url, mine).status_code == 422
    assert client.post(url, {**mine, "budget_lines-new-a-partnership": own.pk}).status_code == 302
    assert [(row.title_ar, row.amount) for row in own.budget_lines.all()] == [("قاعة", None)]
    assert "120.500" in client.get(url).content.decode()
