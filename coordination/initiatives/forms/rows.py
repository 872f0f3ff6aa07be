"""A form together with rows that belong to its thing: milestones, tasks, what somebody brings.

Rows have their own ids in the form, as the lists of a group's page do, so that two editors' saves merge row by row.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from directory.actions.editing import save_form
from directory.forms.fields import in_two_languages, require_one_language
from directory.sections import contents, merging
from directory.sections.rows import Rows

ROWS = _("Something in the list below needs a change.")
MOST_ROWS = 30


class RowForm(forms.ModelForm):
    """One row; left blank it is none."""

    needs: Any = ""  # the sentence for a row without a title

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        if self.has_changed():
            require_one_language(self, "title", self.needs)


class RowsOf(Rows):
    """Rows under an initiative or under a group's part; `owner` is their relation to it, `relation` the way back."""

    owner = relation = ""
    most = MOST_ROWS

    def queryset(self):
        return getattr(self.group, self.relation).all() if self.group.pk else []

    def new_row(self, row_id):
        return self.form_class._meta.model(**{self.owner: self.group})


class WithRows(forms.ModelForm):
    """A ModelForm with sets of rows, saved together; only what the form holds is written."""

    row_sets: tuple = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.sets = [rows(self.instance, data) for rows in self.row_sets]

    def is_valid(self):
        """Its own fields and all rows; the summary on top says when it is the rows."""
        own, rows_fit = super().is_valid(), [rows.is_valid() for rows in self.sets]
        if self.is_bound and not all(rows_fit) and not self.has_error(None, "rows"):
            self.add_error(None, ValidationError(ROWS, code="rows"))
        return own and all(rows_fit)

    @property
    def changed_data(self):
        return [*super().changed_data, *[rows.name for rows in self.sets if rows.changed_data]]

    def save(self, commit=True):
        if self.fields:
            save_form(Plain(self))
        for rows in self.sets:
            rows.save()
        return self.instance

    # --- content: see directory.sections.contents

    def stands(self):
        own = {
            name: contents.plain(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
        }
        return own | {name: value for rows in self.sets for name, value in rows.stands().items()}

    def written(self):
        own = {name: contents.plain(self.cleaned_data.get(name)) for name in self.fields}
        return own | {name: value for rows in self.sets for name, value in rows.written().items()}

    def flat(self, content):
        own = {name: content[name] for name in self.fields if name in content}
        return own | {name: value for rows in self.sets for name, value in rows.flat(content).items()}

    def posted(self, values):
        data = MultiValueDict()
        for name, value in values.items():
            rows = self.rows_of(name)
            if rows:
                data.update(rows.posted({name: value}))
            else:
                data.setlist(name, contents.sent(self.fields.get(name), value))
        return data

    def merge_rows(self, base, mine, now):
        """All of it: the form's own fields one by one, then each set row by row."""
        values, clashes, taken = merging.three_way(*(self.own(side) for side in (base, mine, now)))
        for rows in self.sets:
            more, asked, merged = rows.merge_rows(base, mine, now)
            values, clashes, taken = values | more, clashes + asked, taken + merged
        return values, clashes, taken

    def own(self, values):
        return {name: values[name] for name in self.fields if name in values}

    def rows_of(self, name):
        """The set of rows that a field's name belongs to, or None."""
        return next(
            (rows for rows in self.sets if name == rows.name or name.startswith(f"{rows.name}-")), None
        )


class Plain:
    """The same form without its rows, as `save_form` wants it."""

    def __init__(self, form):
        self.form, self.fields, self.save_m2m = form, form.fields, form._save_m2m

    def save(self, commit=False):
        return self.form.instance
