"""A form together with rows that belong to its thing: milestones, tasks, budget lines."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.actions.editing import save_form
from directory.forms.fields import in_two_languages, require_one_language

ROWS = _("Something in the list below needs a change.")
MOST_ROWS = 30
BLANK = 1


class RowForm(forms.ModelForm):
    """One row; left blank it is none."""

    needs: Any = ""  # the sentence for a row without a title

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        if self.has_changed() and not self.cleaned_data.get("DELETE"):
            require_one_language(self, "title", self.needs)


class Rows(forms.BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this one")


def rows_of(parent, child, form):
    """The class of formsets of `child` rows under a `parent`."""
    return forms.inlineformset_factory(
        parent, child, form=form, formset=Rows,
        extra=BLANK, max_num=MOST_ROWS, absolute_max=MOST_ROWS + BLANK,
        validate_max=True, can_delete=True,
    )  # fmt: skip


class WithRows(forms.ModelForm):
    """A ModelForm with sets of rows, saved together; only what the form holds is written."""

    row_sets: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.sets = {
            name: rows(data, instance=self.instance, prefix=name) for name, rows in self.row_sets.items()
        }

    def is_valid(self):
        """Its own fields and all rows; the summary on top says when it is the rows."""
        own, rows_fit = super().is_valid(), [rows.is_valid() for rows in self.sets.values()]
        if self.is_bound and not all(rows_fit) and not self.has_error(None, "rows"):
            self.add_error(None, ValidationError(ROWS, code="rows"))
        return own and all(rows_fit)

    @property
    def changed_data(self):
        return [*super().changed_data, *[name for name, rows in self.sets.items() if rows.has_changed()]]

    def save(self, commit=True):
        if self.fields:
            save_form(Plain(self))
        for rows in self.sets.values():
            rows.save()
        return self.instance


class Plain:
    """The same form without its rows, as `save_form` wants it."""

    def __init__(self, form):
        self.form, self.fields, self.save_m2m = form, form.fields, form._save_m2m

    def save(self, commit=False):
        return self.form.instance
