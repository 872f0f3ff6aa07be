"""A form of a list: one small form a row, each under the row's own id, so that lists merge row by row."""

import re
from secrets import token_hex
from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from directory.actions import editing

from . import contents, merging

AN_ID = re.compile(r"[\w-]{1,40}")


class Rows:
    """Form-like: subclass with `form_class` (a ModelForm) and `name`, which is also the group's related name.

    Posted are `<name>` once a row (its id, in order), `<name>-<id>-<field>`, and `<name>-<id>-removed` for a row
    that goes. Rows that are not posted stay as they are. A row whose id the group does not have is new. New rows
    left blank are skipped. With `ordered` the posted order becomes the rows' `position`.
    """

    form_class: Any
    name = "rows"
    key = "pk"
    extra = 1
    most = 60
    ordered = False
    row_title = _("row")

    def __init__(self, group, data=None, files=None):
        self.group, self.data, self.files = group, data, files
        self.is_bound = data is not None
        self.standing = {str(getattr(row, self.key)): row for row in self.queryset()}
        self.forms = [self.row_form(row_id) for row_id in self.ids()]
        self._errors = ErrorList()

    def queryset(self):
        """The rows that stand; override to leave out what this person may not see."""
        return getattr(self.group, self.name).all()

    def new_row(self, row_id):
        """An unsaved row of the group; a row that was removed comes back through here, under its old id."""
        return self.form_class._meta.model(group=self.group)

    def ids(self):
        if self.is_bound:
            asked = [row_id for row_id in many(self.data, self.name) if AN_ID.fullmatch(row_id)]
            return [*dict.fromkeys(asked)][: self.most]
        blank = [f"new-{token_hex(4)}" for _place in range(self.extra)]
        return [*self.standing, *blank][: max(self.most, len(self.standing))]

    def row_form(self, row_id):
        instance = self.standing.get(row_id) or self.new_row(row_id)
        form = self.form_class(self.data, self.files, instance=instance, prefix=f"{self.name}-{row_id}")
        form.row_id, form.is_new = row_id, row_id not in self.standing
        form.empty_permitted, form.use_required_attribute = form.is_new, False
        form.fields["removed"] = forms.BooleanField(required=False, label=_("Remove"), initial=False)
        return form

    # --- what a page and an action ask of a form

    def __iter__(self):
        return (field for form in self.forms for field in form)

    def is_valid(self):
        self._errors = ErrorList()
        valid = [self.is_bound, *(form.is_valid() for form in self.staying())]
        if not all(valid):
            return False
        self.clean()
        return not self.errors

    def clean(self):
        """What must hold between rows; override and call `add_error` of a row's form, or of this."""

    def add_error(self, field, error):
        self._errors.append(error)

    def non_field_errors(self):
        own = [error for form in self.staying() if form.is_bound for error in form.non_field_errors()]
        return [*self._errors, *own]

    @property
    def errors(self):
        if not self.is_bound:
            return {}
        found = {form.add_prefix(name): of for form in self.staying() for name, of in form.errors.items()}
        return found | ({"__all__": self._errors} if self._errors else {})

    def staying(self):
        return [form for form in self.forms if not self.goes(form)]

    def goes(self, form):
        return self.is_bound and bool(many(self.data, form.add_prefix("removed")))

    def is_blank(self, form):
        return form.is_new and not form.has_changed()

    @property
    def changed_data(self):
        names = {name for form in self.staying() for name in form.changed_data}
        return sorted(names | ({"removed"} if len(self.staying()) < len(self.forms) else set()))

    def save(self, commit=True):
        for form in self.forms:
            if self.goes(form) and not form.is_new:
                self.standing[form.row_id].delete()
        for place, form in enumerate(form for form in self.staying() if not self.is_blank(form)):
            self.save_row(form, place)

    def save_row(self, form, place):
        if self.ordered:
            form.instance.position = place
            form.also = [*getattr(form, "also", ()), "position"]
        editing.save_form(form)

    # --- content: see directory.sections.contents

    def stands(self):
        """{name: [{"id": …, field: value}]} of the rows in the database."""
        rows = [form for form in self.forms if not form.is_new]
        return {self.name: [{"id": form.row_id, **without_removed(contents.stands(form))} for form in rows]}

    def written(self):
        rows = [form for form in self.forms if self.goes(form) or not self.is_blank(form)]
        values = {self.name: [form.row_id for form in rows]}
        for form in rows:
            values |= {form.add_prefix(name): value for name, value in self.row_written(form).items()}
        return values

    def row_written(self, form):
        if self.goes(form):
            return {"removed": True}
        return contents.written(form)

    def flat(self, content):
        rows = content.get(self.name, [])
        values = {self.name: [row["id"] for row in rows]}
        for row in rows:
            named = {**row, "removed": False}
            named.pop("id")
            values |= {f"{self.name}-{row['id']}-{name}": value for name, value in named.items()}
        return values

    def posted(self, values):
        fields = self.form_class.base_fields
        data = MultiValueDict()
        for name, value in values.items():
            field = None if name == self.name else fields.get(name.rsplit("-", 1)[-1])
            data.setlist(name, contents.sent(field, value))
        return data

    def merge_rows(self, base, mine, now):
        return merging.merge_rows(self.name, base, mine, now)

    def restoring(self, content):
        """The values that bring `content` back: rows that came later go, rows that went return."""
        values = self.flat(content)
        later = [row_id for row_id in self.standing if row_id not in values[self.name]]
        values[self.name] = [*values[self.name], *later]
        return values | {f"{self.name}-{row_id}-removed": True for row_id in later}


def many(data, name):
    return data.getlist(name) if hasattr(data, "getlist") else [*data.get(name, [])]


def without_removed(values):
    return {name: value for name, value in values.items() if name != "removed"}
