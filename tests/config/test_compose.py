"""docker-compose.yml and Dockerfile: what they promise; that it runs is tried in tests/faults/test_deployed.py."""

import re
import shlex
import shutil
import subprocess

import pytest
import yaml

from tests.deployment import FILE, SECRETS, compose, filled, is_ignored
from tests.site import ROOT
from workers.schedule import LANES

GIVEN = {**SECRETS, "SITE_URL": "https://multaqa.example", "EMAIL_URL": "smtp://mail.example"}
OURS = ("web", "migrate", "worker", "mail", "beat", "search")
SERVICES = compose()["services"]


def config(given):
    if not shutil.which("docker-compose"):
        pytest.skip("docker-compose is not installed (Debian: apt install docker-compose)")
    command = ["docker-compose", "--file", str(FILE), "config"]
    return subprocess.run(command, env={"PATH": "/usr/bin:/bin", **given}, capture_output=True, text=True)


def test_docker_compose_reads_the_file():
    done = config(GIVEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(yaml.safe_load(done.stdout)["services"]) == {*OURS, "postgres", "redis"}


@pytest.mark.parametrize("name", GIVEN)
def test_without_one_of_its_secrets_nothing_starts_and_a_sentence_says_why(name):
    done = config({key: value for key, value in GIVEN.items() if key != name})
    assert done.returncode == 1
    assert re.search(rf"Set {name} to .+\.\s*$", done.stderr)


def test_no_secret_stands_in_the_file_or_the_image():
    said = (ROOT / "Dockerfile").read_text() + FILE.read_text()
    assert re.findall(r"^.*(?:KEY|PASSWORD|EMAIL_URL): (?!\$\{).*$", said, re.M) == []
    assert is_ignored(".env")
    assert is_ignored(".git/config")
    assert is_ignored("var/multaqa.sqlite3")
    assert not is_ignored("config/settings.py")


def test_every_lane_of_the_schedule_has_a_worker_and_mails_have_their_own():
    takes = {name: queues(SERVICES[name]["command"]) for name in ("worker", "mail")}
    assert takes["mail"] == {"mail"}
    assert takes["worker"] == set(LANES) - {"mail"}


def queues(command):
    words = shlex.split(command)
    if "--queues" in words:
        return set(words[words.index("--queues") + 1].split(","))
    return set(LANES) - set(words[words.index("--exclude-queues") + 1].split(","))


def test_the_database_and_the_schema_come_first_and_pages_do_without_redis():
    after = {name: SERVICES[name]["depends_on"] for name in OURS}
    migrated = {"migrate": {"condition": "service_completed_successfully"}}
    told = {**migrated, "redis": {"condition": "service_healthy"}}
    assert after.pop("migrate") == {"postgres": {"condition": "service_healthy"}}
    assert {name: after[name] for name in ("web", "search")} == {"web": migrated, "search": migrated}
    assert {name: after[name] for name in ("worker", "mail", "beat")} == dict.fromkeys(
        ("worker", "mail", "beat"), told
    )
    assert SERVICES["migrate"]["restart"] == "no"


def test_redis_writes_down_every_second_and_evicts_nothing():
    words = shlex.split(SERVICES["redis"]["command"])
    asked = dict(zip(words[1::2], words[2::2], strict=True))
    assert {
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--maxmemory-policy": "noeviction",
    }.items() <= (asked.items())


def test_the_site_runs_with_little_power_and_says_how_it_is():
    for name in OURS:
        service = SERVICES[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["healthcheck"]
    dockerfile = (ROOT / "Dockerfile").read_text()
    last_stage = dockerfile[dockerfile.rindex("\nFROM ") :]
    assert "\nUSER multaqa\n" in last_stage
    assert "\nHEALTHCHECK " in last_stage


def test_the_web_command_of_the_image_is_that_of_the_file():
    words = re.search(r"^CMD \[(.*)\]$", (ROOT / "Dockerfile").read_text(), re.M)[1]
    assert re.findall(r'"([^"]+)"', words) == shlex.split(filled(SERVICES["web"]["command"], {}))
