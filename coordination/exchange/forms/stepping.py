"""Answering a request or an offer, why a step is taken, how much arrived, and messages."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import MOST, WHY
from directory.forms.fields import limited
from directory.forms.photo import ScanField

WORDS = {"rows": 3, "dir": "auto"}


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other groups read it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["reason"])


class OpenForm(forms.Form):
    """What looks private must be confirmed before everybody sees it."""

    on_purpose = forms.BooleanField(label=_("We checked it: everybody may see this."), required=False)

    def __init__(self, *args, private, **kwargs):
        super().__init__(*args, **kwargs)
        if not private:
            del self.fields["on_purpose"]


class RespondForm(forms.Form):
    """Which group, with how much of it."""

    group = forms.ModelChoiceField(None, label=_("For which of your groups?"))
    quantity = forms.IntegerField(label=_("how much"), min_value=1, max_value=MOST)
    words = forms.CharField(
        label=_("What should they know?"), max_length=1000, required=False, widget=forms.Textarea(attrs=WORDS),
        help_text=_("Only their editors and leaders, yours, and the committee read it."),
    )  # fmt: skip

    def __init__(self, *args, groups, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]
            self.fields["group"].empty_label = None  # type: ignore[attr-defined]
        self.fields["quantity"].initial = left
        limited(self.fields["words"])


class ReasonForm(forms.Form):
    """A reason from the list of the step, and a sentence."""

    code = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("In a sentence"), max_length=1000, widget=forms.Textarea(attrs=WORDS),
        help_text=_("The other group reads it."),
    )  # fmt: skip

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = WHY[step].choices  # type: ignore[attr-defined]
        limited(self.fields["reason"])


class ReceivedForm(forms.Form):
    received = forms.IntegerField(label=_("How much arrived?"), min_value=1)

    def __init__(self, *args, response, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received"].initial = response.quantity
        self.fields["received"].validators.append(MaxValueValidator(response.quantity))


class ThanksForm(forms.Form):
    words = forms.CharField(
        label=_("Your thanks"), max_length=1000, widget=forms.Textarea(attrs=WORDS),
        help_text=_("The other group can show these words on its page."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["words"])


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Message"), max_length=2000, widget=forms.Textarea(attrs=WORDS))
    file = ScanField(
        label=_("File"),
        help_text=_("A photo or a PDF up to 5 MB; only the two groups and the committee see it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["text"])
