"""Agreement is to the terms as they stood: relevant edits void it, wording does not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from coordination.initiatives import rules
from coordination.initiatives.actions import agreeing, deciding, drafting
from coordination.initiatives.models import Initiative, Partnership, State, Task
from coordination.initiatives.terms import compare, current_hash, hash_of, terms_of
from deeds.lifecycle import Refused
from directory.models import Group
from tests.cast import make_group
from tests.coordination.initiatives.world import agree, draft, edit, fresh, initiative_in, part

pytestmark = pytest.mark.django_db


def live(initiative):
    rows = Partnership.objects.filter(initiative=initiative).prefetch_related("agreements")
    return {row.group.slug for row in rows if row.live_agreement}


def test_the_hash_depends_on_content_alone(cast):
    initiative = draft(cast)
    before = current_hash(initiative)
    partner = part(initiative, cast.other_group)
    Task.objects.create(partnership=partner, title_en="Welcome guests")
    partner.tasks.first().delete()
    Task.objects.create(partnership=partner, title_en="Interpret two evenings")
    partner.tasks.get(title_en="Welcome guests").delete()
    Initiative.objects.filter(pk=initiative.pk).update(title_en="  Halls for all ")
    assert current_hash(initiative) == before
    assert hash_of(terms_of(initiative)) == before
    Initiative.objects.filter(pk=initiative.pk).update(title_ar="قاعات")
    assert current_hash(initiative) != before


def test_wording_and_partners_without_a_part_void_nothing(cast):
    initiative = initiative_in(cast, "ready")
    edit(initiative, cast.leader, summary_en="Four halls", access_en="Ramps", expected_en="400 visitors")
    third = make_group("third")
    row = drafting.add_partner(fresh(initiative), third, by=cast.leader, seen=fresh(initiative).version)
    drafting.drop_partner(row, by=cast.leader, seen=fresh(initiative).version)
    assert (fresh(initiative).state, live(initiative)) == (State.READY, {"basira", "sign-language"})


def test_a_relevant_edit_voids_says_what_changed_and_is_renewed_in_one_step(cast):
    initiative = initiative_in(cast, "ready")
    agreed = part(initiative, cast.other_group).live_agreement
    edit(initiative, cast.leader, starts_on=timezone.localdate() + timedelta(days=61))
    initiative = fresh(initiative)
    assert (initiative.state, live(initiative)) == (State.INVITING, {"basira"})
    agreed.refresh_from_db()
    assert (agreed.voided_at is None, agreed.why) == (False, "dates")
    was = initiative.terms.get(hash=agreed.hash).data
    with override("en"):
        changes, same = compare(was, terms_of(initiative))
    assert [change.label for change in changes] == ["Dates"]
    assert {"Aim", "Area", "Risks and safeguarding"} <= set(same)
    agree(initiative, cast.other_group, cast.other_leader)
    assert fresh(initiative).state == State.READY


def test_a_lead_editors_edit_waits_for_the_leader_too(cast):
    initiative = initiative_in(cast, "ready")
    edit(initiative, cast.editor, aim_en="Halls for everybody.")
    assert live(initiative) == set()
    agree(initiative, cast.other_group, cast.other_leader)
    assert fresh(initiative).state == State.INVITING
    agree(initiative, cast.group, cast.leader)
    assert fresh(initiative).state == State.READY


def test_a_partners_own_edit_of_its_part_asks_the_others(cast):
    initiative = initiative_in(cast, "ready")
    row = part(initiative, cast.other_group)

    class RoleForm:
        def save(self):
            Partnership.objects.filter(pk=row.pk).update(role_en="Sign language and guiding")

    with pytest.raises(Refused):
        drafting.save_part(row, RoleForm(), by=cast.member, seen=initiative.version)
    initiative = fresh(initiative)
    drafting.save_part(row, RoleForm(), by=cast.other_leader, seen=initiative.version)
    assert (fresh(initiative).state, live(initiative)) == (State.INVITING, {"sign-language"})


def test_what_the_changed_lines_were_and_are(cast):
    initiative = draft(cast)
    was = terms_of(initiative)
    row = part(initiative, cast.other_group)
    row.budget_lines.update(amount="99.250")
    with override("en"):
        changes, _same = compare(was, terms_of(initiative))
    assert [(row.label, row.group, row.removed, row.added) for row in changes] == [
        ("What it brings", "Sign Language Pioneers", ["Travel · KWD 120.500"], ["Travel · KWD 99.250"])
    ]


def test_only_a_leader_agrees_to_what_was_shown_and_in_time(cast):
    initiative = initiative_in(cast, "inviting")
    row, version = part(initiative, cast.other_group), initiative.version
    wanted = current_hash(initiative)

    def refusal(**other):
        asked = {"hash": wanted, "by": cast.other_leader} | other
        with pytest.raises(Refused) as refused:
            agreeing.agree(part(initiative, cast.other_group), **asked)
        return refused.value.code

    assert refusal(by=cast.leader) == "role"
    assert refusal(hash="0" * 64) == "other_terms"
    Initiative.objects.filter(pk=initiative.pk).update(reply_by=timezone.localdate() - timedelta(days=1))
    assert refusal() == "too_late"
    drafting.put_off(fresh(initiative), timezone.localdate(), by=cast.leader, seen=version)
    Group.objects.filter(pk=cast.other_group.pk).update(standing="suspended")
    assert refusal() == "standing"
    assert row.agreements.count() == 0


def test_silence_is_no_agreement(cast):
    initiative = initiative_in(cast, "inviting")
    Initiative.objects.filter(pk=initiative.pk).update(reply_by=timezone.localdate() - timedelta(days=30))
    assert [row.group for row in rules.not_agreeing(fresh(initiative))] == [cast.other_group]
    with pytest.raises(Refused):
        deciding.submit(initiative, by=cast.leader, seen=initiative.version)


def test_a_partner_that_declines_reopens_and_can_be_dropped(cast):
    initiative = initiative_in(cast, "ready")
    row = part(initiative, cast.other_group)
    agreeing.decline(row, why="No time", by=cast.other_leader, seen=initiative.version)
    assert fresh(initiative).state == State.INVITING
    assert [row.group for row in rules.not_agreeing(fresh(initiative))] == [cast.other_group]
    drafting.drop_partner(row, by=cast.leader, seen=fresh(initiative).version)
    assert not rules.all_agree(fresh(initiative))  # alone it is no joint initiative
