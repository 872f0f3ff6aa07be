"""./dev answers every wrong argument with a sentence, and never removes or takes what is not its own."""

import os
import re
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

COMMANDS = "Commands: up, test, check, bench, manage, reset. See ./dev --help."
NO_PORT = "is no port, which is a number from 1 to 65535. See ./dev --help."
NO_PART = "and no such file. Parts: fast, postgres, journeys, faults."
DEV = Path(__file__).resolve().parents[2] / "dev"


def run(*args, **environment):
    return subprocess.run(
        [sys.executable, DEV, *args],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=60,
    )


@pytest.fixture(scope="module")
def dev():
    loader = SourceFileLoader("dev", str(DEV))
    module = module_from_spec(spec_from_loader("dev", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], f"Say what to do. {COMMANDS}"),
        (["dance"], f"There is no command “dance”. {COMMANDS}"),
        (["up", "--port", "http"], f"./dev up: argument --port: “http” {NO_PORT}"),
        (["up", "--port", "70000"], f"./dev up: argument --port: “70000” {NO_PORT}"),
        (["up", "--full"], "./dev up: unrecognized arguments: --full. See ./dev --help."),
        (["test", "slow"], f"There is no part “slow” of the tests, {NO_PART}"),
        (["check", "style"], "./dev check: unrecognized arguments: style. See ./dev --help."),
        (["bench"], "Say which bench: ./dev bench NAME [--size N] [--keep FOLDER] [--json FILE]."),
        (["reset", "all"], "./dev reset: unrecognized arguments: all. See ./dev --help."),
    ],
)
def test_a_wrong_argument_is_answered_by_a_sentence_and_exit_2(args, sentence):
    result = run(*args)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == sentence + "\n"


def test_help_names_every_command(dev):
    result = run("--help")
    assert result.returncode == 0
    assert re.findall(r"^    \./dev (\w+)", result.stdout, re.M) == [
        "up",
        "test",
        "check",
        "bench",
        "manage",
        "reset",
    ]


def test_a_taken_port_is_told_before_anything_is_done(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("up", "--port", str(port), VAR_DIR=str(tmp_path / "state"))
    assert result.returncode == 1
    assert result.stderr == f"Port {port} is taken by another program. Try --port {port % 65535 + 1}.\n"
    assert not (tmp_path / "state").exists()


def test_reset_forgets_a_folder_that_dev_made(tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / ".multaqa").touch()
    result = run("reset", VAR_DIR=str(tmp_path / "state"))
    assert (result.returncode, result.stdout) == (0, f"Forgot {tmp_path / 'state'}.\n")
    assert list(tmp_path.iterdir()) == []


def test_reset_leaves_a_folder_alone_that_dev_did_not_make(tmp_path):
    (tmp_path / "thesis.txt").touch()
    result = run("reset", VAR_DIR=str(tmp_path))
    assert result.returncode == 1
    assert (
        result.stderr == f"{tmp_path} was not made by ./dev, so it stays. Remove it by hand if you mean it.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_held_something_before_is_used_and_never_forgotten(tmp_path):
    (tmp_path / "thesis.txt").touch()
    run("manage", "version", VAR_DIR=str(tmp_path))
    assert run("reset", VAR_DIR=str(tmp_path)).returncode == 1
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "postgres://postgres@127.0.0.1:5432/multaqa"),
        ("postgres://me@db:5433", "postgres://me@db:5433/multaqa"),
        ("postgres://me@db:5433/", "postgres://me@db:5433/multaqa"),
        ("postgres://me@db:5433/mine", "postgres://me@db:5433/mine"),
    ],
)
def test_the_tests_database_is_named_by_the_address_or_by_us(dev, monkeypatch, given, used):
    monkeypatch.setenv("TEST_POSTGRES_URL", given)
    assert dev.postgres_url() == used


def test_what_is_required_and_missing_fails_instead_of_being_skipped(dev, monkeypatch):
    missing = {"redis": "no Redis answers", "samples": "no samples"}
    monkeypatch.setenv("REQUIRE", "postgres")
    assert dev.refuse_missing(missing) is None
    monkeypatch.setenv("REQUIRE", "postgres, redis")
    with pytest.raises(dev.Stop, match="^REQUIRE is not met: no Redis answers.$"):
        dev.refuse_missing(missing)
    monkeypatch.setenv("REQUIRE", "moon")
    with pytest.raises(dev.Stop, match="^REQUIRE names moon;"):
        dev.refuse_missing(missing)


REPORT = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="2"/></testsuites>'


def test_the_closing_line_counts_what_pytest_reported(dev, tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    counts = dev.read_counts(tmp_path / "report.xml", 1)
    assert dev.counted(counts) == "4 passed, 3 failed, 2 skipped"


def test_a_run_that_broke_counts_as_a_failure(dev, tmp_path):
    assert dev.counted(dev.read_counts(tmp_path / "none.xml", 3)) == "0 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize(
    ("codes", "passed", "exit_code"),
    [([0, 0], 5, 0), ([0, 5], 5, 0), ([5, 5], 0, 1), ([0, 1], 5, 1), ([], 0, 1)],
)
def test_the_exit_code_says_whether_something_ran_and_all_passed(dev, codes, passed, exit_code):
    assert dev.verdict(codes, {"passed": passed}) == exit_code


@pytest.mark.parametrize(
    ("asked", "present", "held"), [("run", [], "run"), ("run", ["pytest"], "dev"), ("dev", [], "dev")]
)
def test_packages_are_installed_only_when_the_requirements_changed(
    dev, monkeypatch, tmp_path, capsys, asked, present, held
):
    """And an environment for building, which holds pytest, is never cut back to one for running."""
    (tmp_path / "bin").mkdir()
    for name in present:
        (tmp_path / "bin" / name).touch()
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    dev.STAMP.write_text(dev.digest(held))
    dev.prepare(asked)
    assert capsys.readouterr().out == ""
