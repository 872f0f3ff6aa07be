"""What a reader chooses: which rows, which of their names (`fields=`), and what to show whole (`expand=`)."""

from functools import cache

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError


def chosen(request, name, known):
    """The names in `name=a,b`, which may also be repeated; one that is not known is an error of that parameter."""
    typed = ",".join(request.query_params.getlist(name)).split(",")
    asked = [word.strip() for word in typed if word.strip()]
    if unknown := sorted(set(asked) - set(known)):
        raise ValidationError({name: [_("Unknown: %(names)s.") % {"names": ", ".join(unknown)[:200]}]})
    return asked


@cache
def names_of(shape):
    """The names in the rows of a shape."""
    return list(shape().fields)


def trimmed(data, names):
    """The same answer with nothing but `names` in its rows, or in itself when it is no list."""
    if "results" in data:
        return {**data, "results": [only(row, names) for row in data["results"]]}
    return only(data, names)


def only(row, names):
    return {name: row[name] for name in names if name in row}


def filtered(filters, request, rows):
    """The rows that a FilterSet lets through; a value that cannot be is an error of its parameter."""
    chosen = filters(request.query_params, rows)
    if not chosen.is_valid():
        raise ValidationError(chosen.errors)
    return chosen.qs
