"""What a leader writes against a decision of the committee, and what those answer who hear it, in whichever room."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import Hearing
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


class HearingForm(forms.Form):
    """The answer to an appeal: the button says which way, the reason has to fit it."""

    fits = {
        "grant": (Hearing.NEW_FACTS, Hearing.ERROR, Hearing.MENDED, Hearing.OTHER),
        "dismiss": (Hearing.HOLDS, Hearing.NOTHING_NEW, Hearing.OTHER),
    }

    code = forms.ChoiceField(
        label=_("Reason"),
        choices=[choice for choice in Hearing.choices if choice[0] != Hearing.BALLOT],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    reason = forms.CharField(
        label=_("In the committee’s own words"),
        help_text=_("The leaders of the group read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write the reason in a sentence; the group reads it.")},
    )

    def __init__(self, *args, deed="", **kwargs):
        super().__init__(*args, **kwargs)
        self.deed = deed
        limited(self.fields["reason"])

    def clean_code(self):
        code = self.cleaned_data["code"]
        if code not in self.fits.get(self.deed, Hearing.values):
            raise ValidationError(
                _("This reason belongs to the other answer. Choose one that fits."), code="fits"
            )
        return code
