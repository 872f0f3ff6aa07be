"""What those who keep a guide type, and what a reader says is outdated."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import Correction, Guide, GuideSource
from directory.actions.editing import save_form
from directory.forms.fields import Ticks, in_two_languages, limited, require_one_language
from directory.forms.licence import ScanField
from directory.models import Field

NEEDS_TITLE = _("The title is required, in Arabic or in English.")
NO_SCRIPT = _("Headings begin with “## ”, points of a list with “- ”. Links look like [words](https://…).")


class BeginGuideForm(forms.ModelForm):
    """Whose it is and what it is called: enough for a draft."""

    class Meta:
        model = Guide
        fields = ["group", "title_ar", "title_en"]
        labels = {"group": _("Which group writes it?"), "title_ar": _("Title"), "title_en": _("Title")}
        help_texts = {"title_ar": _("Like “First contact with a deaf visitor”.")}

    def __init__(self, *args, groups, sits, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.fields["group"].required = not sits
        self.fields["group"].empty_label = _("the coordinating committee") if sits else _("choose a group")  # type: ignore[attr-defined]
        if len(groups) == 1 and not sits:
            self.fields["group"].initial = groups[0]
            self.fields["group"].empty_label = None  # type: ignore[attr-defined]
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", NEEDS_TITLE)


class GuideForm(forms.ModelForm):
    title = _("The guide’s text")

    class Meta:
        model = Guide
        fields = [
            "title_ar", "title_en", "summary_ar", "summary_en", "text_ar", "text_en", "fields", "beneficiaries",
        ]  # fmt: skip
        widgets = {"fields": Ticks, "beneficiaries": Ticks}
        labels = {
            "title_ar": _("Title"), "title_en": _("Title"), "summary_ar": _("In two sentences"),
            "summary_en": _("In two sentences"), "text_ar": _("Text"), "text_en": _("Text"),
            "fields": _("Fields of work"), "beneficiaries": _("For whom"),
        }  # fmt: skip
        help_texts = {
            "summary_ar": _("What readers learn here; lists and the search show it."),
            "text_ar": NO_SCRIPT,
            "fields": _("At least one, by which the guide is found."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in {"summary_ar": 3, "summary_en": 3, "text_ar": 16, "text_en": 16}.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        self.fields["fields"].queryset = Field.objects.filter(in_picker=True)  # type: ignore[attr-defined]
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", NEEDS_TITLE)

    def save(self, commit=True):
        """Only its own columns."""
        save_form(Plain(self))
        return self.instance


class Plain:
    """The form as `save_form` wants it: one that does not call back."""

    also = ()

    def __init__(self, form):
        self.fields, self.save_m2m, self.row = form.fields, form._save_m2m, form.instance

    def save(self, commit=False):
        return self.row


class GuideSourceForm(forms.ModelForm):
    title = _("Source")

    url = forms.URLField(
        label=_("Address on the web"), max_length=500, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip

    class Meta:
        model = GuideSource
        fields = ["title_ar", "title_en", "url"]
        labels = {"title_ar": _("Title"), "title_en": _("Title")}
        help_texts = {
            "title_ar": _("Like “Law 8 of 2010 on the rights of persons with disabilities”."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", NEEDS_TITLE)


class GuideFileForm(forms.Form):
    title = forms.CharField(label=_("What it is"), max_length=120, help_text=_("Like “Checklist to print”."))
    file = ScanField(
        label=_("A PDF or a picture"),
        help_text=_("Up to 5 MB. Everybody who reads the guide can download it."),
    )


class ArchiveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everybody who opens its address reads it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["reason"])


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Correction
        fields = ["words"]
        labels = {"words": _("What is no longer right?")}
        help_texts = {
            "words": _("Say which sentence, and what is right today; name a source if you know one.")
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["words"])


class CorrectionAnswerForm(forms.Form):
    taken_up = forms.ChoiceField(
        label=_("What becomes of it?"), widget=forms.RadioSelect,
        choices=[("yes", _("We take it up")), ("no", _("We do not take it up"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Your answer"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever wrote it reads this. When you do not take it up, say why."),
    )  # fmt: skip

    def clean(self):
        super().clean()
        if self.cleaned_data.get("taken_up") == "no" and not self.cleaned_data.get("answer", "").strip():
            self.add_error("answer", ValidationError(_("Say why in a sentence."), code="required"))
