"""Tables as people save them, and the command that loads them."""

import csv
import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from directory.taxonomies.loading import load


@pytest.fixture
def words(db):
    return load()


@pytest.fixture
def table(tmp_path):
    """table(rows) → a CSV file of these rows; each row a dict, the first one gives the header."""

    def write(rows, name="groups.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def bring(words, tmp_path):
    """bring(path, "--list", …) → what the command wrote, its exit code, and its report."""

    def run(path, *options):
        out, err, report = io.StringIO(), io.StringIO(), tmp_path / "report.json"
        report.unlink(missing_ok=True)
        try:
            call_command(
                "import_groups", str(path), *options, "--report", str(report), stdout=out, stderr=err
            )
            code, sentence = 0, ""
        except CommandError as error:
            code, sentence = error.returncode, str(error)
        told = json.loads(report.read_text("utf-8")) if report.exists() else {"counts": {}, "lines": []}
        return SimpleNamespace(
            code=code,
            sentence=sentence,
            out=out.getvalue(),
            err=err.getvalue(),
            lines=told["lines"],
            counts=told["counts"],
        )

    return run


def said(result, outcome="error"):
    """[(line, column)] of what was reported so."""
    return [(line["line"], line["column"]) for line in result.lines if line["outcome"] == outcome]
