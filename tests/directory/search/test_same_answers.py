"""Three hundred requests are answered alike after edits, after a writer that died, and on either database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from config.demo import load as demo
from deeds import journal
from directory.models import Area, Group, Service, Standing
from directory.search import build, index
from directory.taxonomies.loading import load as load_taxonomies
from tests.directory.search.three_hundred import NUMBER, answers
from tests.directory.search.world import make_group, make_service
from workers.readers import search

ROOT = Path(__file__).resolve().parents[3]
CERTAIN_AT_ONCE = ("asked", "count", "facets", "place", "words", "pages", "down")
ANSWERING = """
import json, sys, django
django.setup()
from django.core.management import call_command
for command in ("migrate", "demo", "rebuild_search"):
    call_command(command, verbosity=0)
from tests.directory.search.three_hundred import answers
json.dump(answers(), sys.stdout)
"""


@pytest.fixture
def demo_indexed(transactional_db):
    """The demo, with an index that has read the whole journal."""
    load_taxonomies()
    demo.load()
    caught_up()


def noted(subject, **data):
    with transaction.atomic():
        journal.record(
            "tests.change", subject, by=None, audience=["public"], title="Changed", quiet=True, data=data
        )


def caught_up():
    """Reads on as the worker does, and once more when nothing is left."""
    journal.seal()
    while search.catch_up():
        pass


def edits():
    """(what was edited, data of its entry) after each edit: groups, services and an area, added, changed and gone."""
    first, second, third, *others = Group.objects.listed().order_by("pk")
    added = make_group(
        slug="added", name_ar="نادي الشطرنج للجميع", name_en="Chess for all", area_id="KW-HA-salmiya"
    )
    yield added, {}
    yield make_service(added, title_ar="حصة شطرنج", title_en="Chess lesson"), {}
    for group in others[::3]:
        group.name_ar, group.name_en = f"{group.name_ar} الجديد", f"New {group.name_en}"
        group.save()
        yield group, {}
    Group.objects.filter(pk=first.pk).update(standing=Standing.SUSPENDED)
    yield first, {}
    Group.objects.filter(pk=second.pk).update(standing=Standing.ARCHIVED)
    yield second, {}
    Group.objects.filter(pk=second.pk).update(standing=Standing.LISTED, listed_at=timezone.now())
    yield second, {}
    third.area = Area.objects.get(pk="KW-JA")
    third.save()
    yield third, {}
    for service in Service.objects.filter(group__in=others[1::4])[:6]:
        yield ("directory.service", str(service.pk)), {"group": service.group_id}
        service.title_ar, service.description_ar = f"{service.title_ar} للأسرة", ""
        service.save()
        yield service, {}
    for service in Service.objects.filter(group__in=others[2::4])[:6]:
        pk = service.pk
        service.delete()
        yield ("directory.service", str(pk)), {"group": service.group_id}
    area = Area.objects.get(pk="KW-HA-salmiya")
    area.title_en = "Salmiyyah"
    area.save()
    yield area, {}
    gone = added.pk
    added.delete()
    yield ("directory.group", str(gone)), {}


def test_edits_one_by_one_end_in_the_answers_of_an_index_built_anew(demo_indexed):
    for subject, data in edits():
        noted(subject, **data)
        journal.seal()
        assert search.catch_up() == 1
    assert index.replaced(index.searcher()) > 0
    at_once = answers()
    caught_up()
    tidied = answers()
    build.rebuild()
    anew = answers()
    assert tidied == anew
    assert certain(at_once) == certain(anew)
    assert exact(at_once) == exact(anew)


def test_a_writer_that_dies_in_mid_batch_leaves_no_other_answers(demo_indexed, monkeypatch):
    for subject, data in edits():
        noted(subject, **data)
    add_documents = build.refresh
    monkeypatch.setattr(build, "AT_ONCE", 5)
    monkeypatch.setattr(build, "refresh", dying(add_documents, after=3))
    journal.seal()
    with pytest.raises(KeyboardInterrupt):
        search.catch_up()
    monkeypatch.setattr(build, "refresh", add_documents)
    caught_up()
    tidied = answers()
    build.rebuild()
    assert tidied == answers()


@pytest.mark.postgres
def test_sqlite_gives_the_answers_of_postgresql(demo_indexed, tmp_path):
    ours = json.loads(json.dumps(answers()))
    theirs = answers_of_sqlite(tmp_path)
    assert len(theirs) == NUMBER
    assert theirs == ours


def dying(refresh, after):
    batches = iter(range(after))

    def refresh_or_die(writer, pks):
        if next(batches, None) is None:
            raise KeyboardInterrupt
        refresh(writer, pks)

    return refresh_or_die


def certain(given):
    return [{name: answer[name] for name in CERTAIN_AT_ONCE} for answer in given]


def exact(given):
    """Names of the hits that match every word, where they are all on one page."""
    return [set(answer["ids"][: answer["count"]]) for answer in given if answer["pages"] == 1]


def answers_of_sqlite(folder):
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_DIR")}
    env |= {"VAR_DIR": str(folder), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", ANSWERING], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    return json.loads(ran.stdout)
