"""What a member of the committee types: ticks, ready reasons, and words of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.admissions.models import (
    Closing,
    Declining,
    Lifting,
    RefusingLicence,
    Suspending,
    ToMend,
)
from directory.bilingual import pick
from directory.forms.fields import limited

OWN_WORDS = _("Write the reason in a sentence; the group reads it.")
A_CODE = _("Choose a reason.")
MOST = 2000


def words(**options):
    field = forms.CharField(
        label=_("In the committee’s own words"),
        help_text=_("The leaders of the group read this."),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        **options,
    )
    field.one_is_enough = True  # type: ignore[attr-defined] # the form itself says whether it is needed
    return limited(field)


class ReviewForm(forms.Form):
    """The checklist of the bylaws."""

    held = forms.MultipleChoiceField(
        label=_("Checklist"),
        help_text=_("Tick what you have checked yourself. Others see your ticks and your name."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, checklist, **kwargs):
        super().__init__(*args, **kwargs)
        lines = [(line["code"], pick(line.get("ar"), line.get("en"))) for line in checklist]
        self.fields["held"].choices = lines  # type: ignore[attr-defined]
        self.fields["held"].one_is_enough = True  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """Several things to mend, or words; at least one of them."""

    codes = forms.MultipleChoiceField(
        label=_("What has to be mended"),
        choices=ToMend,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = words(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["codes"].one_is_enough = True  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        codes, reason = self.cleaned_data.get("codes"), self.cleaned_data.get("reason")
        if not codes and not self.has_error("codes"):
            self.add_error("codes", _("Choose what has to be mended."))
        if codes == [ToMend.OTHER] and not reason and not self.has_error("reason"):
            self.add_error("reason", OWN_WORDS)


class ReasonForm(forms.Form):
    """One ready reason, and always a sentence: who is refused something reads why."""

    reasons: type = Declining
    code = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect, error_messages={"required": A_CODE})
    reason = words(error_messages={"required": OWN_WORDS})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = self.reasons.choices  # type: ignore[attr-defined]


class DeclineForm(ReasonForm):
    reasons = Declining


class SuspendForm(ReasonForm):
    reasons = Suspending


class LiftForm(ReasonForm):
    reasons = Lifting


class CloseForm(ReasonForm):
    reasons = Closing


class RefuseLicenceForm(ReasonForm):
    reasons = RefusingLicence
