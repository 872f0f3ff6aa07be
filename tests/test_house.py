"""The rules of the house: what lies where, who may know whom, and that nothing lies about unused."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import translation

from deeds import hooks
from deeds.admin import JournaledAdmin
from tests import house

NOT_ROOMS = {"tests", "bench"}
SHOWN_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "robots.txt"}
CALLED_FROM_OUTSIDE = {"front_door", "healthz"}
NO_HOME = {"common", "core", "utils.py", "helpers.py", "services.py", "signals.py"}
LINES = {"settings.py": 350, "actions.py": 200, "forms.py": 150}
MOST_LINES = 350


def test_the_packages_on_disk_are_the_floors_of_the_contract():
    packages = {path.parts[0] for path in house.files() if path.parts[1:] == ("__init__.py",)}
    assert packages - NOT_ROOMS == set(house.FLOORS)


def test_the_rooms_on_disk_are_the_rooms_of_the_contract():
    rooms = {
        path.parts[1]
        for path in house.files()
        if path.parts[0] == "coordination" and path.parts[2:] == ("__init__.py",)
    }
    assert rooms == set(house.ROOMS)


def test_relations_form_a_star():
    """A model points to its own floor or below, a room never to another room; the journal's actor alone points up."""
    astray = [
        f"{model._meta.label}.{field.name}"
        for model, field in house.relations()
        if house.floor(field.related_model) > house.floor(model) or strangers(model, field.related_model)
    ]
    assert astray == ["deeds.Entry.actor"]


def strangers(one, other):
    rooms = set(house.ROOMS) - {"committee"}
    return {
        one._meta.app_label,
        other._meta.app_label,
    } <= rooms and one._meta.app_label != other._meta.app_label


def test_every_template_is_used_and_loads():
    unused = [
        name
        for name in house.template_names()
        if name not in SHOWN_BY_DJANGO and name not in house.product_text() and not house.is_override(name)
    ]
    assert unused == []
    assert all(house.loads(name) for name in house.template_names())


def test_every_address_name_of_ours_is_reversed_somewhere():
    said = house.product_text() + house.test_text()
    names = {pattern.name for route, pattern in house.our_routes() if not route.startswith(("api/", "hsds/"))}
    unused = [
        name
        for name in names - {None, *CALLED_FROM_OUTSIDE}
        if not re.search(rf"""["':]{re.escape(name)}["']""", said)
    ]
    assert sorted(unused) == []


def test_every_address_of_ours_has_a_name():
    nameless = [route for route, pattern in house.our_routes() if not pattern.name]
    assert nameless == []


@pytest.mark.parametrize("many", ["verbose_name", "verbose_name_plural"])
def test_every_model_is_named_in_arabic_and_english(many):
    with translation.override("ar"):
        arabic = {model._meta.label: str(getattr(model._meta, many)) for model in house.our_models()}
    with translation.override("en"):
        english = {model._meta.label: str(getattr(model._meta, many)) for model in house.our_models()}
    assert [label for label, name in arabic.items() if not re.search("[؀-ۿ]", name)] == []
    assert [label for label, name in english.items() if not re.fullmatch(r"[A-Za-z’' -]+", name)] == []


def test_migrations_have_human_names():
    names = [
        path.stem
        for path in house.files()
        if path.parent.name == "migrations" and path.suffix == ".py" and path.stem != "__init__"
    ]
    assert names
    assert [name for name in names if re.search(r"_auto_|_and_more$|^\d+_initial$", name)] == []


def test_each_room_says_truly_what_its_files_are():
    homes = {
        path.parent for path in house.files() if path.name == "README.md" and path.parts[0] in house.FLOORS
    }
    rooms = {
        path.parent for path in house.files() if path.parts[0] == "coordination" and len(path.parts) == 3
    }
    assert {path for path in rooms if len(path.parts) == 2} <= homes
    for home in homes:
        text = (house.ROOT / home / "README.md").read_text()
        listed = set(re.findall(r"^[-|] *`([\w.]+/?)`", text, re.M))
        named = set(re.findall(r"`([\w.]+/?)`", text))
        assert (listed - {"migrations/"} - set(entries(home)), set(entries(home)) - named) == (
            set(),
            set(),
        ), f"{home}/README.md"


def entries(home):
    """The files and folders (with a slash) of a room that a reader should hear about."""
    for path in house.files():
        if home in path.parents:
            first = path.relative_to(home).parts[0]
            name = first if len(path.relative_to(home).parts) == 1 else f"{first}/"
            if name not in {"__init__.py", "README.md", "migrations/"}:
                yield name


def test_every_admin_is_journaled():
    plain = [
        model._meta.label
        for model, kept in admin.site._registry.items()
        if not isinstance(kept, JournaledAdmin)
    ]
    assert plain == []


def test_everything_kept_about_a_person_can_be_handed_out_and_erased():
    person = get_user_model()
    labels = {model._meta.app_label for model, field in house.relations() if field.related_model is person}
    assert labels - {pair.label for pair in hooks.own_data} == set()


def test_nothing_hides_under_a_name_without_meaning():
    hidden = {str(path) for path in house.files() if NO_HOME & set(path.parts)}
    assert hidden - {"api/services.py"} == set()  # the resource of that name


def test_no_file_names_a_place_of_one_machine():
    root = "/" + "|/".join(["home/", "root/", "Users/", "opt/", "work/", "mnt/"])
    pattern = re.compile(rf"""(?:^|[\s"'(=`])(?:{root})""", re.M)
    found = [str(path) for path in house.files() if is_text(path) and pattern.search(read(path))]
    assert found == []


def is_text(path):
    return path.suffix in house.TEXT


def read(path):
    return (house.ROOT / path).read_text(errors="replace")


def test_two_files_know_the_broker():
    knowing = {str(path) for path in house.python_files() if re.search(BROKER, read(path), re.M)}
    assert {path for path in knowing if not path.startswith(("tests/", "bench/"))} == {
        "workers/app.py",
        "workers/tasks.py",
    }


BROKER = r"^\s*(?:from|import) (?:celery|kombu|redis)\b"


def test_operators_read_about_every_setting_and_no_other():
    asked = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read(Path("config/settings.py")))
    asked += re.findall(r'text\("([A-Z_]+)"', read(Path("config/environment.py")))
    table = read(Path("docs/operate.md")).partition("## Settings")[2].partition("\n## ")[0]
    told = re.findall(
        r"`([A-Z_]{4,})`", "\n".join(line.split("|")[1] for line in table.splitlines() if "|" in line)
    )
    assert sorted(told) == sorted(set(asked))


def test_no_file_grows_past_its_budget():
    long = {str(path): lines(path) for path in house.python_files() if lines(path) > budget(path)}
    assert long == {}


def lines(path):
    return read(path).count("\n")


def budget(path):
    return 300 if path.parts[0] == "tests" else LINES.get(path.name, MOST_LINES)
