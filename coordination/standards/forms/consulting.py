"""What is typed around a consultation: its last day, what a group says, what the committee answers, reasons."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.standards.models import Comment
from directory.forms.fields import limited


class UntilForm(forms.Form):
    until = forms.DateField(
        label=_("Groups can comment until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("That day included. Thirty days give a team time to talk about it."),
    )  # fmt: skip

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."), code="past")
        return day


class CommentForm(forms.ModelForm):
    """For which group, what it thinks, and why; agreement needs no words."""

    class Meta:
        model = Comment
        fields = ["group", "kind", "text"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4, "dir": "auto"})}
        labels = {"group": _("For which group?"), "kind": _("What does your group think?")}
        help_texts = {"text": _("Other groups and the committee read it, with the name of your group.")}

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.fields["kind"].choices = Comment.Kind.choices  # type: ignore[attr-defined]
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]
            self.fields["group"].empty_label = None  # type: ignore[attr-defined]
        limited(self.fields["text"])

    def clean(self):
        super().clean()
        kind, text = self.cleaned_data.get("kind"), self.cleaned_data.get("text", "")
        if kind and kind != Comment.Kind.AGREE and not text.strip() and not self.has_error("text"):
            self.add_error(
                "text", ValidationError(_("Say what worries you, or what you propose."), code="required")
            )

    def validate_unique(self):
        """A group's second comment replaces its first one."""


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["answer", "why"]
        widgets = {"answer": forms.RadioSelect, "why": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}
        labels = {"answer": _("Is it taken up?"), "why": _("Why")}
        help_texts = {"why": _("All groups read it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = Comment.Answer.choices  # type: ignore[attr-defined]
        self.fields["answer"].required = self.fields["why"].required = True
        limited(self.fields["why"])


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Groups read it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["reason"])
