"""Giving without being a group: a few short steps, and one form for an answer to a public request."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.exchange.forms.posting import (
    NEEDS_TITLE,
    MuchForm,
    Step,
    WhatForm,
    day_input,
    within_a_year,
)
from coordination.exchange.forms.stepping import WORDS
from coordination.exchange.models import MOST, Condition, Giver, Kind, Post
from directory import media
from directory.forms.fields import AreaField, in_two_languages, limited, require_one_language
from directory.forms.photo import PictureField

CONDITIONS = [("", _("It does not matter here")), *Condition.choices]
WHO_SEES = _("Only the committee sees it, and the groups that something is agreed with.")


class OrganisationField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=_("Organisation"), max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
            help_text=_("The company, school or office that gives. Everybody sees this name."),
        )  # fmt: skip


class ContactField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=_("Whom do we ask for?"), max_length=80, help_text=WHO_SEES,
            widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        )  # fmt: skip


class PhoneField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=_("Phone"), max_length=30, required=False, help_text=WHO_SEES,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
        )  # fmt: skip


class ConditionField(forms.ChoiceField):
    def __init__(self):
        super().__init__(label=_("Condition"), choices=CONDITIONS, required=False)


class BeginGiftForm(forms.ModelForm):
    """What it is and in whose name: enough for a draft."""

    organisation, contact, phone = OrganisationField(), ContactField(), PhoneField()

    class Meta:
        model = Post
        fields = ["kind", "title_ar", "title_en"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"title_ar": _("Like “40 laptops, three years old”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", NEEDS_TITLE)


class GiftMuchForm(MuchForm):
    """The condition stands with the giver, whose alone it is to say."""

    condition = ConditionField()

    class Meta(MuchForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["condition"].initial = self.instance.outside.condition
        self.order_fields(["quantity", "unit", "condition", "first_come"])

    def save(self, commit=True):
        condition = self.cleaned_data.pop("condition")
        Giver.objects.filter(pk=self.instance.outside_id).update(condition=condition)
        del self.fields["condition"]
        return super().save(commit)


class GiftWhereForm(Step):
    title = _("Where, and until when?")
    area = AreaField()

    class Meta:
        model = Post
        fields = ["area", "until", "details_ar", "details_en"]
        widgets = {"until": day_input()}
        labels = {"until": _("Open until the end of the day")}
        help_texts = {
            "details_ar": _("What to know before answering. No phone numbers or house addresses."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        for name in ("details_ar", "details_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 4})
        in_two_languages(self, needed="")

    def clean_until(self):
        return within_a_year(self.cleaned_data["until"])


class WhoForm(forms.ModelForm):
    """In whose name, and who is asked for; the organisation alone is named to all."""

    title: Any = _("In whose name?")
    organisation, contact, phone = OrganisationField(), ContactField(), PhoneField()

    class Meta:
        model = Giver
        fields = ["organisation", "contact", "phone"]

    def save(self, commit=True):
        """These columns alone: the photo is changed elsewhere."""
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class StillField(PictureField):
    """One picture in one width: cleans to a media.Scan, or None."""

    def to_python(self, data):
        return media.read_still(data) if data else None


class GiftPhotoForm(forms.Form):
    """A photo of the thing, in which nobody can be recognised."""

    title = _("A photo")
    photo = StillField(label=_("Photo"))
    alt = forms.CharField(
        label=_("What the photo shows"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("For those who cannot see it: say in a sentence what matters."),
    )  # fmt: skip
    nobody = forms.BooleanField(label=_("Nobody can be recognised in the photo."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["alt"])

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("photo"):
            return
        if not self.cleaned_data.get("alt") and not self.has_error("alt"):
            self.add_error("alt", ValidationError(_("Say what the photo shows."), code="required"))
        if not self.cleaned_data.get("nobody"):
            sentence = _("Choose a photo of the thing alone, without people, and say so.")
            self.add_error("nobody", ValidationError(sentence, code="people"))


class AnswerForm(forms.Form):
    """How much of a public request, and in whose name."""

    quantity = forms.IntegerField(label=_("how much"), min_value=1, max_value=MOST)
    condition = ConditionField()
    words = forms.CharField(
        label=_("What should they know?"), max_length=1000, required=False, widget=forms.Textarea(attrs=WORDS),
        help_text=_("Only their editors and leaders, and the committee, read it."),
    )  # fmt: skip
    organisation, contact, phone = OrganisationField(), ContactField(), PhoneField()

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quantity"].initial = left
        limited(self.fields["words"])


STEPS: dict[str, Any] = {
    "what": WhatForm, "much": GiftMuchForm, "where": GiftWhereForm, "who": WhoForm, "photo": GiftPhotoForm,
}  # fmt: skip
