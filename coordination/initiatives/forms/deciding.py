"""What a reviewer writes: comments by section, and reasons."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.initiatives.models import Section
from directory.forms.fields import limited


class Reason(models.TextChoices):
    INCOMPLETE = "incomplete", pgettext_lazy("reason", "something is missing")
    UNSAFE = "unsafe", pgettext_lazy("reason", "people would not be safe")
    OUTSIDE = "outside", pgettext_lazy("reason", "outside of what the committee coordinates")
    NOT_PERMITTED = "not_permitted", pgettext_lazy("reason", "the authority did not allow it")
    CHANGED = "changed", pgettext_lazy("reason", "circumstances changed")
    OTHER = "other", pgettext_lazy("reason", "another reason")


class CommentForm(forms.Form):
    section = forms.ChoiceField(choices=Section, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["text"])


class ReasonForm(forms.Form):
    """Kept with the decision, and read by the groups."""

    code = forms.ChoiceField(label=_("Reason"), choices=Reason, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason in words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The groups read this sentence. Say what would help."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["reason"])


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Partners and the committee read it."),
    )  # fmt: skip
