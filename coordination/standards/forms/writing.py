"""What members of the committee type when they write a standard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coordination.standards import starting
from coordination.standards.models import Clause, Section, Source, Standard
from directory.bilingual import pick
from directory.forms.fields import in_two_languages, require_one_language

EMPTY = "empty"
LONG = {"text": 3, "guidance": 5, "purpose": 5, "evidence": 2, "na_when": 2}


class BeginForm(forms.Form):
    """What the draft is made from; code and title are only needed for an empty one."""

    start = forms.ChoiceField(label=_("Begin from"), widget=forms.RadioSelect)
    title_ar = forms.CharField(label=_("Title"), max_length=160, required=False)
    title_en = forms.CharField(label=_("Title"), max_length=160, required=False)
    code = forms.SlugField(
        label=_("Code"), max_length=40, required=False, widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("For an empty draft: a short name in Latin letters that every version keeps, like “safety”."),
    )  # fmt: skip

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            *((f"version:{row.uuid}", next_of(row)) for row in versions),
            *((f"text:{code}", of_text(text)) for code, text in starting.texts().items()),
            (EMPTY, _("an empty draft")),
        ]
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        if self.cleaned_data.get("start") != EMPTY:
            return
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))
        if not self.cleaned_data.get("code") and not self.has_error("code"):
            self.add_error(
                "code", ValidationError(_("The code is required for an empty draft."), code="required")
            )


def next_of(row):
    return gettext("the next version of “%(title)s” (now version %(n)d)") % {
        "title": f"\u2068{row.title}\u2069", "n": row.number,
    }  # fmt: skip


def of_text(text):
    title = pick(text["title_ar"], text["title_en"])
    return gettext("the ready text “%(title)s”, which you can change") % {"title": f"\u2068{title}\u2069"}


class InTwoLanguages(forms.ModelForm):
    """A model's form with texts in pairs; of `needed` one language is enough."""

    title: Any = ""
    template = "standards/form.html"
    needed = "title"
    needs = _("The title is required, in Arabic or in English.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name[:-3] in LONG:
                field.widget = forms.Textarea(attrs={"rows": LONG[name[:-3]]})
        in_two_languages(self, needed=self.needed)

    def clean(self):
        super().clean()
        require_one_language(self, self.needed, self.needs)


class HeadForm(InTwoLanguages):
    title = _("Title, purpose and rule")

    class Meta:
        model = Standard
        fields = [
            "title_ar", "title_en", "purpose_ar", "purpose_en", "effective_on", "should_percent",
            "valid_months", "grace_days",
        ]  # fmt: skip
        widgets = {"effective_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "title_ar": _("Title"), "title_en": _("Title"), "purpose_ar": _("Purpose"), "purpose_en": _("Purpose"),
            "effective_on": _("In force from"),
            "should_percent": _("Recommended clauses that must be met, in per cent"),
            "valid_months": _("Months that an accreditation holds"),
            "grace_days": _("Days of grace when a later version replaces this one"),
        }  # fmt: skip
        help_texts = {
            "purpose_ar": _("Whom it protects or serves, and what is better where it is kept."),
            "effective_on": _("Needed before the vote. Leave groups time to get ready."),
            "should_percent": _("Every required clause must be met in any case."),
        }

    def clean_effective_on(self):
        day = self.cleaned_data["effective_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."), code="past")
        return day


class SectionForm(InTwoLanguages):
    title = _("Section")

    class Meta:
        model = Section
        fields = ["title_ar", "title_en", "place"]
        labels = {"title_ar": _("Title"), "title_en": _("Title")}


class SourceForm(InTwoLanguages):
    title = _("Source")

    url = forms.URLField(
        label=_("Address on the web"), max_length=500, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip

    class Meta:
        model = Source
        fields = ["title_ar", "title_en", "key", "url"]
        labels = {"title_ar": _("Title"), "title_en": _("Title")}
        widgets = {"key": forms.TextInput(attrs={"dir": "ltr"})}
        help_texts = {
            "key": _("A short name in Latin letters, like “crpd”."),
            "title_ar": _("Like “Law 8 of 2010 on the rights of persons with disabilities”."),
        }


class ClauseForm(InTwoLanguages):
    """What is asked for first; the rest by groups that open, each saying what stands in it already."""

    title, needed, template = _("Clause"), "text", "standards/clause_form.html"
    needs = _("The clause is required, in Arabic or in English.")
    first = ["code", "level", "text_ar", "text_en"]
    others = [
        (_("How a group does it"), ["guidance_ar", "guidance_en"]),
        (_("What shows it"), ["evidence", "evidence_ar", "evidence_en", "good_for_months"]),
        (_("When it does not apply"), ["na_allowed", "na_when_ar", "na_when_en"]),
        (_("Where it comes from"), ["source", "place_ar", "place_en"]),
        (_("Where it stands in the text"), ["section", "place"]),
    ]

    class Meta:
        model = Clause
        fields = [
            "code", "section", "place", "level", "text_ar", "text_en", "guidance_ar", "guidance_en", "evidence",
            "evidence_ar", "evidence_en", "good_for_months", "na_allowed", "na_when_ar", "na_when_en", "source",
            "place_ar", "place_en",
        ]  # fmt: skip
        labels = {
            "text_ar": _("What is asked for"), "text_en": _("What is asked for"),
            "guidance_ar": _("Guidance"), "guidance_en": _("Guidance"),
            "evidence_ar": _("What shows it"), "evidence_en": _("What shows it"),
            "na_when_ar": _("When it does not apply"), "na_when_en": _("When it does not apply"),
            "place_ar": _("Where in the source"), "place_en": _("Where in the source"),
            "good_for_months": _("Months that the evidence is good for"),
            "na_allowed": _("May not apply to some groups"),
        }  # fmt: skip
        widgets = {"code": forms.TextInput(attrs={"dir": "ltr"})}
        help_texts = {
            "code": _("Like “B3”. Later versions keep it, so that what changed can be seen."),
            "guidance_ar": _("How a small team can do this, with an example."),
            "good_for_months": _("Leave it empty when it does not grow old."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        standard = self.instance.standard
        self.fields["section"].queryset = standard.sections.all()  # type: ignore[attr-defined]
        self.fields["source"].queryset = standard.sources.all()  # type: ignore[attr-defined]
        self.fields["source"].empty_label = _("none")  # type: ignore[attr-defined]

    @property
    def leading(self):
        return [self[name] for name in self.first]

    @property
    def groups(self):
        """[{"title", "fields", "said", "open"}]: what is filled, and open where something needs a change."""
        return [
            {
                "title": title,
                "fields": [self[name] for name in names],
                "said": [value for name in names if (value := shown(self[name]))],
                "open": any(name in self.errors for name in names),
            }
            for title, names in self.others
        ]

    def clean(self):
        super().clean()
        if self.cleaned_data.get("na_allowed"):
            require_one_language(self, "na_when", _("Say when the clause does not apply."))


def shown(bound):
    """What a field holds, as a reader would say it; "" for one that is empty or not ticked."""
    value = bound.value()
    if value in (None, "", False):
        return ""
    if value in (True, "on"):
        return str(bound.label)
    choices = {str(key): str(words) for key, words in getattr(bound.field, "choices", ())}
    return choices.get(str(getattr(value, "pk", value)), str(value))


PARTS: dict[str, Any] = {"sections": SectionForm, "sources": SourceForm, "clauses": ClauseForm}
