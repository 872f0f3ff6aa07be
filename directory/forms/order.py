"""In which order a group's services or team cards stand on its page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Keys(forms.MultipleChoiceField):
    """Whose keys they are is looked at when they are put in order: what is gone is no mistake."""

    def valid_value(self, value):
        return True


class OrderForm(forms.Form):
    """Posted are the keys of all rows in their order; `move=<key>:up` or `:down` moves one of them by a place.

    Rows that came meanwhile follow at the end, those that went are left out.
    """

    order = Keys(required=False, widget=forms.MultipleHiddenInput, label=_("order"))

    def __init__(self, rows, data=None, key="pk", prefix=None):
        self.rows = {str(getattr(row, key)): row for row in rows}
        super().__init__(data, initial={"order": [*self.rows]}, prefix=prefix)
        self.fields["order"].choices = [(name, str(row)) for name, row in self.rows.items()]  # type: ignore[attr-defined]

    def clean_order(self):
        """The move was made among the rows as they were seen; then those that went are left out."""
        asked = [*dict.fromkeys(self.cleaned_data["order"])]
        rest = [name for name in self.rows if name not in asked]
        move = self.data.get("move", "")
        if move and move.partition(":")[0] not in self.rows:
            raise ValidationError(_("This is no longer here."), code="gone")
        return [name for name in moved([*asked, *rest], move) if name in self.rows]

    def in_order(self):
        """The rows as the page shows them: as posted, else as they stand."""
        if self.is_bound and self.is_valid():
            return [(name, self.rows[name]) for name in self.cleaned_data["order"]]
        return [*self.rows.items()]

    def save(self, commit=True):
        for place, name in enumerate(self.cleaned_data["order"]):
            row = self.rows[name]
            if row.position != place:
                type(row).objects.filter(pk=row.pk).update(position=place)


def moved(names, move):
    """The list with one name a place up or down; as it is when nothing is to be moved."""
    name, _colon, way = move.rpartition(":")
    if way not in ("up", "down"):
        return names
    place = names.index(name)
    other = place + (1 if way == "down" else -1)
    if 0 <= other < len(names):
        names[place], names[other] = names[other], names[place]
    return names
