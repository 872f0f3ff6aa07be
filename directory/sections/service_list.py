"""The section of services: each in four steps, together one list with stable ids."""

from typing import Any
from uuid import UUID

from directory.forms import AccessForm, WhatForm, WhereForm, WhoForm
from directory.forms.service import WholeService
from directory.models import AccessFeature, Answer, Service

from . import contents
from .rows import Rows

STEPS = {"what": WhatForm, "who": WhoForm, "where": WhereForm, "access": AccessForm}


def read(group):
    """{"services": [{"id": uuid, "published": …, every field of the steps}]}, the oldest first."""
    features = [*AccessFeature.objects.values_list("pk", flat=True)]
    return {"services": [content_of(service, features) for service in every(group)]}


def content_of(service, features):
    """What the four forms of a service would show, read without building them."""
    given = {row.feature_id: row.answer for row in service.access_answers.all()}
    columns: dict[str, Any] = {name: Service._meta.get_field(name) for name in WholeService.Meta.fields}
    values = {name: contents.plain(column.value_from_object(service)) for name, column in columns.items()}
    answers = {feature: given.get(feature, Answer.UNKNOWN.value) for feature in features}
    return {"id": str(service.uuid), **values, **answers}


def every(group):
    rows = group.services.order_by("pk").select_related("group", "place")
    return rows.prefetch_related("beneficiaries", "access_answers")


class Services(Rows):
    """Every service with all its fields on one page."""

    form_class = WholeService
    name = "services"
    key = "uuid"
    extra = 0

    def queryset(self):
        return every(self.group)

    def new_row(self, row_id):
        """A removed service comes back under its own id, unless another group has it by now."""
        service = Service(group=self.group, position=self.group.services.count())
        if is_uuid(row_id) and not Service.objects.filter(uuid=row_id).exists():
            service.uuid = UUID(row_id)
        return service


def is_uuid(text):
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
