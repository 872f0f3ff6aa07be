"""Lists that are kept as JSON: what may stand in each, so that no page stumbles over one."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from directory.models.profile import Day

MOST = 50
LONGEST = 200
FIGURE = {"value", "label_ar", "label_en"}


class ListField(forms.JSONField):
    """A JSON list of at most fifty items that fit; left empty it is the empty list."""

    def __init__(self, check, **options):
        self.fits, self.example = check
        super().__init__(required=False, **options)

    def bound_data(self, data, initial):
        """What was typed, as it was typed: read and written anew it may hold what no page can."""
        return InvalidJSONInput(data or "")

    def has_changed(self, initial, data):
        try:
            return (initial or []) != (self.to_python(data) or [])
        except ValidationError:
            return True

    def clean(self, value):
        items = super().clean(value)
        if items is None:
            return []
        if isinstance(items, list) and len(items) <= MOST and all(map(self.fits, items)):
            return items
        raise ValidationError(
            _("Write a list like this: %(example)s") % {"example": self.example}, code="list"
        )


def is_text(item):
    """Short, and of characters that every database takes."""
    plain = isinstance(item, str) and "\0" not in item and item.encode(errors="ignore").decode() == item
    return plain and 0 < len(item) <= LONGEST


def is_day(item):
    return item in Day.values


def is_figure(item):
    return (
        isinstance(item, dict)
        and item.keys() <= FIGURE
        and all(is_text(str(value)) for value in item.values())
    )


NAMES = (is_text, '["…", "…"]')
CHECKS = {
    "aliases": NAMES,
    "languages": (is_text, '["ar", "en"]'),
    "days": (is_day, '["sun", "mon"]'),
    "figures": (is_figure, '[{"value": "40", "label_ar": "…", "label_en": "…"}]'),
}
