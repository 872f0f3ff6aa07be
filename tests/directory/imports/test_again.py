"""Run again: unclaimed groups follow their source, claimed and suspended ones are respected, nothing is doubled."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from deeds.models import Entry
from directory.models import Group, Service, Standing, Verdict
from tests.directory.imports.conftest import said
from tests.directory.imports.test_native import FULL
from workers.models import OutgoingMessage


def everything():
    """All that an import writes, as it is now."""
    groups = Group.objects.order_by("pk").values()
    return [
        list(groups),
        *(list(model.objects.order_by("pk").values()) for model in (Service, Entry, Group.fields.through)),
    ]


def test_a_second_run_changes_nothing_and_leaves_one_entry_of_its_own(table, bring):
    path = table([FULL, {"name_ar": "بلا رقم"}])
    bring(path, "--list")
    before = everything()
    result = bring(path, "--list")
    after = everything()
    assert (result.counts["unchanged"], result.counts["updated"], result.counts["created"]) == (2, 0, 0)
    assert (after[0], after[1], after[3]) == (before[0], before[1], before[3])
    assert Entry.objects.exclude(pk__in=[row["id"] for row in before[2]]).get().deed == "directory.import_run"


def test_an_unclaimed_group_is_brought_up_to_date(table, bring):
    bring(table([FULL]), "--list")
    before = Group.objects.get()
    result = bring(
        table([FULL | {"name_en": "New", "fields": "H90", "services_ar": "دعم الأهل;جديد", "email": ""}])
    )
    group = Group.objects.get()
    assert (group.name_en, group.slug, group.standing) == ("New", before.slug, Standing.LISTED)
    assert group.version == before.version + 1
    assert list(group.fields.values_list("pk", flat=True)) == ["H90"]
    assert set(group.services.values_list("title_ar", flat=True)) == {"دعم الأهل", "جديد"}
    assert list(group.contacts.values_list("kind", flat=True)) == ["phone"]
    assert (result.counts["updated"], result.counts["created"]) == (1, 0)


def test_columns_that_a_file_lacks_stay_as_they_are(table, bring):
    bring(table([FULL]))
    bring(table([{"external_id": "KW-7", "name_ar": "اسم جديد"}]))
    group = Group.objects.get()
    assert (group.name_ar, group.name_en, group.area_id) == ("اسم جديد", "The Palm Group", "KW-HA-salmiya")
    assert (group.fields.count(), group.services.count(), group.contacts.count(), group.licences.count()) == (
        2,
        2,
        2,
        1,
    )


def test_a_service_keeps_what_else_is_known_of_it(table, bring):
    bring(table([FULL]))
    Service.objects.filter(title_en="Weekly meeting").update(age_from=6)
    bring(table([FULL | {"services_ar": "لقاء أسبوعي"}]))
    assert Service.objects.get().age_from == 6


def test_a_claimed_group_is_left_alone_and_reported(table, bring):
    bring(table([FULL]))
    Group.objects.update(claimed_at=timezone.now())
    before = everything()[0]
    result = bring(table([FULL | {"name_ar": "غيره"}]))
    assert everything()[0] == before
    assert (result.code, said(result, "claimed")) == (0, [(2, "")])


@pytest.mark.parametrize(
    "standing", [Standing.SUSPENDED, Standing.DECLINED, Standing.ARCHIVED, Standing.DRAFT]
)
def test_listing_never_lifts_a_standing(table, bring, standing):
    bring(table([FULL]))
    Group.objects.update(standing=standing)
    bring(table([FULL | {"name_ar": "غيره"}]), "--list")
    assert Group.objects.values_list("standing", "name_ar").get() == (standing, "غيره")


def test_a_judged_licence_stays_as_it_was_judged(table, bring):
    bring(table([FULL]))
    Group.objects.get().licences.update(verdict=Verdict.VERIFIED, verdict_on="2026-01-01")
    result = bring(table([FULL | {"licence_expires_on": "2039-01-31"}]))
    assert str(Group.objects.get().licences.get().expires_on) == "2027-01-31"
    assert (2, "licence_number") in said(result, "warning")


def test_the_same_id_of_another_source_is_another_group(table, bring):
    bring(table([FULL]), "--source", "ministry")
    bring(table([FULL]), "--source", "campus")
    assert sorted(Group.objects.values_list("source", "external_id")) == [
        ("campus", "KW-7"),
        ("ministry", "KW-7"),
    ]


def test_without_an_id_a_group_is_known_again_by_its_name_within_its_source(table, bring):
    bring(table([{"name_ar": "مجموعة النخلة", "name_en": ""}]))
    bring(table([{"name_ar": "مجموعه النخله", "name_en": "Palm"}]))
    bring(table([{"name_ar": "مجموعة النخلة"}]), "--source", "campus")
    assert sorted(Group.objects.values_list("source", "name_en")) == [("", "Palm"), ("campus", "")]


def test_one_entry_for_the_run_and_a_quiet_one_for_each_group(table, bring):
    bring(table([FULL, {"name_ar": "ثانية"}]), "--list")
    entries = Entry.objects.filter(deed__startswith="directory.import")
    quiet = [(entry.deed, entry.quiet, entry.audience) for entry in entries.order_by("deed", "pk")]
    assert quiet == [("directory.import", True, ["public"])] * 2 + [
        ("directory.import_run", False, ["committee", "operator"])
    ]


def test_the_entry_of_a_draft_is_not_for_the_public(table, bring):
    bring(table([FULL]))
    group = Group.objects.get()
    assert Entry.objects.about(group).get().audience == ["committee", f"group:{group.pk}:member", "operator"]


def test_nobody_is_notified(table, bring, cast):
    bring(table([FULL]), "--list")
    call_command("work", "--once", verbosity=0)
    assert OutgoingMessage.objects.count() == 0


def test_a_dry_run_says_what_would_happen_and_changes_nothing(table, bring):
    bring(table([FULL]))
    before = everything()
    result = bring(table([FULL | {"name_en": "New"}, {"name_ar": "ثانية"}, {"kind": "team"}]), "--dry-run")
    assert everything() == before
    assert (result.code, result.counts["created"], result.counts["updated"]) == (0, 1, 1)
    assert said(result) == [(4, "name_ar")]
