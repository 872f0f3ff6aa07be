"""Schemathesis asks a live site what its descriptions allow and forbid: no 5xx, and nothing that is not described."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("live API")]
SETTINGS = Path(__file__).with_name("schemathesis.toml")
DICE = ["--seed=7", "--max-examples=3", "--generation-database=none", "--phases=examples,coverage,fuzzing"]
DRAFTS = {
    "/api/v1/initiatives/": {"title_ar": "قاعات للجميع"},
    "/api/v1/exchange/": {"side": "request", "kind": "equipment", "title_ar": "كراسي متحركة"},
}
HSDS_CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance"


def ask(folder, document, address, *more):
    """What schemathesis says about `document` served at `address`, always by the same dice; it finds no fault."""
    file = folder / "openapi.json"
    file.write_text(json.dumps(document))
    command = [str(Path(sys.executable).with_name("st")), f"--config-file={SETTINGS}", "--no-color"]
    command += ["run", str(file), f"--url={address}", "--workers=1", "--warnings=off", *DICE, *more]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert said.returncode == 0, said.stdout[-8000:] + said.stderr[-2000:]
    return said.stdout


def strict(described, ids):
    """The document without its catch-all answer and without sparse rows, with ids of things that are there."""
    operations = [(path, one) for path, every in described["paths"].items() for one in every.values()]
    for path, operation in operations:
        operation["responses"].pop("default")
        operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "fields"]
        for parameter in operation["parameters"]:
            if parameter["name"] == "uuid":
                parameter["example"] = ids[path.partition("{")[0]]
    return described, len(operations)


@pytest.fixture
def ids(live):
    """{list: the id of its first row} of the lists whose rows can be read alone"""
    lists = {path.partition("{")[0] for path in live.get("/api/schema/")["paths"] if "{uuid}" in path}
    return {path: live.get(path)["results"][0]["id"] for path in lists}


def test_the_api_answers_everybody_as_it_is_described(live, ids, tmp_path):
    described, many = strict(live.get("/api/schema/"), ids)
    assert f"Tested: {many}" in ask(tmp_path, described, live.address)


def test_the_api_answers_a_key_that_writes_as_it_is_described(live, ids, tmp_path):
    for path, draft in DRAFTS.items():
        ids[path] = live.post(path, {"group": live.group, **draft}, **{"Idempotency-Key": path})["id"]
    described, many = strict(live.get("/api/schema/"), ids)
    for path in DRAFTS:
        sent = described["paths"][path]["post"]["requestBody"]["content"]
        sent["application/json"]["example"]["group"] = live.group
    key = ["-H", f"Authorization: Api-Key {live.key}"]
    assert f"Tested: {many}" in ask(tmp_path, described, live.address, *key)


def test_hsds_answers_as_its_own_specification_describes(live, samples, tmp_path):
    described = json.loads((samples / "hsds-3.0" / "openapi-bundled.json").read_bytes())
    ask(tmp_path, described, f"{live.address}/hsds", f"--checks={HSDS_CHECKS}")


def test_nothing_of_it_was_written_down_as_a_mistake_of_ours(live):
    assert "Traceback" not in live.log.read_text()
