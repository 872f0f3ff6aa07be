"""The classified charities: the real file, and what each of its columns becomes."""

import os
import subprocess
import sys
import time
from datetime import date

from deeds.models import Entry
from directory.models import Group, Standing
from tests.directory.imports.conftest import said
from tests.site import ROOT

CHARITY = {
    "org_id": "GB-CHC-1",
    "name": "THE TOY LIBRARY",
    "date_registered": "1994-03-24",
    "activities": "We lend toys. " * 30,
    "objects": "To lend toys to children.",
    "source": "CCEW",
    "web": "http://toys.example",
    "ICNPTSO": "A12",
}


def test_the_columns_of_a_charity_find_their_places(table, bring):
    bring(table([CHARITY]), "--format", "ukcat", "--list")
    group = Group.objects.get(source="CCEW", external_id="GB-CHC-1")
    assert (group.name_en, group.name_ar, group.founded_on) == ("THE TOY LIBRARY", "", date(1994, 3, 24))
    assert group.summary_en == "We lend toys. " * 21 + "We…"
    assert group.about_en == f"{CHARITY['activities'].strip()}\n\nTo lend toys to children."
    assert (group.website, group.kind, group.standing) == (
        "http://toys.example",
        "association",
        Standing.LISTED,
    )


def test_lines_that_share_an_id_are_one_group_with_the_codes_of_all(table, bring):
    rows = [CHARITY, CHARITY | {"org_id": "GB-CHC-2"}, CHARITY | {"ICNPTSO": "H90", "web": ""}]
    result = bring(table(rows), "--format", "ukcat")
    group = Group.objects.get(external_id="GB-CHC-1")
    assert sorted(group.fields.values_list("pk", flat=True)) == ["A12", "H90"]
    assert (said(result, "merged"), result.counts["created"]) == ([(4, "org_id")], 2)


def test_an_unusable_address_is_a_warning_and_no_lost_row(table, bring):
    result = bring(table([CHARITY | {"web": "http://20 heron road"}]), "--format", "ukcat")
    assert (said(result, "warning"), Group.objects.get().website) == ([(2, "web")], "")


def test_a_line_with_an_unknown_code_a_wrong_day_or_no_id_is_an_error(table, bring):
    rows = [
        CHARITY | {"ICNPTSO": "Z1"},
        CHARITY | {"date_registered": "x"},
        CHARITY | {"org_id": ""},
        CHARITY,
    ]
    result = bring(table(rows), "--format", "ukcat")
    assert said(result) == [(2, "icnptso"), (3, "date_registered"), (4, "org_id")]
    assert Group.objects.count() == 1


def test_all_charities_of_the_sample_load(samples, bring):
    path = samples / "groups" / "ukcat_sample.csv"
    result = bring(path, "--format", "ukcat", "--list")
    assert (result.code, result.counts["created"], result.counts["errors"]) == (0, 4104, 0)
    assert (result.counts["merged"], Group.objects.listed().count()) == (99, 4104)
    assert Entry.objects.filter(deed="directory.import", quiet=True).count() == 4104


def test_the_real_file_run_dry_promises_the_same_and_changes_nothing(samples, bring):
    result = bring(samples / "groups" / "ukcat_sample.csv", "--format", "ukcat", "--dry-run")
    assert (result.counts["created"], Group.objects.count()) == (4104, 0)


IMPORT = """
import sys, django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("load_taxonomies")
call_command("import_groups", sys.argv[1], format="ukcat", list=True)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def test_all_charities_load_on_sqlite_within_ninety_seconds_and_512_megabytes(samples, tmp_path):
    given = {"VAR_DIR": str(tmp_path / "var"), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | given
    command = [sys.executable, "-c", IMPORT, str(samples / "groups" / "ukcat_sample.csv")]
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    kilobytes = int(done.stdout.split()[-1])
    print(f"{time.monotonic() - started:.1f} s, {kilobytes // 1024} MB")
    assert "4104" in done.stdout
    assert time.monotonic() - started < 90
    assert kilobytes < 512 * 1024
