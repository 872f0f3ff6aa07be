"""Why a step is taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms.fields import limited


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other groups read it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["reason"])
