"""A request or an offer in short steps, each saved by itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import MOST, UNITS, Audience, Kind, Post
from directory.actions.editing import save_form
from directory.forms.fields import AreaField, Ticks, in_two_languages, require_one_language
from directory.models import Field, Group
from directory.models.profile import Day

NEEDS_TITLE = _("The title is required, in Arabic or in English.")


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input():
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class BeginForm(forms.ModelForm):
    """Whose it is, what it is and what it is called: enough for a draft."""

    class Meta:
        model = Post
        fields = ["group", "kind", "title_ar", "title_en"]
        labels = {"group": _("For which of your groups?")}
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"title_ar": _("Like “Five wheelchairs for a day at the park”.")}

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]
            self.fields["group"].empty_label = None  # type: ignore[attr-defined]
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", NEEDS_TITLE)


def within_a_year(day):
    if day < timezone.localdate():
        raise ValidationError(_("Choose today or a later day."), code="past")
    if (day - timezone.localdate()).days > 366:
        raise ValidationError(_("Choose a day within a year."), code="far")
    return day


class Step(forms.ModelForm):
    """One step; saving writes only its own columns, so two editors of different steps never meet."""

    title: Any

    def save(self, commit=True):
        save_form(Plain(self))
        return self.instance


class Plain:
    """The form as `save_form` wants it: one that does not call back."""

    def __init__(self, form):
        self.fields, self.also, self.save_m2m = form.fields, getattr(form, "also", ()), form._save_m2m
        self.row = form.instance

    def save(self, commit=False):
        return self.row


class WhatForm(Step):
    title = _("What is it?")
    also = ("unit",)

    class Meta:
        model = Post
        fields = ["kind", "title_ar", "title_en", "details_ar", "details_en"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "details_ar": _(
                "What it is for, and what to know before answering. No phone numbers or house addresses."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        for name in ("details_ar", "details_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 4})
        in_two_languages(self, needed="title")

    def clean(self):
        """What is counted follows from what it is."""
        super().clean()
        require_one_language(self, "title", NEEDS_TITLE)
        kind = self.cleaned_data.get("kind")
        if kind and self.instance.unit not in UNITS[kind]:
            self.instance.unit = UNITS[kind][0]


class MuchForm(Step):
    title = _("How much?")
    quantity = forms.IntegerField(
        label=_("how much"), validators=[MinValueValidator(1), MaxValueValidator(MOST)],
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST, "inputmode": "numeric"}),
        help_text=_("Several groups can share it. From 1 to 10,000."),
    )  # fmt: skip

    class Meta:
        model = Post
        fields = ["quantity", "unit", "first_come"]
        help_texts = {"first_come": _("Without it you answer each response yourselves.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = UNITS[self.instance.kind]
        self.fields["unit"].choices = [(unit.value, unit.label) for unit in units]  # type: ignore[attr-defined]
        self.fields["unit"].error_messages["invalid_choice"] = _(
            "This kind is not counted so. Choose from the list."
        )


class WhenForm(Step):
    title = _("When?")
    days = forms.MultipleChoiceField(
        choices=Day, required=False, widget=forms.CheckboxSelectMultiple, label=_("days")
    )

    class Meta:
        model = Post
        fields = ["starts_on", "ends_on", "days", "starts_at", "ends_at"]
        labels = {"starts_on": _("First day"), "ends_on": _("Last day")}
        widgets = {
            "starts_on": day_input(), "ends_on": day_input(), "starts_at": time_input(), "ends_at": time_input(),
        }  # fmt: skip
        help_texts = {"starts_on": _("Leave empty what does not matter.")}

    def clean(self):
        super().clean()
        self.in_order("starts_on", "ends_on")
        self.in_order("starts_at", "ends_at")
        end = self.cleaned_data.get("ends_on")
        if end and end < timezone.localdate() and not self.has_error("ends_on"):
            self.add_error("ends_on", ValidationError(_("Choose today or a later day."), code="past"))

    def in_order(self, first, last):
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and ends < begins:
            self.add_error(last, ValidationError(_("The end is before the beginning."), code="order"))


class WhereForm(Step):
    title = _("Where, and for whom?")
    area = AreaField(required=False)

    class Meta:
        model = Post
        fields = ["area", "access", "fields", "beneficiaries"]
        widgets = {"access": Ticks, "fields": Ticks, "beneficiaries": Ticks}
        labels = {
            "access": _("What must be accessible"),
            "fields": _("Fields of work"),
            "beneficiaries": _("For whom"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fields"].queryset = Field.objects.filter(in_picker=True)  # type: ignore[attr-defined]


class WhomForm(Step):
    title = _("Who sees it, and until when?")

    class Meta:
        model = Post
        fields = ["audience", "named", "until"]
        widgets = {"audience": forms.RadioSelect, "named": Ticks, "until": day_input()}
        labels = {"named": _("Which groups?"), "until": _("Open until the end of the day")}
        help_texts = {"named": _("Only when you name some groups.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Group.objects.listed().exclude(pk=self.instance.group_id).order_by("name_ar", "name_en")
        self.fields["named"].queryset = others  # type: ignore[attr-defined]
        self.fields["until"].required = True

    def clean_until(self):
        return within_a_year(self.cleaned_data["until"])

    def clean(self):
        super().clean()
        named = self.cleaned_data.get("audience") == Audience.NAMED
        if named and not self.cleaned_data.get("named"):
            self.add_error("named", ValidationError(_("Name at least one group."), code="required"))
        if not named:
            self.cleaned_data["named"] = Group.objects.none()


class WholeForm(WhatForm, MuchForm, WhenForm, WhereForm):
    """All steps at once, as programs send them; which groups it names, and that it is opened, people decide."""

    class Meta:
        model = Post
        fields = [name for step in (WhatForm, MuchForm, WhenForm, WhereForm) for name in step.Meta.fields] + [
            "audience",
            "until",
        ]

    def clean_until(self):
        day = self.cleaned_data["until"]
        return day and within_a_year(day)

    def save(self, commit=True):
        return forms.ModelForm.save(self) if self.instance._state.adding else super().save(commit)


STEPS: dict[str, Any] = {
    "what": WhatForm, "much": MuchForm, "when": WhenForm, "where": WhereForm, "whom": WhomForm,
}  # fmt: skip
