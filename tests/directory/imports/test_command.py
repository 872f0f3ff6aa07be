"""The command: its report, its progress, its exit codes."""

import csv
import io
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from directory.imports.progress import Bar
from directory.imports.report import harmless
from directory.models import Group


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_report_is_a_formula(sign):
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"


def test_the_report_as_csv_has_a_row_for_each_line_and_no_live_formula(words, table, tmp_path):
    path = table([{"external_id": "=1+1", "name_ar": "أولى"}, {"external_id": "+2", "name_ar": "-ثانية"}])
    call_command(
        "import_groups", path, "--report", tmp_path / "report.csv", stdout=io.StringIO(), stderr=io.StringIO()
    )
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:3] for row in rows] == [
        ["line", "outcome", "column"],
        ["2", "error", "external_id"],
        ["3", "created", ""],
    ]
    assert (rows[1][4], rows[2][4:]) == ("'=1+1", ["'+2", "'-ثانية"])


@pytest.mark.parametrize(
    "options", [["--report", "report.txt"], ["--report", "/no/such/place/r.csv"], ["--source", "s" * 81]]
)
def test_wrong_usage_is_told_before_anything_is_read(words, table, options):
    with pytest.raises(CommandError) as error:
        call_command("import_groups", table([{"name_ar": "أولى"}]), *options)
    assert (error.value.returncode, Group.objects.count()) == (2, 0)


def test_the_report_never_overwrites_the_file(words, table):
    path = table([{"name_ar": "أولى"}])
    with pytest.raises(CommandError):
        call_command("import_groups", path, "--report", path)
    assert path.read_text("utf-8").splitlines() == ["name_ar", "أولى"]


def test_codes_need_the_taxonomies_and_the_sentence_says_so(db, table):
    with pytest.raises(CommandError, match="load_taxonomies"):
        call_command("import_groups", table([{"name_ar": "أولى", "fields": "D13"}]))


def test_a_wrong_option_ends_with_2():
    command = [sys.executable, "manage.py", "import_groups", "x.csv", "--format", "yaml"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ, capture_output=True, timeout=60)
    assert done.returncode == 2


def test_progress_is_a_line_every_tenth_where_there_is_no_terminal():
    stream = io.StringIO()
    bar = Bar(stream, 1000)
    for done in range(25, 1001, 25):
        bar.show(done)
    assert stream.getvalue().count("/1000") == 10
