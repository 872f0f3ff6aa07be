"""A site as a newcomer starts it, with nothing counted, and a partner's key that drafts for مجموعة بصيرة."""

import json
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site import ROOT, running_site

PREPARED = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from accounts.models import Key, Partner, Person, Scope
from directory.actions import mandates
from directory.models import Group
keeper, leader = (Person.objects.get(email=f"{name}@demo.test") for name in ("volunteer", "leader"))
scopes = [Scope.READ_DIRECTORY, Scope.WRITE_INITIATIVES, Scope.WRITE_REQUESTS]
partner = Partner.objects.create(
    name="Library", contact_email="dev@library.test", keeper=keeper, state="granted", scopes=scopes, per_minute=0
)
group = Group.objects.get(slug="basira")
day = timezone.localdate() + timedelta(days=30)
mandates.give(group, partner, scopes=scopes[1:], ends_on=day, by=leader, seen=group.version)
text = Key.objects.grant(partner, scopes)[1]
Key.objects.update(per_minute=0)
print(text, group.uuid)
"""


@dataclass
class Live:
    """Its address, what it said, a key that writes, and the group that it may write for."""

    address: str
    log: Path
    key: str
    group: str

    def get(self, path):
        """The JSON of an address."""
        return self.ask(path, None, {})

    def post(self, path, body, **headers):
        headers = {"Authorization": f"Api-Key {self.key}", "Content-Type": "application/json", **headers}
        return self.ask(path, json.dumps(body).encode(), headers)

    def ask(self, path, body, headers):
        asked = urllib.request.Request(self.address + path, body, headers)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return json.load(answer)


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """The site, one for all that is tried on it."""
    with running_site(tmp_path_factory.mktemp("live"), API_PER_MINUTE="0") as site:
        environment = site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "-c", PREPARED]
        said = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout

        yield Live(site.address, site.log, *said.split()[-2:])
