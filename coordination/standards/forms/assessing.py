"""What a group writes about itself, and what its reviewer says of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.standards.models import Mark
from directory.forms.fields import limited
from directory.forms.photo import ScanField

AREA = {"rows": 4, "dir": "auto"}


def marks_for(clause):
    """What can be said of a clause: that it does not apply only where the standard allows it."""
    return [mark for mark in Mark.choices if mark[0] != Mark.NOT_APPLICABLE or clause.na_allowed]


class BeginForm(forms.Form):
    group = forms.ModelChoiceField(None, label=_("Which group?"))

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]
            self.fields["group"].empty_label = None  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    """How it stands, how the group does it, and what shows it; one kind of evidence is enough."""

    claim = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("How do you do it?"), max_length=2000, required=False, widget=forms.Textarea(attrs=AREA),
        help_text=_("What is missing still, when it is not met."),
    )  # fmt: skip
    link = forms.URLField(
        label=_("A link that shows it"), max_length=500, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    file = ScanField(
        label=_("A file that shows it"),
        help_text=_("A photo or a PDF up to 5 MB; only editors, leaders, the committee and the reviewer see it."),
    )  # fmt: skip
    drop = forms.BooleanField(label=_("Take out the file that is there"), required=False)

    def __init__(self, *args, clause, kept="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["claim"].choices = marks_for(clause)  # type: ignore[attr-defined]
        if not kept:
            del self.fields["drop"]
        limited(self.fields["note"])

    def clean(self):
        super().clean()
        short = self.cleaned_data.get("claim") not in (None, Mark.MET)
        if short and not self.cleaned_data.get("note", "").strip() and not self.has_error("note"):
            self.add_error(
                "note", ValidationError(_("Say what is missing, or why it does not apply."), code="required")
            )


class MarkForm(forms.Form):
    mark = forms.ChoiceField(label=_("How do you see it?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs=AREA),
        help_text=_("Needed when it is not or only partly met: the group mends by it."),
    )  # fmt: skip

    def __init__(self, *args, clause, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mark"].choices = marks_for(clause)  # type: ignore[attr-defined]
        limited(self.fields["why"])


class WordsForm(forms.Form):
    """A question of the reviewer, or the group's answer."""

    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=AREA))

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        limited(self.fields["text"])
