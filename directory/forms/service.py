"""A service in four steps, each saved by itself: what, for whom and when, where, who else can take part."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Service
from directory.models.profile import Day

from .access import AccessAnswers
from .fields import AreaField, Ticks, in_two_languages, require_one_language

OLDEST = 120


class WhatForm(forms.ModelForm):
    """Title and description, in one language at least."""

    title = _("What is the service?")

    class Meta:
        model = Service
        fields = ["title_ar", "title_en", "description_ar", "description_en"]
        help_texts = {"title_ar": _("Like “Companion to appointments”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="title")
        for name in ("description_ar", "description_en"):
            self.fields[name].widget.attrs["rows"] = 5

    def clean(self):
        super().clean()
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))


class WhoForm(forms.ModelForm):
    """For whom, of which age, on which days and at what hour."""

    title = _("For whom is it, and when?")
    days = forms.MultipleChoiceField(
        choices=Day, required=False, widget=forms.CheckboxSelectMultiple, label=_("days")
    )

    class Meta:
        model = Service
        fields = ["beneficiaries", "for_whom", "age_from", "age_to", "days", "starts_at", "ends_at"]
        widgets = {
            "beneficiaries": Ticks,
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "beneficiaries": _("Choose all that apply."),
            "age_from": _("In years. Leave both empty when it is for every age."),
        }

    def clean(self):
        super().clean()
        self.in_order("age_from", "age_to", _("The upper age is below the lower age."))
        self.in_order("starts_at", "ends_at", _("The end is before the beginning."))
        for name in ("age_from", "age_to"):
            if (self.cleaned_data.get(name) or 0) > OLDEST:
                self.add_error(name, ValidationError(_("Write an age from 0 to 120."), code="too_old"))

    def in_order(self, first, last, sentence):
        low, high = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if low is not None and high is not None and high < low:
            self.add_error(last, ValidationError(sentence, code="order"))


class WhereForm(forms.ModelForm):
    """How and where it is given, whether places are open, what it costs."""

    title = _("Where is it, and are there places?")
    place = AreaField(required=False, label=_("place"))
    also = ["places_on"]

    class Meta:
        model = Service
        fields = ["mode", "place", "places", "price"]

    def clean_price(self):
        price = self.cleaned_data["price"]
        if price is not None and price < 0:
            raise ValidationError(_("A price cannot be below 0."), code="min_value")
        return price

    def save(self, commit=True):
        if "places" in self.changed_data:
            self.instance.places_on = timezone.localdate()
        return super().save(commit)


class AccessForm(AccessAnswers):
    """Which access features the service has."""

    title = _("Who else can take part?")

    class Meta:
        model = Service
        fields: list[str] = []


class WholeService(WhatForm, WhoForm, WhereForm, AccessForm):
    """All four steps at once, for bringing a service back as it was."""

    class Meta:
        model = Service
        fields = [*WhatForm.Meta.fields, *WhoForm.Meta.fields, *WhereForm.Meta.fields, "published"]
        widgets = WhoForm.Meta.widgets
