"""What docs/verifying.md tells anyone to do without the site, run as it stands there."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from api import examples
from coordination.standards.credentials import keys, reading, said, signed
from tests.conftest import required
from tests.coordination.standards.world import accredited

pytestmark = pytest.mark.django_db
GUIDE = (settings.BASE_DIR / "docs" / "verifying.md").read_text("utf-8")


def block(language):
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.S | re.M)
    return found


@pytest.fixture
def papers(cast, tmp_path):
    """The two files that somebody carries away, and what the first one says."""
    one = accredited(cast)
    (tmp_path / "proof.jws").write_text(said.proof(one) + "\n")
    (tmp_path / "jwks.json").write_text(json.dumps(keys.key_set()))
    return tmp_path, said.claims(one)


def tamper(folder):
    """Another group's number in what is said, with the signature as it was."""
    header, claims, signature = (folder / "proof.jws").read_text().strip().split(".")
    changed = keys.from_base64url(claims).replace(b"Basira", b"Basila")
    (folder / "proof.jws").write_text(f"{header}.{keys.base64url(changed)}.{signature}")


def by_python(folder):
    script = folder / "check.py"
    script.write_text(block("python"), "utf-8")
    return run(folder, sys.executable, script, "jwks.json", "proof.jws")


def by_openssl(folder):
    if not shutil.which("openssl"):
        (pytest.fail if required("openssl") else pytest.skip)("openssl is not installed here")
    script = folder / "check.sh"
    script.write_text(block("sh"), "utf-8")
    return run(folder, "sh", "-eu", script, keys.signing_key().jwk["x"], "proof.jws")


def run(folder, *command):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_the_example_of_the_api_proves_itself_by_the_key_that_the_guide_shows(settings):
    """Once it was written anew: SIGNING_KEY is the key that the guide shows, SITE_URL https://multaqa.example."""
    example = examples.of("accreditation")
    for text in (example["proof"], json.dumps(example["credential"])):
        with pytest.raises(signed.NotProven, match="unknown_key"):
            reading.read(text, "ar")
    (x,) = re.findall(r"Its `x` is `([\w-]{43})`", GUIDE)
    settings.OLD_SIGNING_KEYS = [keys.from_base64url(x)]
    for text in (example["proof"], json.dumps(example["credential"])):
        assert str(reading.read(text, "ar").id) == example["id"]


def test_the_python_of_the_guide_is_short():
    assert len(block("python").splitlines()) <= 20


def test_the_python_of_the_guide_proves_ours_and_nothing_changed(papers):
    folder, claims = papers
    done = by_python(folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == claims
    tamper(folder)
    assert "InvalidSignature" in by_python(folder).stderr


def test_openssl_proves_ours_and_nothing_changed(papers):
    folder, claims = papers
    done = by_openssl(folder)
    assert done.returncode == 0, done.stderr
    first, _line, rest = done.stdout.partition("\n")
    assert first == "Signature Verified Successfully"
    assert json.loads(rest) == claims
    tamper(folder)
    assert by_openssl(folder).returncode != 0


def test_the_line_for_a_pdf_finds_the_proof(papers):
    folder, _claims = papers
    proof = (folder / "proof.jws").read_text().strip()
    (folder / "certificate.pdf").write_bytes(
        b"%PDF-1.7\n<</Keywords (" + proof.encode() + b")/Title (x)>>\n\xff"
    )
    (line,) = re.findall(r"`(grep [^`]+)`", GUIDE)
    done = run(folder, "sh", "-c", line.replace("> proof.jws", ""))
    assert done.stdout.strip() == proof
