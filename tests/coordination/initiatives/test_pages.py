"""The room's pages: from a title to an approved plan by forms alone, and what each reader is shown."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.initiatives.models import Initiative, State
from deeds.hooks import awaiting_of
from directory.models import Achievement, Area
from tests.coordination.initiatives.world import agree, draft, edit, fresh, initiative_in, part, step

pytestmark = pytest.mark.django_db


def address(initiative, name="initiative", *more):
    return reverse(name, args=[initiative.uuid, *more])


def post(client, url, **data):
    """Posts a form as its page shows it: with the version it was opened with."""
    shown = client.get(url)
    assert shown.status_code == 200, (url, shown.status_code)
    version = shown.context.get("version") or shown.context["initiative"].version
    answer = client.post(url, {"version": version, **data})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return answer


def rows(name, *titles, **more):
    """New rows of a list, as a browser posts them."""
    data = {name: [f"new-{number}" for number, _title in enumerate(titles)]}
    for number, title in enumerate(titles):
        of_row = f"{name}-new-{number}"
        data |= {f"{of_row}-title_ar": title, **{f"{of_row}-{key}": value for key, value in more.items()}}
    return data


def test_from_a_title_to_the_committee_by_forms_alone(cast):
    Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    editor, leader, other = (cast.client(role) for role in ("editor", "leader", "other_leader"))
    editor.post(reverse("initiative_new"), {"lead": cast.group.pk, "title_ar": "قاعات بلا حواجز"})
    one = Initiative.objects.get()
    day = timezone.localdate() + timedelta(days=40)
    post(
        editor,
        address(one, "initiative_edit", "what"),
        title_ar="قاعات بلا حواجز",
        aim_ar="قاعات يدخلها الجميع",
    )
    post(editor, address(one, "initiative_edit", "where"), area="KW-HA")
    milestones = rows("milestones", "القاعة الأولى", due_on=day)
    post(editor, address(one, "initiative_edit", "when"), starts_on=day, ends_on=day, **milestones)
    post(editor, address(one, "initiative_partners"), group="sign-language")
    lines = rows("tasks", "ترجمة مساءين") | rows("budget_lines", "نقل", kind="money", amount="120.500")
    post(other, address(one, "initiative_part", "sign-language"), role_ar="لغة الإشارة", **lines)
    post(
        editor, address(one, "initiative_edit", "safety"), safeguarding_ar="بالغان دائمًا", permit_needed="on"
    )
    post(leader, address(one, "initiative_check"))
    assert fresh(one).state == State.INVITING
    page = other.get(address(one, "initiative_agreement", "sign-language"))
    other.post(page.request["PATH_INFO"], {"hash": page.context["hash"]})
    assert fresh(one).state == State.READY
    post(leader, address(one, "initiative_step", "submit"))
    assert fresh(one).state == State.SUBMITTED
    assert part(one, cast.other_group).budget_lines.get().amount == 120.5


def test_the_committee_comments_by_section_and_asks_for_changes(cast):
    one = initiative_in(cast, "submitted")
    client, review = cast.client("committee"), address(one, "initiative_review")
    client.post(review, {"begin": "1", "version": one.version})
    client.post(review, {"section": "when", "text": "The authority needs longer."})
    assert client.post(review, {"section": "when", "text": ""}).status_code == 422
    url = address(one, "initiative_decision", "ask_changes")
    assert client.post(url, {"version": fresh(one).version, "code": "incomplete"}).status_code == 422
    post(client, url, code="incomplete", reason="Say where the permit stands.")
    shown = cast.client("leader").get(address(one)).content.decode()
    assert "The authority needs longer." in shown
    assert "Say where the permit stands." in shown
    assert fresh(one).state == State.CHANGES_REQUESTED


def test_who_belongs_to_one_of_its_groups_reads_and_does_not_review(cast):
    one = initiative_in(cast, "submitted")
    client, review = cast.client("recused_committee"), address(one, "initiative_review")
    assert client.get(review).status_code == 200
    answer = client.post(review, {"begin": "1", "version": one.version})
    assert (answer.status_code, fresh(one).state) == (303, State.SUBMITTED)
    assert client.get(address(one, "initiative_decision", "ask_changes")).status_code == 404


def test_a_changed_version_shows_the_difference_and_one_button(cast):
    one = initiative_in(cast, "ready")
    edit(one, cast.leader, aim_en="Halls that everybody can use at night.")
    page = cast.client("other_leader").get(f"/en/initiatives/{one.uuid}/agreement/sign-language/")
    text = page.content.decode()
    assert "<ins> at night</ins>" in text
    assert "this was edited: Aim" in text
    assert text.count('class="btn btn-primary"') == 1


def test_what_was_typed_stays_when_somebody_was_faster(cast):
    one = draft(cast)
    url = address(one, "initiative_edit", "what")
    edit(one, cast.leader, summary_en="Faster")
    answer = cast.client("editor").post(
        url, {"version": one.version, "title_en": "Mine", "aim_en": "Kept aim"}
    )
    text = answer.content.decode()
    assert (answer.status_code, "Kept aim" in text) == (422, True)
    assert answer.context["version"] == fresh(one).version
    assert fresh(one).title_en == "Halls for all"


def test_from_approval_to_the_achievement_by_forms_alone(cast):
    one = initiative_in(cast, "approved")
    leader, today = cast.client("leader"), timezone.localdate()
    assert "لا يغني" in leader.get(address(one)).content.decode()
    post(leader, address(one, "initiative_permit"), authority_ar="الوزارة", number="7", granted_on=today)
    post(leader, address(one, "initiative_step", "start"))
    task = part(one, cast.other_group).tasks.get()
    done = {"version": fresh(one).version, "thing": f"task:{task.pk}", "done": "1"}
    cast.client("other_leader").post(address(one, "initiative_progress"), done)
    task.refresh_from_db()
    assert task.done_at
    figures = {"figures_value_0": "4", "figures_label_ar_0": "قاعات"}
    post(leader, address(one, "initiative_report"), story_ar="أربع قاعات", happened_on=today, **figures)
    post(leader, address(one, "initiative_step", "complete"))
    post(leader, address(one, "initiative_step", "close"))
    offer = address(one, "initiative_offer", "sign-language")
    assert cast.client("other_leader").get(offer).status_code == 200
    cast.client("other_leader").post(offer, {"wanted": "1"})
    told = Achievement.objects.get()
    assert (told.group, told.figures[0]["value"]) == (cast.other_group, "4")


def test_progress_says_what_is_overdue(cast):
    one = initiative_in(cast, "active")
    task = part(one, cast.other_group).tasks.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    words = {}
    for day in (timezone.localdate(), yesterday):
        type(task).objects.filter(pk=task.pk).update(due_on=day)
        words[day] = cast.client("leader").get(address(one, "initiative_progress")).content.decode()
    assert ["تجاوز المهلة" in text for text in words.values()] == [False, True]


@pytest.mark.parametrize(("role", "offered"), [("other_leader", True), ("leader", True), ("member", False)])
def test_what_is_still_to_be_done_is_asked_of_other_groups_in_one_tap(cast, role, offered):
    one = initiative_in(cast, "active")
    task = part(one, cast.other_group).tasks.get()
    page = cast.client(role).get(address(one, "initiative_progress"))
    link = re.search(r'href="([^"]*/exchange/new/[^"]*)"', page.content.decode())
    assert bool(link) == offered
    if offered:
        begun = cast.client(role).get(html.unescape(link[1]))
        assert begun.context["form"].initial["title_en"] == task.title_en
        type(task).objects.filter(pk=task.pk).update(done_at=timezone.now())
        assert (
            "/exchange/new/?"
            not in cast.client(role).get(address(one, "initiative_progress")).content.decode()
        )


def test_the_public_sees_approved_ones_without_what_is_internal(cast, client):
    one = initiative_in(cast, "voting")
    assert client.get(address(one)).status_code == 404
    for name in ("approved", "active", "completed", "closed"):
        step(one, name, cast)
    for lang in ("ar", "en"):
        text = client.get(f"/{lang}/initiatives/{one.uuid}/").content.decode()
        assert "Halls for all" in text
        assert cast.leader.name not in text
    dates = client.get(address(one, "initiative_dates"))
    assert dates["Content-Type"].startswith("text/calendar")
    assert dates.content.count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;VALUE=DATE:" in dates.content


def test_lists_narrow_by_state_field_and_area(cast, client):
    one = initiative_in(cast, "approved")
    assert address(one) in client.get("/ar/initiatives/").content.decode()
    for query in ("state=active", "field=Z", "area=KW-JA", "area=%00", "state=nonsense&page=99"):
        shown = client.get(f"/en/initiatives/?{query}")
        assert shown.status_code == 200
        assert (address(one)[3:] in shown.content.decode()) == query.startswith("state=nonsense")
    assert address(one)[3:] in client.get("/en/initiatives/?state=approved&area=KW-HA").content.decode()


def test_odd_rows_are_answered_with_a_sentence(cast):
    one = draft(cast)
    client, url = cast.client("leader"), address(one, "initiative_part", "sign-language")
    odd = rows("budget_lines", "نقل", kind="money", amount="-1") | rows("tasks")
    answer = client.post(url, {"version": one.version, **odd})
    assert answer.status_code == 422
    assert "أكبر من صفر" in answer.content.decode()
    assert client.post(url, {"version": one.version, "role_en": "x"}).status_code == 302
    row = part(one, cast.other_group)
    assert (row.role_en, row.tasks.count(), row.budget_lines.count()) == ("x", 1, 1)


def test_what_waits_is_told_to_each(cast):
    one = initiative_in(cast, "inviting")

    def waits(role):
        return [
            line.url
            for line in awaiting_of(cast.people[role])
            if str(one.uuid) in line.url or "state=" in line.url
        ]

    assert waits("other_leader") == [address(one, "initiative_agreement", "sign-language")]
    assert waits("leader") == waits("committee") == []
    agree(one, cast.other_group, cast.other_leader)
    assert waits("leader") == [address(one)]
    step(one, "submitted", cast)
    assert (waits("committee"), waits("recused_committee")) == (["/ar/initiatives/?state=submitted"], [])


def test_ten_thousand_initiatives_are_listed_in_twelve_queries(cast, django_assert_max_num_queries):
    one = initiative_in(cast, "approved")
    more = [
        Initiative(lead=cast.group, title_en=str(n), state="approved", area=one.area) for n in range(10_000)
    ]
    Initiative.objects.bulk_create(more)
    for role in ("leader", "committee"):
        client = cast.client(role)
        client.get("/ar/initiatives/?state=approved&area=KW-HA")
        with django_assert_max_num_queries(12):
            shown = client.get("/ar/initiatives/?state=approved&area=KW-HA&page=300")
        assert len(shown.context["page"].object_list) == 20
