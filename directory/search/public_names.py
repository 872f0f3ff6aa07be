"""What groups and services are called, of those that everybody may see now: one statement, put together once."""

from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast

from deeds import hooks
from directory.models import Group, Service

AT_ONCE = 12
_GROUPS, _SERVICES = range(-1, -AT_ONCE - 1, -1), range(-AT_ONCE - 1, -2 * AT_ONCE - 1, -1)


class Named(NamedTuple):
    """A group, or a service (`uuid`) and its group (`slug`)."""

    slug: str
    uuid: str
    name_ar: str
    name_en: str


def public_names(groups, services):
    """{("group" or "service", id): Named} of at most `AT_ONCE` ids each; unlisted ones are left out."""
    given = dict(zip(_GROUPS, groups, strict=False)) | dict(zip(_SERVICES, services, strict=False))
    statement, params = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [given.get(param, param) for param in params])
        rows = cursor.fetchall()
    return {
        (what, pk): Named(slug, uuid and str(UUID(uuid)), name_ar, name_en)
        for what, pk, slug, uuid, name_ar, name_en in rows
    }


@cache
def _statement(vendor):
    """SQL and its parameters; ids that no row has stand where ids are given."""
    columns = ("what", "pk", "address", "own", "name_ar", "name_en")
    groups = Group.objects.order_by().filter(_public("pk"), pk__in=_GROUPS)
    groups = groups.annotate(what=Value("group"), address=F("slug"), own=Value("", CharField()))
    services = Service.objects.order_by().published().filter(_public("group"), pk__in=_SERVICES)
    services = services.annotate(
        what=Value("service"), address=F("group__slug"), own=Cast("uuid", CharField())
    )
    titles = services.values_list("what", "pk", "address", "own", "title_ar", "title_en")
    rows = groups.values_list(*columns).union(titles, all=True)
    return rows.query.get_compiler(connection=connection).as_sql()


def _public(group):
    return Exists(Group.objects.visible_to(hooks.PUBLIC).listed().filter(pk=OuterRef(group)))
