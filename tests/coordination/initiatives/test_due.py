"""What is due waits on My day by its day; what a group carries stands on its page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.initiatives import awaiting
from coordination.initiatives.models import Agreement, Initiative, Milestone, Task
from coordination.initiatives.terms import current_hash
from coordination.initiatives.views.of_group import on_profile
from deeds.hooks import coming_of
from tests.coordination.initiatives.world import agree, fresh, initiative_in, part
from tests.workers.inboxes import told, waiting
from workers import noticing

pytestmark = pytest.mark.django_db


def test_a_task_waits_for_its_group_and_a_milestone_for_the_leading_one(cast):
    one, near = initiative_in(cast, "active"), timezone.localdate() + timedelta(days=3)
    Task.objects.update(due_on=near)
    Milestone.objects.update(due_on=near + timedelta(days=1))
    (task,), (milestone,) = (
        list(awaiting.to_tick_off([group.pk])) for group in (cast.other_group, cast.group)
    )
    assert (task.due_at.date(), milestone.due_at.date()) >= (near, near)
    assert "Interpret two evenings" in str(task.sentence)
    Task.objects.update(done_at=timezone.now())
    assert list(awaiting.to_tick_off([cast.other_group.pk])) == []
    assert fresh(one).state == "active"


def test_the_clock_reminds_a_group_of_its_task_once_before_its_day_and_once_after_it(cast):
    initiative_in(cast, "active")
    today = timezone.localdate()
    Task.objects.update(due_on=today + timedelta(days=7))
    for _time in range(2):
        noticing.remind()
    (soon,) = told(cast.other_leader, kind="task")
    assert soon.startswith("The task Interpret two evenings of Halls for all is due on ")
    assert told(cast.leader, kind="task") == []
    noticing.remind(timezone.now() + timedelta(days=8))
    late = "The task Interpret two evenings of Halls for all is overdue"
    assert [line for line in waiting(cast.other_leader) if "task" in line] == [late]
    Task.objects.update(done_at=timezone.now())
    noticing.settle_all()
    assert [line for line in waiting(cast.other_leader) if "task" in line] == []


def test_a_task_whose_day_is_moved_is_told_anew_and_the_old_day_waits_no_more(cast):
    initiative_in(cast, "active")
    for days in (3, 5):
        Task.objects.update(due_on=timezone.localdate() + timedelta(days=days))
        noticing.remind()
    assert len(told(cast.other_leader, kind="task")) == 2
    assert len(told(cast.other_leader, kind="task", done_at=None)) == 1


def test_what_is_further_off_is_told_as_coming(cast):
    initiative_in(cast, "active")
    Milestone.objects.update(due_on=timezone.localdate() + timedelta(days=30))
    assert list(awaiting.to_tick_off([cast.group.pk])) == []
    assert "First hall" in " ".join(str(one.what) for one in coming_of(cast.editor))
    assert "First hall" not in " ".join(str(one.what) for one in coming_of(cast.member))


def test_a_day_for_a_task_is_part_of_the_terms_and_none_changes_no_old_fingerprint(cast):
    one = initiative_in(cast, "ready")
    before = Agreement.objects.filter(voided_at=None).values_list("hash", flat=True).first()
    row = part(one, cast.other_group).tasks.get()
    assert "due" not in one.terms.first().data["parts"][str(cast.other_group.uuid)]["tasks"][0]
    row.due_on = timezone.localdate()
    row.save()
    assert current_hash(fresh(one)) != before


def test_a_groups_page_lists_what_it_carries_and_nothing_else(cast, client):
    one = initiative_in(cast, "approved")
    draft = Initiative.objects.create(lead=cast.group, title_en="A secret draft")
    for group in (cast.group, cast.other_group):
        page = client.get(group.get_absolute_url()).content.decode()
        assert (one.title_en in page, draft.title_en in page) == (True, False)
    shown = client.get("/en/initiatives/?group=sign-language").content.decode()
    assert (one.title_en in shown, "Sign Language Pioneers" in shown) == (True, True)
    assert one.title_en not in client.get("/en/initiatives/?group=nobody").content.decode()


def test_a_group_without_initiatives_has_no_such_section(cast, client):
    assert 'id="together"' not in client.get(cast.group.get_absolute_url()).content.decode()


def test_a_partner_that_never_agreed_is_not_shown_as_one(cast, client):
    one = initiative_in(cast, "inviting")
    Initiative.objects.filter(pk=one.pk).update(state="approved")
    assert 'id="together"' not in client.get(cast.other_group.get_absolute_url()).content.decode()
    Initiative.objects.filter(pk=one.pk).update(state="inviting")
    agree(fresh(one), cast.other_group, cast.other_leader)
    Initiative.objects.filter(pk=one.pk).update(state="approved")
    assert 'id="together"' in client.get(cast.other_group.get_absolute_url()).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_a_groups_initiatives_take_one_query(cast, number, django_assert_num_queries):
    Initiative.objects.bulk_create(
        Initiative(lead=cast.group, title_en=str(n), state="approved") for n in range(number)
    )
    with django_assert_num_queries(1):
        assert len(on_profile(cast.group).context["initiatives"]) == number
