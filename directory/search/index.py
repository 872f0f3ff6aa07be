"""The index on disk: its fields, its generations, and the one writer at a time.

    SEARCH_DIR/<generation>/   a Tantivy index, and cursor.json: how far in the journal it is
    SEARCH_DIR/CURRENT         the name of the generation that readers use, replaced by rename
    SEARCH_DIR/REBUILDING      held (flock) while a new generation is filled

A process that is killed at any moment leaves a readable index: Tantivy commits by renaming, its lock and ours
end with the process, and the cursor is written after the commit, so the next batch repeats what may be missing.
"""

import fcntl
import json
import os
import shutil
import threading
import uuid
import zlib
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import tantivy
from django.conf import settings

from directory.search import analyzer

SCHEMA_VERSION = "7"
EQUIVALENTS = zlib.crc32(Path(__file__).with_name("equivalents.csv").read_bytes())
VERSION = f"{SCHEMA_VERSION}.{analyzer.VERSION}.{EQUIVALENTS:x}"
HEAP, HEAP_OF_ALL = 32_000_000, 256_000_000
KINDS = ("group", "service")
COLUMNS = {"area": 2, "field": 6, "beneficiary": 4, "access": 4, "kind": 1}
FACETS = tuple(COLUMNS)
WEIGHTS = {"name_surface": 8.0, "name_stem": 4.0, "text_surface": 2.0, "text_stem": 1.0}


class IndexDown(Exception):
    """There is no index that can be read."""


class Busy(Exception):
    """Another process is writing; it will do the work, or the next round will."""


class Cursor(NamedTuple):
    """How far in the journal a generation is: the last seal that it holds; version "" was never written."""

    seq: int
    hash: str
    version: str


def columns(facet):
    """The columns that codes of a facet are counted in: all but the last hold one code of every document, or "".

    That is four times as quick as a column with many codes of a document, which the last one is, for the few that
    have more.
    """
    return [*(f"{facet}_{place}" for place in range(COLUMNS[facet])), f"{facet}_more"]


def code_of(facet, code):
    """As it stands among the codes of all facets."""
    return f"{facet}:{code}"


@cache
def schema():
    """`what` is group or service; `group` the owner's id, by which documents are replaced.

    What `has` holds is told in `matching`; `codes` are those of all facets (`code_of`).
    """
    builder = tantivy.SchemaBuilder()
    for name in ("what", "group"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("grams", "skeleton", "has"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in (*FACETS, "accepting"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*chain.from_iterable(map(columns, FACETS)), "by_name_ar", "by_name_en"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("pk", "newest", "age_from", "age_to"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_bytes_field("shown", stored=True)
    builder.add_text_field("codes", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


# --- reading


class _Open(NamedTuple):
    """What CURRENT was when it was read, and the commit that is seen of the generation it names.

    `kept` holds what was worked out from this commit, as long as it is the newest. Its "cards" outlive it, for the
    database is asked each time which version of a card is the newest.
    """

    pointer: tuple
    meta: Path
    stamp: tuple
    engine: tantivy.Index
    kept: dict


_lock = threading.Lock()
_opened: dict[Path, _Open] = {}


def searcher():
    """A view of the newest commit of the current generation, the same for a whole request. Raises IndexDown."""
    return searcher_and_kept()[0]


def searcher_and_kept():
    """The view, and a dict for what is worked out from it once for all requests. Raises IndexDown."""
    for _attempt in range(3):
        try:
            return _newest()
        except (OSError, ValueError) as error:
            failure = error
    raise IndexDown(str(failure)) from failure


def replaced(view):
    """How many documents of a view were replaced: none of them is found, but scores count them still."""
    return sum(view.doc_freq("what", what) for what in KINDS) - view.num_docs


def current():
    """The folder of the generation in use. Raises OSError without one."""
    name = (folder() / "CURRENT").read_text().strip()
    return folder() / name


def folder():
    return Path(settings.SEARCH_DIR)


def _newest():
    with _lock:
        known = _opened.get(folder())
        pointer = _stamp(folder() / "CURRENT")
        if known is None or known.pointer != pointer:
            path = current()
            meta = path / "meta.json"
            known = _Open(pointer, meta, _stamp(meta), _open(path), {"cards": {}})
        elif known.stamp != (stamp := _stamp(known.meta)):
            known.engine.reload()
            known = known._replace(stamp=stamp, kept={"cards": known.kept["cards"]})
        _opened[folder()] = known
        return known.engine.searcher(), known.kept


def _open(path):
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    index.reload()
    return index


def _stamp(path):
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


# --- writing


@contextmanager
def writing(generation, heap=HEAP):
    """A writer for one batch, committed and closed on leaving; raises Busy while another is open.

    It takes up to `heap` bytes, and the more it takes, the fewer parts the index comes in.
    """
    index = tantivy.Index.open(str(generation))
    try:
        writer = index.writer(heap_size=heap, num_threads=1)
    except ValueError as error:
        if "LockBusy" in str(error):
            raise Busy from error
        raise
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def read_cursor(generation):
    """The cursor beside a generation; one of version "" when there is none that can be read."""
    try:
        return Cursor(**json.loads((generation / "cursor.json").read_text()))
    except (OSError, ValueError, TypeError):
        return Cursor(0, "", "")


def write_cursor(generation, seq, seal_hash):
    _replace(generation / "cursor.json", json.dumps(Cursor(seq, seal_hash, VERSION)._asdict()))


# --- generations


@contextmanager
def new_generation():
    """An empty generation that becomes the current one on leaving without an error. Raises Busy."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "REBUILDING").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        generation = folder() / uuid.uuid4().hex
        generation.mkdir()
        try:
            tantivy.Index(schema(), path=str(generation))
            yield generation
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        _switch_to(generation)


def _switch_to(generation):
    """Readers follow at their next request; the generation before stays for those that are just opening it."""
    with suppress(OSError):
        previous = current().name
        _keep_only({generation.name, previous})
    _replace(folder() / "CURRENT", generation.name)


def _keep_only(names):
    for path in folder().iterdir():
        if path.is_dir() and path.name not in names:
            shutil.rmtree(path, ignore_errors=True)


def _replace(path, text):
    """Write a small file so that a reader finds the old or the new one, never half of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
