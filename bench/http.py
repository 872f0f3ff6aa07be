"""How much processor time pages take beside an empty page of the same site, in one run, each asked in turn.

`--size N` makes N groups (default 1,000), ten thousand decisions and initiatives, and two hundred open ballots. The
empty page is the site's frame with nothing in it; the docket is compared with that frame for somebody signed in.
The figures of the API follow, where there is a PostgreSQL (`bench http_api`, ten thousand groups).
"""

import json
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench import made
from bench.figures import Figure
from bench.site import empty_site

ROUNDS, WARM = 40, 3
DECISIONS, INITIATIVES, BALLOTS = 10_000, 10_000, 200
MILLISECONDS = 1000
EMPTY = "/ar/empty/"
PAGES = {
    "home": ("/ar/", 5),
    "directory": ("/ar/groups/", 15),
    "directory, two words found": ("/ar/groups/?q=جلسة نطق", 15),
    "profile": ("/ar/groups/{slug}/", 10),
    "register of decisions": ("/ar/committee/decisions/", 5),
    "initiatives": ("/ar/initiatives/", 7),
}
DOCKET = ("/ar/committee/docket/", 6)


def measure(size=None):
    with empty_site():
        slug = filled(size or 1_000)
        pages = {name: (place.format(slug=slug), goal) for name, (place, goal) in PAGES.items()}
        return [
            *compared(visitor(), pages, ""),
            *compared(member(), {"docket": DOCKET}, ", signed in"),
            *of_the_api(size),
        ]


def of_the_api(size):
    """What `bench http_api` measures, in a process of its own: its site is another one, on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "figures.json"
        sized = ["--size", str(size)] if size else []
        asked = [sys.executable, "-m", "bench", "http_api", "--json", str(report), *sized]
        if subprocess.run(asked, stdout=subprocess.DEVNULL).returncode:
            return []
        rows = json.loads(report.read_text())["figures"]
    return [Figure(**{name: row[name] for name in ("name", "value", "unit", "goal", "op")}) for row in rows]


def filled(groups):
    """The site with all that is listed; the slug of one group."""
    from directory.models import Group
    from directory.search import build

    made.make_groups(groups)
    decisions()
    initiatives(Group.objects.first())
    build.rebuild()
    return Group.objects.order_by("pk").values_list("slug", flat=True).first()


def decisions():
    from django.utils import timezone

    from coordination.committee.models import Decision

    now = timezone.now()
    rows = (
        Decision(
            kind="committee.bylaws", matter_uuid=uuid.uuid4(), subject_ar=f"قرار {number}", result="carried",
            result_ar="أُقرّ", result_en="carried", decided_at=now - timedelta(hours=8 * number),
        )
        for number in range(DECISIONS)
    )  # fmt: skip
    Decision.objects.bulk_create(rows, batch_size=500)


def initiatives(group):
    from coordination.initiatives.models import Initiative

    rows = (Initiative(lead=group, title_ar=f"مبادرة {n}", state="approved") for n in range(INITIATIVES))
    Initiative.objects.bulk_create(rows, batch_size=500)


def visitor():
    from django.conf import settings
    from django.test import Client

    settings.ROOT_URLCONF = "bench.http_urls"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    return Client(headers={"host": "localhost"})


def member():
    """A chair's browser, with open ballots in which half of the votes are missing."""
    from django.conf import settings
    from django.utils import timezone

    from accounts.models import Person
    from coordination.committee.models import Ballot, RollLine, Seat, Vote

    settings.SECOND_FACTOR = "off"
    now, chair = timezone.now(), Person.objects.create(email="chair@bench.test", name="Chair")
    Seat.objects.create(person=chair, role="chair", starts_at=now - timedelta(days=1))
    ballots = Ballot.objects.bulk_create(
        Ballot(
            kind="committee.bylaws", matter_uuid=uuid.uuid4(), matter_version=1, state="open", quorum=3,
            title_ar=f"أمر {number}", opened_at=now, closes_at=now + timedelta(days=1, minutes=number),
        )
        for number in range(BALLOTS)
    )  # fmt: skip
    lines = RollLine.objects.bulk_create(RollLine(ballot=one, person=chair) for one in ballots)
    Vote.objects.bulk_create(Vote(line=line, choice="for") for line in lines[::2])
    client = visitor()
    client.force_login(chair, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def compared(client, pages, who):
    """Each page's median as a ratio to the empty page's, which is asked before each of them."""
    took = {name: [] for name in ["empty", *pages]}
    for turn in range(ROUNDS + WARM):
        for name, (place, _goal) in {"empty": (EMPTY, None), **pages}.items():
            seconds = asked(client, place)
            if turn >= WARM:
                took[name].append(seconds)
    empty = median(took["empty"])
    yield Figure(f"empty page{who}", empty * MILLISECONDS, "ms")
    for name, (_place, goal) in pages.items():
        yield Figure(f"{name}{who}", median(took[name]) * MILLISECONDS, "ms")
        yield Figure(f"{name} / empty page{who}", median(took[name]) / empty, "times", goal, "<=")


def asked(client, place):
    """Processor time of this process, database included, so that other work on the machine moves no ratio."""
    begun = time.process_time()
    answer = client.get(place)
    seconds = time.process_time() - begun
    if answer.status_code != 200:
        raise RuntimeError(f"{place} answered {answer.status_code}.")
    return seconds
