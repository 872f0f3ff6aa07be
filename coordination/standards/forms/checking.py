"""A file or a text of which somebody asks whether we signed it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.standards.credentials.reading import LONGEST, text_of


class CheckForm(forms.Form):
    """One of the two; the file counts when both are there."""

    file = forms.FileField(
        label=_("The certificate as PDF, the proof or the credential"), required=False, allow_empty_file=True
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self):
        file = self.cleaned_data.get("file")
        said = text_of(file.read()) if file else self.cleaned_data.get("text", "")
        if not file and not said.strip():
            raise ValidationError(_("Choose a file, or paste its text."), code="required")
        return {"said": said[: LONGEST + 1]}
