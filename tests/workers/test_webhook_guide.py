"""What docs/api.md tells receivers to do with a signature, run as it stands there, in Python and in JavaScript."""

import base64
import json
import re
import shutil
import subprocess
import time

import pytest
from django.conf import settings

from workers.outbox import signing

GUIDE = (settings.BASE_DIR / "docs" / "api.md").read_text("utf-8")
BODY = '{"type":"test","seq":0,"words":"شكرًا"}'.encode()
OLD, NEW = signing.new_secret(), signing.new_secret()
ASK = """
let heard = "";
for await (const part of process.stdin) heard += part;
const said = JSON.parse(heard).map(({ headers, body, secret }) =>
  verified(headers, Buffer.from(body, "base64"), secret));
console.log(JSON.stringify(said));
"""


def block(language, word):
    blocks = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.S)
    (found,) = [text for text in blocks if word in text]
    return found


def cases():
    """(headers, body, secret, whether it is to be believed)"""
    now = int(time.time())

    def signed(moment, *secrets, body=BODY):
        return signing.headers("msg_1", moment, body, secrets)

    return [
        (signed(now, NEW), BODY, NEW, True),
        (signed(now, NEW, OLD), BODY, NEW, True),
        (signed(now, NEW, OLD), BODY, OLD, True),
        (signed(now - 290, NEW), BODY, NEW, True),
        (signed(now - 310, NEW), BODY, NEW, False),
        (signed(now + 330, NEW), BODY, NEW, False),
        (signed(now, OLD), BODY, NEW, False),
        (signed(now, NEW), BODY + b" ", NEW, False),
        ({**signed(now, NEW), "webhook-id": "msg_2"}, BODY, NEW, False),
        ({**signed(now - 400, NEW), "webhook-timestamp": str(now)}, BODY, NEW, False),
        ({**signed(now, NEW), "webhook-timestamp": "soon"}, BODY, NEW, False),
        ({**signed(now, NEW), "webhook-signature": ""}, BODY, NEW, False),
        ({**signed(now, NEW), "webhook-signature": "v1,ش v2,abc"}, BODY, NEW, False),
    ]


def test_the_python_of_the_guide_believes_us_and_nobody_else():
    guide = {}
    exec(block("python", "def verified"), guide)
    found = [guide["verified"](headers, body, secret) for headers, body, secret, _wanted in cases()]
    assert found == [wanted for *_case, wanted in cases()]


def test_the_javascript_of_the_guide_believes_us_and_nobody_else(tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed here")
    asked = [
        {"headers": headers, "body": base64.b64encode(body).decode(), "secret": secret}
        for headers, body, secret, _wanted in cases()
    ]
    script = tmp_path / "guide.mjs"
    script.write_text(block("js", "function verified") + ASK, "utf-8")
    said = subprocess.run([node, script], input=json.dumps(asked), capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == [wanted for *_case, wanted in cases()]
