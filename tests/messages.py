"""Are the messages complete? `python -m tests.messages` says what is missing; `… compile` writes each .mo.

A bare machine has no gettext tools, so the compiled catalogues are committed beside their sources; this check
fails when the two differ. Where xgettext is installed, the sources are read again too: a sentence in the code
without an entry in the Arabic catalogue is an error, and so is an entry that no source has any more, unless it
changes a word of a library. Every sentence is written out where it is used; none is put together from parts.
"""

import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import polib
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "config" / "locale"
PACKAGES = ["config", "api", "workers", "coordination", "directory", "accounts", "deeds"]
LIBRARIES = ["django", "allauth", "rest_framework"]
KEYWORDS = [
    "gettext:1",
    "gettext_lazy:1",
    "gettext_noop:1",
    "_:1",
    "ngettext:1,2",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "pgettext_lazy:1c,2",
    "npgettext:1c,2,3",
    "npgettext_lazy:1c,2,3",
]


def catalogues():
    """{language: Path of its django.po}"""
    return {path.parent.parent.name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))}


def key(entry):
    return entry.msgctxt or "", entry.msgid


def label(pair):
    context, msgid = pair
    return f"“{msgid}”" + (f" ({context})" if context else "")


def incomplete(path):
    """Entries that are empty, fuzzy, or lack one of their plural forms."""
    for entry in polib.pofile(str(path)):
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not entry.obsolete and (entry.fuzzy or not all(texts)):
            yield f"{path.relative_to(ROOT)}: {label(key(entry))} is not translated"


def stale(path):
    """The compiled catalogue must say exactly what its source says."""
    compiled = path.with_suffix(".mo")
    command = f"run: python -m tests.messages compile ({path.relative_to(ROOT)})"
    if not compiled.exists():
        return [f"{compiled.relative_to(ROOT)} is missing; {command}"]
    if translations(polib.mofile(str(compiled))) == translations(polib.pofile(str(path))):
        return []
    return [f"{compiled.relative_to(ROOT)} differs from its source; {command}"]


def translations(catalogue):
    return {
        (*key(entry), entry.msgid_plural): (entry.msgstr, tuple(sorted(entry.msgstr_plural.items())))
        for entry in catalogue
        if not entry.obsolete and not getattr(entry, "fuzzy", False)
    }


def sources():
    """Yield (path, Python-like text) of whatever may hold a sentence; templates are turned as Django does."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "node_modules" not in path.parts and "migrations" not in path.parts:
                yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield path, templatize(path.read_text(), origin=str(path))


def spoken():
    """{(context, msgid)} of every sentence in the code, read by xgettext."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, (_path, text) in enumerate(sources()):
            copy = Path(folder) / f"{number}.py"
            copy.write_text(text)
            names.append(copy.name)
        (Path(folder) / "files").write_text("\n".join(names))
        command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--output=-", "--files-from=files"]
        command += ["--keyword", *(f"--keyword={keyword}" for keyword in KEYWORDS)]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return {key(entry) for entry in polib.pofile(said)} if said else set()


def unknown(path, said):
    known = {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete}
    return [f"{path.relative_to(ROOT)}: {label(pair)} is missing" for pair in sorted(said - known)]


def leftover(path, said):
    """Entries of sentences that neither our sources have nor those of the libraries that speak to people."""
    kept = said | lent()
    for entry in polib.pofile(str(path)):
        if not entry.obsolete and key(entry) not in kept:
            yield f"{path.relative_to(ROOT)}: {label(key(entry))} is said nowhere any more; take it out"


def lent():
    """{(context, msgid)} of what the libraries say: their English catalogues list it all."""
    folders = [Path(str(find_spec(name).origin)).parent for name in LIBRARIES if find_spec(name)]
    catalogues = [path for folder in folders for path in folder.rglob("locale/en/LC_MESSAGES/django.po")]
    return {key(entry) for path in catalogues for entry in polib.pofile(str(path))}


def problems():
    """All that is wrong, one sentence each."""
    found = catalogues()
    wrong = [
        f"config/locale/{language} has no catalogue" for language in ("ar", "en") if language not in found
    ]
    for path in found.values():
        wrong += [*incomplete(path), *stale(path)]
    if "ar" in found and shutil.which("xgettext"):
        said = spoken()
        wrong += unknown(found["ar"], said)
        wrong += [line for path in found.values() for line in leftover(path, said)]
    return wrong


def compile_all():
    for path in catalogues().values():
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_all()
    wrong = problems()
    print("\n".join(wrong))
    sys.exit(bool(wrong))
