"""What a group's leader types: words to the committee."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms.fields import limited


class SubmitForm(forms.Form):
    words = forms.CharField(
        label=_("Words to the committee"),
        help_text=_("What helps to know you: since when, where, with whom. Only the committee reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["words"])
