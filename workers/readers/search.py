"""Keeps cards and the search index in step with the journal; quiet entries count too."""

from functools import cache

from django.apps import apps
from django.db.models import Q

from deeds import journal
from directory.models import Group
from directory.search import build, index
from workers.models import Stuck

NAME = "search"
ON_EACH_HOST = True  # the index lies on its disk
WORDS_OF_GROUPS = {
    "directory.field": ["fields"],
    "directory.area": ["area", "area__parent", "services__place", "services__place__parent"],
    "directory.beneficiary": ["beneficiaries", "services__beneficiaries"],
    "directory.accessfeature": ["access_features", "services__access_features"],
    "standards.standard": ["accreditations__standard"],
}


def position():
    """The seq that the index in use has reached; 0 without one."""
    try:
        return index.read_cursor(index.current()).seq
    except OSError:
        return 0


def catch_up():
    """Reads on from the index's own cursor; how many entries it took in. Twice does nothing twice.

    Without an index, with one of another version, or with a cursor that the journal does not know, everything
    is built anew. Where there was nothing to read, the index is tidied. While another process writes, nothing is
    done: that one, or the next round, does the work.
    """
    try:
        generation = _usable()
        read = _read_on(generation) if generation else build.rebuild() + 1
        if not read:
            build.tidy()
        return read
    except index.Busy:
        return 0


def again(seal):
    """Takes in one entry that was left behind."""
    if groups := groups_of(seal.entry):
        build.update(index.current(), sorted(groups))


def groups_of(entry):
    """Ids of the groups an entry is about: a group, a part of one, what its card names, or `data["group"]`."""
    kind, pk = entry.subject_type, entry.subject_id
    if kind == "directory.group":
        return {int(pk)}
    if kind in WORDS_OF_GROUPS:
        named = Q(*((path, pk) for path in WORDS_OF_GROUPS[kind]), _connector=Q.OR)
        return set(Group.objects.listed().filter(named).values_list("pk", flat=True))
    mentioned = {entry.data["group"]} if isinstance(entry.data.get("group"), int) else set()
    if model := _parts().get(kind):
        return mentioned | set(model._default_manager.filter(pk=pk).values_list("group_id", flat=True))
    return mentioned


@cache
def _parts():
    """{label: model} of the rows that belong to a group: the directory's, and its accreditations."""
    models = [*apps.get_app_config("directory").get_models(), apps.get_model("standards.accreditation")]
    return {model._meta.label_lower: model for model in models if _belongs(model)}


def _belongs(model):
    return any(field.name == "group" for field in model._meta.fields)


def _usable():
    try:
        generation = index.current()
        cursor = index.read_cursor(generation)
        readable = (generation / "meta.json").exists()
    except OSError:
        return None
    known = readable and cursor.version == index.VERSION and journal.knows(cursor.seq, cursor.hash)
    return generation if known else None


def _read_on(generation):
    total = 0
    while seals := list(journal.read_from(index.read_cursor(generation).seq)):
        try:
            _take_in(generation, seals)
        except index.Busy:
            raise
        except Exception:
            _one_by_one(generation, seals)
        total += len(seals)
    return total


def _take_in(generation, seals):
    groups = set().union(*(groups_of(seal.entry) for seal in seals))
    if groups:
        build.update(generation, sorted(groups))
    index.write_cursor(generation, seals[-1].seq, seals[-1].hash)


def _one_by_one(generation, seals):
    """Finds the entry that fails: it is tried again later, and after enough tries left behind."""
    for seal in seals:
        try:
            _take_in(generation, [seal])
            Stuck.objects.recovered(NAME, seal.seq)
        except index.Busy:
            raise
        except Exception as error:
            if not Stuck.objects.failed(NAME, seal.seq, error):
                raise
            index.write_cursor(generation, seal.seq, seal.hash)
