"""The authority's permit, and the outcome report with its photos."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.initiatives.models import Permit, Report
from directory.forms.achievement import FiguresField
from directory.forms.fields import in_two_languages, require_one_language
from directory.forms.photo import MOST_PHOTOS, PeopleField, PhotoForm, PicturesField, too_many
from directory.sections.rows import Rows

from .days import day_input


class PermitForm(forms.ModelForm):
    class Meta:
        model = Permit
        fields = ["authority_ar", "authority_en", "number", "granted_on", "expires_on"]
        widgets = {"granted_on": day_input(), "expires_on": day_input()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs["dir"] = "ltr"
        in_two_languages(self, needed="authority")

    def clean(self):
        super().clean()
        require_one_language(self, "authority", _("Name the authority, in Arabic or in English."))
        begins, ends = self.cleaned_data.get("granted_on"), self.cleaned_data.get("expires_on")
        if begins and ends and ends < begins:
            self.add_error("expires_on", ValidationError(_("The end is before the beginning."), code="order"))
        if begins and begins > timezone.localdate():
            sentence = _("This day has not come yet. Choose today or an earlier day.")
            self.add_error("granted_on", ValidationError(sentence, code="future"))


class ReportForm(forms.ModelForm):
    photos = PicturesField(label=_("Photos"))
    people = PeopleField(label=_("Who can be recognised in the photos?"))

    class Meta:
        model = Report
        fields = ["happened_on", "story_ar", "story_en", "lessons_ar", "lessons_en"]
        widgets = {"happened_on": day_input()}
        help_texts = {
            "story_ar": _("What you did together, for how many people, and what became of it."),
            "lessons_ar": _("What you would do again, and what not."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["figures"] = FiguresField(initial=self.instance.figures)
        for name, field in self.fields.items():
            if name[-3:] in ("_ar", "_en"):
                field.widget.attrs["rows"] = 5
        in_two_languages(self, needed="story")

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(
                _("This day has not come yet. Choose today or an earlier day."), code="future"
            )
        return day

    def clean(self):
        super().clean()
        require_one_language(self, "story", _("Tell in a few sentences what came of it."))
        there = self.instance.photos.count() if self.instance.pk else 0
        number = there + len(self.cleaned_data.get("photos") or [])
        if number > MOST_PHOTOS:
            self.add_error("photos", ValidationError(too_many(number), code="too_many"))

    def save(self, commit=True):
        self.instance.figures = self.cleaned_data["figures"]
        return super().save(commit)


class PhotosOfReport(Rows):
    """What is said of each photo of a report; hidden ones are not to be described."""

    form_class, name, key, extra = PhotoForm, "photos", "uuid", 0

    def __init__(self, report, data=None):
        self.report = report
        super().__init__(report.initiative.lead, data)

    def queryset(self):
        return self.report.photos.filter(hidden_at=None)

    def ids(self):
        return [*self.standing]
