"""What a bench prints and writes."""

import json
import subprocess
import sys
from pathlib import Path

from bench.figures import Figure, show, write

ROOT = Path(__file__).resolve().parents[2]
FIGURES = [Figure("R@10", 0.98, "", 0.97), Figure("p99", 12.0, "ms", 10, "<="), Figure("reference", 3, "ms")]


def test_each_figure_says_whether_it_meets_its_goal():
    assert [figure.met for figure in FIGURES] == [True, False, None]


def test_figures_are_printed_beside_their_goals(capsys):
    show(FIGURES)
    assert [line.split()[2:] for line in capsys.readouterr().out.splitlines()] == [
        ["goal", ">=", "0.97:", "met"],
        ["ms", "goal", "<=", "10:", "NOT", "MET"],
        ["ms"],
    ]


def test_figures_are_written_as_json(tmp_path):
    write(FIGURES, tmp_path / "figures.json")
    report = json.loads((tmp_path / "figures.json").read_text())
    assert report.keys() == {"figures", "machine", "date"}
    assert report["figures"][1] == {
        "name": "p99",
        "value": 12.0,
        "unit": "ms",
        "goal": 10,
        "op": "<=",
        "met": False,
    }


def test_a_bench_that_there_is_not_is_named():
    ran = subprocess.run([sys.executable, "-m", "bench", "nothing"], cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "digests" in ran.stderr
