"""`python -m config.healthy PART [HOST]`: does /healthz say that this part is well? For containers; loads no Django.

Ends with 0 when it is, 1 when it is not or nobody answers.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

PATIENCE = 4  # seconds


def ask(host):
    """What /healthz says, also when it says 503; the site only answers to its own name."""
    name = urlsplit(os.environ.get("SITE_URL", "http://localhost")).netloc
    question = urllib.request.Request(f"http://{host}/healthz", headers={"Host": name})
    try:
        with urllib.request.urlopen(question, timeout=PATIENCE) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def main(part, host="127.0.0.1"):
    try:
        return 0 if ask(host if ":" in host else f"{host}:8000")[part]["ok"] else 1
    except (OSError, ValueError, KeyError) as error:
        print(f"{part} cannot be asked for: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
