"""Members write a standard together: its beginnings, and two of them at once."""

import pytest
from django.urls import reverse

from coordination.standards import starting
from coordination.standards.actions import beginning, writing
from coordination.standards.forms.writing import ClauseForm
from coordination.standards.models import Clause, Standard, State
from coordination.standards.rules import is_whole
from coordination.standards.wording import clauses_of
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.sections import contents
from tests.coordination.standards.world import adopted, consulted, draft, ended, fresh, standard_in

pytestmark = pytest.mark.django_db


def page_of(clause):
    return reverse("standard_row", args=[clause.standard.uuid, "clauses", clause.uuid])


def opened(client, url):
    """What a browser would post back of a form that was only opened."""
    shown = client.get(url).context
    data = contents.posted(shown["form"], contents.flat(shown["form"], contents.stands(shown["form"])))
    return {**data, "version": shown["version"], "base": shown["base"]}


def save(clause, by, **columns):
    """Another member's save of the same clause."""
    form = ClauseForm(instance=Clause.objects.get(pk=clause.pk))
    data = contents.posted(form, contents.flat(form, contents.stands(form)))
    form = ClauseForm({**data.dict(), **columns}, instance=Clause.objects.get(pk=clause.pk))
    assert form.is_valid(), form.errors
    standard = fresh(clause.standard)
    return writing.save(standard, form, by=by, seen=standard.version)


def test_only_the_committee_begins_one(cast):
    for role in ("leader", "operator", "volunteer"):
        with pytest.raises(Refused, match="أعضاء اللجنة"):
            beginning.empty(by=cast.people[role], code="x", title_en="X")
    standard = beginning.empty(by=cast.secretary, code="x", title_en="X")
    assert (standard.number, standard.state) == (1, State.DRAFT)
    assert "public" not in Entry.objects.about(standard).get().audience


@pytest.mark.parametrize("code", starting.texts())
def test_a_ready_text_becomes_a_draft_that_says_all_of_it(cast, code):
    text = starting.texts()[code]
    standard = beginning.from_text(code, by=cast.committee)
    kept = [(clause.code, str(clause.text), clause.source.key) for clause in clauses_of(standard)]
    assert kept == [
        (clause["code"], clause["text_ar"], clause["source"])
        for section in text["sections"]
        for clause in section["clauses"]
    ]
    assert is_whole(standard)
    page = cast.client("committee").get(standard.get_absolute_url()).content.decode()
    assert text["sections"][-1]["clauses"][-1]["text_ar"] in page


def test_one_version_is_made_at_a_time(cast):
    draft(cast)
    with pytest.raises(Refused, match="قيد الإعداد"):
        beginning.empty(by=cast.chair, code="safeguarding", title_en="Again")
    assert Standard.objects.count() == 1


def test_a_new_version_carries_everything_over_with_its_codes(cast):
    base = adopted(cast)
    later = draft(cast, base=base)
    assert (later.number, later.base, later.state) == (2, base, State.DRAFT)
    assert list(later.clauses.order_by("code").values_list("code", "text_en", "section__title_en")) == list(
        base.clauses.order_by("code").values_list("code", "text_en", "section__title_en")
    )
    assert later.clauses.get(code="A1").source == later.sources.get()
    assert not set(later.clauses.values_list("uuid")) & set(base.clauses.values_list("uuid"))


def test_only_an_adopted_version_is_carried_on(cast):
    with pytest.raises(Refused):
        beginning.from_version(draft(cast), by=cast.committee)


def test_two_members_on_two_clauses_do_not_meet(cast):
    first, second = draft(cast).clauses.order_by("code")[:2]
    client = cast.client("committee")
    mine = opened(client, page_of(first))
    save(second, cast.secretary, text_en="Everybody is trained twice a year.")
    assert client.post(page_of(first), {**mine, "text_en": "Three adults."}).status_code == 302
    assert set(Clause.objects.filter(pk__in=[first.pk, second.pk]).values_list("text_en", flat=True)) == {
        "Three adults.", "Everybody is trained twice a year.",
    }  # fmt: skip


