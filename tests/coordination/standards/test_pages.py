"""The room's pages: from a title to an adopted standard by forms alone, and what each reader is shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.standards.models import Comment, Standard, State
from directory.models import Group
from tests.coordination.standards.world import (
    accredited,
    adopted,
    ballot_on,
    consulted,
    draft,
    ended,
    fresh,
    standard_in,
    voted,
)

pytestmark = pytest.mark.django_db


def post(client, name, *args, **data):
    """Posts a form as its page shows it: with the version it was opened with."""
    url = reverse(name, args=args)
    shown = client.get(url)
    assert shown.status_code == 200, (url, shown.status_code)
    answer = client.post(url, {"version": shown.context["version"], **data})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return answer


def test_from_a_title_to_an_adopted_standard_by_forms_alone(cast):
    writer, leader = cast.client("committee"), cast.client("leader")
    writer.post(reverse("standard_new"), {"start": "empty", "title_ar": "الزيارات", "code": "visits"})
    one = Standard.objects.get()
    rule = {"title_ar": "الزيارات", "should_percent": 75, "valid_months": 12, "grace_days": 60}
    post(writer, "standard_head", one.uuid, **rule, purpose_ar="زيارة آمنة")
    post(writer, "standard_add", one.uuid, "sections", title_ar="قبل الزيارة", place=1)
    post(
        writer, "standard_add", one.uuid, "sources", title_ar="القانون رقم 8", key="law8", url="law.example/8"
    )
    section, source = one.sections.get(), one.sources.get()
    clause = {"code": "A1", "section": section.pk, "place": 1, "level": "must", "text_ar": "متطوعان في كل زيارة",
              "evidence": "text", "source": source.pk}  # fmt: skip
    post(writer, "standard_add", one.uuid, "clauses", **clause)
    post(writer, "standard_consultation", one.uuid, until=timezone.localdate() + timedelta(days=30))
    post(leader, "standard_comment", one.uuid, "A1", group=cast.group.pk, kind="proposal", text="واحد يكفي")
    said = Comment.objects.get()
    post(writer, "standard_answer", one.uuid, said.uuid, answer="not_taken_up", why="السلامة أولًا")
    ended(one)
    day = timezone.localdate() + timedelta(days=60)
    post(writer, "standard_head", one.uuid, **rule, purpose_ar="زيارة آمنة", effective_on=day)
    voted(ballot_on(fresh(one), cast), cast)
    one = fresh(one)
    assert (one.state, one.effective_on, one.should_percent, source.url) == (
        State.ADOPTED, day, 75, "https://law.example/8",
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("state", State)
def test_a_page_in_every_state(cast, lang, state):
    standard = standard_in(cast, state)
    for role in ("committee", "leader"):
        answer = cast.client(role).get(f"/{lang}/standards/{standard.uuid}/")
        seen = role == "committee" or state not in (State.DRAFT, State.WITHDRAWN)
        assert answer.status_code == (200 if seen else 404)
        assert not seen or "A1" in answer.content.decode()


def test_nobody_is_shown_a_certificate_of_the_state(cast, client):
    page = client.get(adopted(cast).get_absolute_url()).content.decode()
    assert "معتمد" not in page


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_list_says_what_will_stand_there(client, lang):
    answer = client.get(f"/{lang}/standards/")
    assert answer.content.decode().count('class="void"') == 1


def test_the_feed_tells_what_moved_and_not_what_is_being_written(cast, client):
    standard = adopted(cast)
    draft(cast, base=standard)
    answer = client.get(reverse("standards_feed"))
    text = answer.content.decode()
    assert answer["Content-Type"].split(";")[0] == "application/atom+xml"
    assert (text.count("<entry>"), str(standard) in text, "أُقرّ" in text) == (1, True, True)


def test_the_feed_of_accreditations_tells_each_as_it_stands_now(cast, client):
    one = accredited(cast)

    def feed():
        return client.get(reverse("accreditations_feed")).content.decode()

    assert (feed().count("<entry>"), f"urn:uuid:{one.uuid}:current" in feed()) == (1, True)
    Group.objects.filter(pk=cast.group.pk).update(standing="suspended")
    assert f"urn:uuid:{one.uuid}:suspended" in feed()
    assert "المجموعة غير مدرجة" in feed()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_once_for_all(cast, client, django_assert_num_queries, number):
    for place in range(number):
        Standard.objects.create(
            code=f"s{place}", title_en=f"Standard {place}", state=State.ADOPTED, effective_on=timezone.localdate(),
            consulted_until=timezone.localdate(),
        )  # fmt: skip
    client.get("/ar/standards/")
    with django_assert_num_queries(1):
        answer = client.get("/ar/standards/")
    assert len(answer.context["in_force"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_asks_no_more_for_many_clauses(cast, client, django_assert_num_queries, number):
    standard = consulted(cast)
    section = standard.sections.first()
    for place in range(number):
        standard.clauses.create(
            section=section, code=f"X{place}", text_en="More", source=standard.sources.get()
        )
    client.get(standard.get_absolute_url())
    with django_assert_num_queries(6):
        client.get(standard.get_absolute_url())


def test_what_is_in_force_to_come_and_earlier_stand_apart(cast, client):
    first = adopted(cast)
    second = adopted(cast, draft(cast, base=first))
    third = draft(cast, base=second)
    page = client.get("/ar/standards/").context
    assert (page["in_force"], page["earlier"], page["to_come"], page["drafts"]) == ([second], [first], [], [])
    assert cast.client("chair").get("/ar/standards/").context["drafts"] == [third]


def test_versions_are_compared_clause_by_clause(cast, client):
    first = adopted(cast)
    second = draft(cast, base=first)
    second.clauses.filter(code="A1").update(text_en="Three adults are always present.")
    second = consulted(cast, fresh(second))
    page = client.get(reverse("standard_differences", args=[second.uuid]))
    assert [code for code, _found in page.context["changed"]] == ["A1"]
    assert page.context["earlier"] == first
    again = client.get(reverse("standard_differences", args=[second.uuid]) + "?from=1")
    assert again.context["earlier"] == first
    for odd in ("7", "x", "1" * 99, "\0"):
        assert client.get(reverse("standard_differences", args=[second.uuid]), {"from": odd}).status_code in (
            200,
            404,
        )


def test_long_words_and_markup_are_shown_as_they_were_typed(cast, client):
    standard = draft(cast)
    standard.clauses.filter(code="A1").update(text_en="<b>" + "long" * 140)
    page = client.get(consulted(cast, fresh(standard)).get_absolute_url()).content.decode()
    assert "&lt;b&gt;" + "long" * 140 in page


def test_an_answer_that_says_nothing_is_asked_for_again(cast):
    standard = consulted(cast)
    client, url = cast.client("leader"), reverse("standard_comment", args=[standard.uuid, "A1"])
    answer = client.post(
        url, {"version": standard.version, "group": cast.group.pk, "kind": "concern", "text": " "}
    )
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert "text" in answer.context["form"].errors
