"""Reads the house: its packages, sources, templates and routes, as the tests that guard it need them."""

import functools
import re
import subprocess
import tomllib
from pathlib import Path

from django.apps import apps
from django.contrib.admindocs.views import simplify_regex
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern
from django.views.generic.edit import ProcessFormView

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
FLOORS = CONTRACTS[0]["layers"]
ROOMS = [room for layer in CONTRACTS[1]["layers"] for room in re.findall(r"\w+", layer)]
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".xml",
    ".md",
    ".toml",
    ".csv",
    ".json",
    ".js",
    ".mjs",
    ".scss",
    ".po",
    ".yml",
    "",
}


@functools.cache
def files():
    """Every file that is, or is about to be, part of the project, relative to its root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        kept = {".venv", ".tools", "var", "node_modules"}
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not kept & set(path.parts)]
    return [Path(name) for name in sorted(set(listed)) if (ROOT / name).is_file()]


def python_files():
    return [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]


@functools.cache
def product_text():
    """All code and templates of the product but the URL tables, as one text."""
    wanted = [path for path in python_files() if path.parts[0] in FLOORS and path.name != "urls.py"]
    wanted += [path for path in files() if path.parts[0] == "templates"]
    return "\n".join((ROOT / path).read_text() for path in wanted if path.suffix in TEXT)


@functools.cache
def test_text():
    return "\n".join((ROOT / path).read_text() for path in python_files() if path.parts[0] == "tests")


def our_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in FLOORS]


def floor(model):
    """How high a model stands: 0 is deeds; rooms of coordination stand above its committee."""
    height = 10 * (len(FLOORS) - FLOORS.index(model.__module__.split(".")[0]))
    return height + (model._meta.app_label in ROOMS and model._meta.app_label != "committee")


def relations():
    """(model, field) of every relation that one of our models declares to one of ours."""
    for model in our_models():
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.related_model in our_models() and field.model is model:
                yield model, field


def template_names():
    return [path.relative_to("templates").as_posix() for path in files() if path.parts[0] == "templates"]


def is_override(name):
    """A template that a package we installed ships under the same name."""
    packages = [Path(app.path) for app in apps.get_app_configs() if app.name.split(".")[0] not in FLOORS]
    return any((package / "templates" / name).exists() for package in packages)


def loads(name):
    return get_template(name) is not None


def routes():
    """Yield (route, pattern) of every address, like `<lang>/groups/<slug>/`; each parameter by its name alone."""
    yield from walk(get_resolver(), "")


def our_routes():
    """Those whose views are ours; the admin and allauth are guests."""
    return [(route, pattern) for route, pattern in routes() if is_ours(route, pattern)]


def walk(resolver, prefix):
    for pattern in resolver.url_patterns:
        route = prefix + readable(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from walk(pattern, route)


def readable(pattern):
    if isinstance(pattern, LocalePrefixPattern):
        return "<lang>/"
    plain = (
        simplify_regex(str(pattern)).removeprefix("/") if isinstance(pattern, RegexPattern) else str(pattern)
    )
    return re.sub(r"<\w+:(\w+)>", r"<\1>", plain)


def is_ours(route, pattern):
    return home(pattern) in FLOORS and not route.startswith("admin/")


def home(pattern):
    """The top-level package of the view behind an address."""
    return lineage(pattern)[0]


def room(pattern):
    """Whose matrix states an address: the room of coordination, else the floor."""
    floor, *inside = lineage(pattern)
    return inside[0] if floor == "coordination" else floor


def lineage(pattern):
    view = pattern.callback
    view = getattr(view, "view_class", None) or getattr(view, "cls", None) or view
    return view.__module__.split(".")


def methods(pattern):
    """The HTTP methods an address takes, HEAD and OPTIONS aside; one that does not say takes GET and POST."""
    view = pattern.callback
    if hasattr(view, "actions") and view.actions:
        return {method.upper() for method in view.actions} - {"HEAD", "OPTIONS"}
    view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if view_class:
        names = {name for name in view_class.http_method_names if hasattr(view_class, name)}
        repeats = {"put"} if getattr(view_class, "put", None) is ProcessFormView.put else set()
        return {name.upper() for name in names - repeats} - {"HEAD", "OPTIONS"}
    return stated(view) - {"HEAD", "OPTIONS"} or {"GET", "POST"}


def stated(view):
    """What require_GET, require_POST, require_safe or require_http_methods around a view allow."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            return set(view.__closure__[names.index("request_method_list")].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return set()
