"""Clients made from our description: in Python and in TypeScript they are made, checked, and read Arabic groups."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import required

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("live API")]
SOURCES = Path(__file__).with_name("typescript")
PROGRAMS = Path(sys.executable).parent
READ = """
import json, sys
from uuid import UUID
from client import AuthenticatedClient, Client
from client.api.fields import fields
from client.api.groups import group, groups
site, key = sys.argv[1:]
with Client(base_url=site, raise_on_unexpected_status=True) as client:
    page = groups.sync(client=client, q="توحد", area=["KW-HA"])
    first = page.results[0]
    whole = group.sync(UUID(str(first.id)), client=client)
with AuthenticatedClient(base_url=site, token=key, prefix="Api-Key") as client:
    words = fields.sync(client=client)
names = [one.name_ar for one in page.results]
print(json.dumps({"names": names, "whole": whole.name_ar, "words": len(words.results)}))
"""


@pytest.fixture
def expected(live):
    """Names of groups in Arabic, as the API itself gives them."""
    page = live.get("/api/v1/groups/?q=%D8%AA%D9%88%D8%AD%D8%AF&area=KW-HA")
    names = [group["name_ar"] for group in page["results"]]
    assert any("\u0621" <= letter <= "\u064a" for letter in names[0])
    return names


def run(command, folder):
    environment = os.environ | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def test_a_python_client_is_made_without_a_warning_and_reads_arabic_groups(live, expected, tmp_path):
    made = [str(PROGRAMS / "openapi-python-client"), "generate", "--url", f"{live.address}/api/schema/"]
    said = run([*made, "--meta", "none", "--output-path", str(tmp_path / "client")], tmp_path)
    assert "Warning" not in said
    (tmp_path / "read.py").write_text(READ, "utf-8")
    read = json.loads(run([sys.executable, "read.py", live.address, live.key], tmp_path))
    assert (read["names"], read["whole"], read["words"] > 0) == (expected, expected[0], True)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A folder with node's packages, as pinned in package.json."""
    folder = shutil.copytree(SOURCES, tmp_path_factory.mktemp("client") / "typescript")
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    lacking = "node and npm are not installed here"
    if shutil.which("node") and shutil.which("npm"):
        installed = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        lacking = installed.returncode and f"npm could not install: {installed.stderr[-300:]}"
    if lacking:
        (pytest.fail if required("node") else pytest.skip)(lacking)
    return folder


def test_every_package_of_node_is_pinned_the_indirect_ones_too(workshop):
    pinned = json.loads((workshop / "package.json").read_text())
    there = json.loads((workshop / "node_modules" / ".package-lock.json").read_text())["packages"]
    found = {path.removeprefix("node_modules/"): one["version"] for path, one in there.items()}
    assert found == pinned["dependencies"] | pinned["overrides"]


def test_a_typescript_client_compiles_and_reads_arabic_groups(live, expected, workshop):
    programs = workshop / "node_modules" / ".bin"
    run([programs / "openapi-typescript", f"{live.address}/api/schema/", "-o", "api.d.ts"], workshop)
    run([programs / "tsc", "--project", "."], workshop)
    read = json.loads(run(["node", "groups.js", live.address], workshop))
    assert (read["names"], read["whole"]) == (expected[:5], expected[0])
