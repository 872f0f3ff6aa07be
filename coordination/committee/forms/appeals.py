"""What a leader writes against a decision of the committee, in whichever room it was taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms.fields import limited


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Why is the decision wrong?"),
        help_text=_(
            "Say what the committee did not know, or did not weigh. Those who hear it read every word."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _("Write why the decision is wrong.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["words"])
