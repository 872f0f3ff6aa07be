"""The scripts of docs/api.md, typed as they stand but for the address, in the order in which they stand."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests.conftest import required

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("live API")]
GUIDE = (settings.BASE_DIR / "docs" / "api.md").read_text("utf-8")
THERE = "http://localhost:8000"
SCRIPTS = re.findall(r"^```(sh|python|js)\n(.*?)^```", GUIDE, re.S | re.M)
NEEDS = {"sh": "curl", "js": "node"}


def scripts(language, word):
    return [text for kind, text in SCRIPTS if kind == language and word in text]


@pytest.fixture
def typed(live, tmp_path):
    """`typed(language, script, **words)` is what it prints, with these words in its environment."""

    def run(language, script, **words):
        if (program := NEEDS.get(language)) and not shutil.which(program):
            (pytest.fail if required(program) else pytest.skip)(f"{program} is not installed here")
        file = tmp_path / {"sh": "guide.sh", "python": "guide.py", "js": "guide.mjs"}[language]
        file.write_text(script.replace(THERE, live.address), "utf-8")
        command = {"sh": ["sh", "-eu"], "python": [sys.executable], "js": ["node"]}[language]
        done = subprocess.run(
            [*command, file], cwd=tmp_path, env=os.environ | words, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def names(live):
    """Of the groups that the guide looks for, in the API's own order."""
    page = live.get("/api/v1/groups/?q=%D8%AA%D9%88%D8%AD%D8%AF&page_size=50")
    assert page["next"] is None
    return [group["name_ar"] or group["name_en"] for group in page["results"]]


def test_the_first_line_of_curl_finds_groups_in_arabic(typed):
    (script,) = scripts("sh", "--get")
    assert any(
        "\u0621" <= letter <= "\u064a" for letter in json.loads(typed("sh", script))["results"][0]["name_ar"]
    )


@pytest.mark.parametrize("language", ["python", "js"])
def test_a_script_reads_all_groups_that_are_found(typed, names, language):
    (script,) = scripts(language, "توحد")
    lines = typed(language, script).splitlines()
    assert sorted(line.rpartition(" ")[0] for line in lines) == sorted(
        names
    )  # equals may change places meanwhile
    assert all(
        re.fullmatch(r"http://localhost:\d+/ar/groups/\S+/", line.rpartition(" ")[2]) for line in lines
    )


def test_the_demos_key_reads(typed):
    (script,) = scripts("sh", "demo.partner-key-for-local-use-only")
    assert json.loads(typed("sh", script))["count"] > 0


def test_a_mirror_is_made_of_all_groups(typed, live):
    (script,) = scripts("python", "changes/?after=latest")
    assert typed("python", script).split() == [str(live.get("/api/v1/groups/")["count"]), "groups"]


def test_a_draft_is_written_and_mended(typed, live):
    made, mended = scripts("sh", "api/v1/initiatives/")
    draft = json.loads(typed("sh", made, KEY=live.key, GROUP=live.group))
    again = json.loads(typed("sh", mended, KEY=live.key, ID=draft["id"]))
    assert (draft["state"], draft["title_ar"], draft["ends_on"]) == ("draft", "أمسيات قراءة", None)
    assert (again["title_ar"], again["ends_on"]) == ("أمسيات قراءة", "2027-05-31")


def test_a_request_is_drafted(typed, live):
    (made,) = scripts("sh", "api/v1/exchange/")
    draft = json.loads(typed("sh", made, KEY=live.key, GROUP=live.group))
    assert (draft["state"], draft["quantity"], draft["unit"]) == ("draft", 5, "pieces")


def test_every_script_of_the_guide_is_one_of_these_or_of_the_receivers_of_webhooks():
    webhooks = sum("verified" in text for _kind, text in SCRIPTS)
    assert (len(SCRIPTS), webhooks) == (10, 2)
