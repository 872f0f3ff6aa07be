"""Steps that nobody has to have seen a page for: they hold the root themselves."""

from django.db import transaction

from deeds.lifecycle import claim


@transaction.atomic
def take(table, thing, step, *, by, **more):
    """Claims the root as it is now, then takes the step; who comes second waits, and meets the new state."""
    root = table.root(thing)
    claim(root)
    return table.take(thing, step, by=by, seen=root.version, **more)
