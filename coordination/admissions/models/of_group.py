"""What the room keeps of a group: who may read it."""

import uuid

from django.db import models
from django.db.models import Q

from deeds import hooks
from directory.models.group import group_ids


class OfGroupQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The committee reads all, leaders what concerns their own group."""
        audiences = hooks.audiences_of(who)
        return self if "committee" in audiences else self.filter(group__in=group_ids(audiences, "leader"))


def public_id():
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


def known(field, states, name):
    """A check constraint: the column holds one of these states."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": states}), name=name)