def test_two_members_on_one_clause_merge_what_differs_and_are_asked_about_the_rest(cast):
    clause = draft(cast).clauses.get(code="A1")
    client = cast.client("committee")
    mine = opened(client, page_of(clause))
    save(clause, cast.secretary, text_en="Their adults.", guidance_en="Their guidance.")
    answer = client.post(page_of(clause), {**mine, "text_en": "My adults.", "place_en": "article 16"})
    (asked,) = answer.context["clash"]["fields"]
    assert (answer.status_code, asked["name"]) == (409, "text_en")
    assert all(words in answer.content.decode() for words in ("My", "Their", str(cast.secretary.name)))
    kept = dict(answer.context["clash"]["kept"])
    client.post(page_of(clause), {**kept, "yours-text_en": "My adults.", "theirs-text_en": "Their adults.",
                                  "pick-text_en": "yours"})  # fmt: skip
    clause.refresh_from_db()
    assert (clause.text_en, clause.guidance_en, clause.place_en) == (
        "My adults.", "Their guidance.", "article 16",
    )  # fmt: skip


def test_what_was_typed_into_a_clause_that_is_gone_is_shown_again(cast):
    standard = draft(cast)
    clause = standard.clauses.get(code="A1")
    client, url = cast.client("committee"), page_of(clause)
    mine = opened(client, url)
    writing.remove(standard, clause, by=cast.secretary, seen=fresh(standard).version)
    answer = client.post(url, {**mine, "text_en": "My long text."})
    assert (answer.status_code, answer.context["form"]["text_en"].value()) == (422, "My long text.")
    assert str(writing.GONE) in answer.content.decode()
    assert not standard.clauses.filter(code="A1").exists()


def test_a_code_is_used_once(cast):
    standard = draft(cast)
    client, url = cast.client("committee"), page_of(standard.clauses.get(code="A1"))
    answer = client.post(url, {**opened(client, url), "code": "B1"})
    assert answer.status_code == 422
    assert str(writing.TAKEN) in answer.content.decode()
    assert standard.clauses.filter(code="A1").exists()


def test_a_section_with_clauses_stays(cast):
    standard = draft(cast)
    with pytest.raises(Refused, match="انقلوا"):
        writing.remove(standard, standard.sections.first(), by=cast.committee, seen=standard.version)
    assert standard.clauses.count() == 3


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_the_text_stands_still_while_groups_comment_and_after_the_ballot_opened(cast, state):
    standard = standard_in(cast, state)
    clause = standard.clauses.get(code="A1")
    with pytest.raises(Refused) as refused:
        save(clause, cast.committee, text_en="Changed.")
    with pytest.raises(Refused):
        writing.remove(standard, clause, by=cast.committee, seen=fresh(standard).version)
    assert refused.value.code == "frozen"
    assert standard.clauses.get(code="A1").text_en == "Two adults are always present."


def test_between_consultation_and_ballot_it_can_be_changed(cast):
    standard = ended(consulted(cast))
    save(standard.clauses.get(code="A1"), cast.committee, text_en="Changed.")
    assert standard.clauses.get(code="A1").text_en == "Changed."


def test_a_leader_edits_nothing(cast):
    standard = draft(cast)
    with pytest.raises(Refused):
        save(standard.clauses.get(code="A1"), cast.leader, text_en="Changed.")


def test_a_clause_is_asked_for_in_groups_that_say_what_stands_in_them_and_open_where_something_is_wrong(cast):
    standard = draft(cast)
    row = standard.clauses.get(code="B1")
    url = reverse("standard_row", args=[standard.uuid, "clauses", row.uuid])
    page = cast.client("committee").get(url)
    groups = page.context["form"].groups
    shown = [*page.context["form"].first, *(field.name for group in groups for field in group["fields"])]
    assert sorted(shown) == sorted(page.context["form"].fields)  # nothing is left out
    assert [group["open"] for group in groups] == [False] * 5
    assert "Never." in groups[2]["said"]
    typed = {**page.context["form"].initial, "na_when_ar": "", "na_when_en": "", "good_for_months": "x"}
    typed = {name: "" if value is None else value for name, value in typed.items()}
    answer = cast.client("committee").post(url, {**typed, "version": standard.version})
    assert answer.status_code == 422
    assert [group["open"] for group in answer.context["form"].groups] == [False, True, True, False, False]
