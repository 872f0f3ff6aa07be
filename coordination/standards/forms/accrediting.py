"""Why the committee suspends or revokes an accreditation, or lifts that."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.standards.models import BY_ITSELF, Because
from directory.forms.fields import limited


class WhyForm(forms.Form):
    """A ready reason and always a sentence."""

    codes = tuple(code for code in Because if code not in BY_ITSELF)
    code = forms.ChoiceField(
        label=_("Reason"), widget=forms.RadioSelect, error_messages={"required": _("Choose a reason.")}
    )
    reason = forms.CharField(
        label=_("In the committee’s own words"),
        help_text=_("Everybody reads it beside the accreditation. Name no person."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write the reason in a sentence; the group reads it.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code.value, code.label) for code in self.codes]  # type: ignore[attr-defined]
        limited(self.fields["reason"])


class RevokeForm(WhyForm):
    """A complaint that is only being looked into suspends; it takes nothing away for good."""

    codes = tuple(code for code in WhyForm.codes if code != Because.COMPLAINT)
