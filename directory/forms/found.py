"""Founding a group in one short form: its name in one language, what it offers, where."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import AreaField, limited

ARABIC = re.compile("[\u0600-\u06ff]")


class FoundForm(forms.Form):
    """Which language a text is in, its letters say."""

    name = forms.CharField(label=_("Name of the group"), max_length=200)
    offer = forms.CharField(
        label=_("What you offer"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence, like “Companions to appointments for blind people”."),
    )
    area = AreaField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("Arabic or English is enough; the other can follow.")
        for name in ("name", "offer"):
            limited(self.fields[name]).widget.attrs["dir"] = "auto"

    def texts(self):
        """{"name_ar": …, "summary_ar": …}, each under the language of its letters."""
        given = {"name": self.cleaned_data["name"], "summary": self.cleaned_data["offer"]}
        return {f"{field}_{language(text)}": text for field, text in given.items()}


def language(text):
    return "ar" if ARABIC.search(text) else "en"
