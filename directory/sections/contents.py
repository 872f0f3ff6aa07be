"""A form's content as plain JSON: what it would show, what it would save, and back to what a browser posts."""

import json
from datetime import date, datetime, time
from decimal import Decimal

from django import forms
from django.db import models
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise


def stands(form):
    """{field: value} of what an unopened form shows, or what a form-like says of itself (`stands`)."""
    if hasattr(form, "stands"):
        return form.stands()
    return {name: plain(form.get_initial_for_field(field, name)) for name, field in kept(form)}


def written(form):
    """{field: value} of what a valid form would save; rows by their ids, as `flat` gives them."""
    if hasattr(form, "written"):
        return form.written()
    return {name: plain(form.cleaned_data.get(name)) for name, _field in kept(form)}


def flat(form, content):
    """The content as {name of a form's field: value}; fields that the content does not know are left out."""
    if hasattr(form, "flat"):
        return form.flat(content)
    return {name: content[name] for name, _field in kept(form) if name in content}


def posted(form, values):
    """What a browser would post for {name: value}, as a MultiValueDict."""
    if hasattr(form, "posted"):
        return form.posted(values)
    return MultiValueDict(
        {form.add_prefix(name): sent(form.fields.get(name), value) for name, value in values.items()}
    )


def sent(field, value):
    """The list of strings that a field's widget posts for a value."""
    if isinstance(field, forms.JSONField):
        return [json.dumps(value, ensure_ascii=False) if value else ""]
    if isinstance(value, bool):
        return ["on"] if value else []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def kept(form):
    """The fields whose values are content; files are kept by their own section."""
    return [(name, field) for name, field in form.fields.items() if not isinstance(field, forms.FileField)]


def plain(value):
    """A value of a form as JSON: "" for nothing, codes for rows of a taxonomy, one spelling for equal values."""
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, models.Model):
        return plain(value.pk)
    return many(value)


def many(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, models.QuerySet) or (isinstance(value, list) and has_rows(value)):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    text = str(value) if isinstance(value, Promise) or not isinstance(value, str) else value
    return text.replace("\r\n", "\n")


def has_rows(values):
    return any(isinstance(value, models.Model) for value in values)
