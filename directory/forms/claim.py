"""Asking to manage an unclaimed page, and deciding about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Claim

from .fields import limited


class ClaimForm(forms.ModelForm):
    """A proof in words is needed where no letter can go to a published address."""

    class Meta:
        model = Claim
        fields = ["part", "proof"]
        labels = {"part": _("Your part in the group"), "proof": _("How the committee can tell")}
        help_texts = {
            "part": _("Like “leader since 2021” or “secretary of the board”."),
            "proof": _("Like a page of the group that names you, or the name on its licence."),
        }

    def __init__(self, *args, by_letter, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].required = True
        self.fields["proof"].required = not by_letter
        self.fields["proof"].widget.attrs["rows"] = 4
        for field in self.fields.values():
            limited(field).widget.attrs["dir"] = "auto"


class DecisionForm(forms.Form):
    """A refusal needs a reason and a sentence; an approval needs neither."""

    code = forms.ChoiceField(
        label=_("Reason"), choices=Claim.Reason, widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(
        label=_("Reason in words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The person who asked reads this sentence."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # one of the two buttons needs it, so it is not called optional
            field.one_is_enough = True  # type: ignore[attr-defined]

    buttons = {"approve", "refuse"}
    with_reason = {"refuse"}
    needs_reason = _("A refusal needs a reason, and a sentence that explains it.")

    def clean(self):
        super().clean()
        if not self.buttons & set(self.data):
            self.add_error(None, _("Choose one of the two buttons."))
        if self.with_reason & set(self.data):
            for name in ("code", "reason"):
                if not self.cleaned_data.get(name) and not self.has_error(name):
                    self.add_error(name, self.needs_reason)


class ObjectionForm(DecisionForm):
    """After an objection both ways need a reason."""

    buttons = with_reason = {"uphold", "overturn"}
    needs_reason = _("Choose a reason, and write a sentence that explains it.")
