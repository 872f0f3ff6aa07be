"""The plan of an initiative in short steps, each saved by itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.initiatives.models import Initiative, Milestone
from directory.forms.fields import AreaField, Ticks, in_two_languages, limited, require_one_language
from directory.models import Field, Group

from .days import day_input
from .parts import BudgetForm
from .rows import RowForm, RowsOf, WithRows


class FoundForm(forms.ModelForm):
    """Who leads it, and what it is called: enough for a draft."""

    class Meta:
        model = Initiative
        fields = ["lead", "title_ar", "title_en"]
        labels = {"lead": _("Which of your groups leads it?")}
        help_texts = {"title_ar": _("Like “Halls for all”.")}

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = groups  # type: ignore[attr-defined]
        if len(groups) == 1:
            self.fields["lead"].initial = groups[0]
            self.fields["lead"].empty_label = None  # type: ignore[attr-defined]
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))


class WhatForm(WithRows):
    title = _("What do you want to do together?")

    class Meta:
        model = Initiative
        fields = ["title_ar", "title_en", "summary_ar", "summary_en", "aim_ar", "aim_en"]
        labels = {"summary_ar": _("Summary"), "summary_en": _("Summary")}
        help_texts = {
            "summary_ar": _("Two sentences for the list. Changing them asks nobody anew."),
            "aim_ar": _("What will be different afterwards, and for whom?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("aim_ar", "aim_en", "summary_ar", "summary_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 5 if name[:3] == "aim" else 2})
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))


class WhereForm(WithRows):
    title = _("Who is it for, and where?")
    area = AreaField(required=False)

    class Meta:
        model = Initiative
        fields = ["fields", "beneficiaries", "area"]
        widgets = {"fields": Ticks, "beneficiaries": Ticks}
        labels = {"fields": _("Fields of work"), "beneficiaries": _("For whom")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fields"].queryset = Field.objects.filter(in_picker=True)  # type: ignore[attr-defined]


class MilestoneForm(RowForm):
    needs = _("Name the milestone, in Arabic or in English.")

    class Meta:
        model = Milestone
        fields = ["title_ar", "title_en", "due_on"]
        widgets = {"due_on": day_input()}


class Milestones(RowsOf):
    form_class, name, row_title = MilestoneForm, "milestones", _("milestone")
    owner, relation = "initiative", "milestones"


class WhenForm(WithRows):
    title = _("When, and by which milestones?")
    row_sets = (Milestones,)

    class Meta:
        model = Initiative
        fields = ["starts_on", "ends_on"]
        widgets = {"starts_on": day_input(), "ends_on": day_input()}
        labels = {"starts_on": _("First day"), "ends_on": _("Last day")}

    def clean(self):
        super().clean()
        begins, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", ValidationError(_("The end is before the beginning."), code="order"))
        elif ends and ends < timezone.localdate():
            self.add_error("ends_on", ValidationError(_("Choose today or a later day."), code="past"))


class SafetyForm(WithRows):
    title = _("How is everybody safe, and who else can take part?")

    class Meta:
        model = Initiative
        fields = [
            "safeguarding_ar", "safeguarding_en", "access_ar", "access_en",
            "expected_ar", "expected_en", "permit_needed",
        ]  # fmt: skip
        help_texts = {
            "safeguarding_ar": _(
                "What could go wrong, who looks after minors and adults at risk, whom to call."
            ),
            "access_ar": _("Ways in, sign language, quiet places, transport. Changing it asks nobody anew."),
            "expected_ar": _("Numbers you hope for, so that the report can answer them."),
            "permit_needed": _("The committee’s decision does not replace the competent authority’s."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name[-3:] in ("_ar", "_en"):
                field.widget.attrs["rows"] = 4
        in_two_languages(self, needed="safeguarding")


class PlanForm(WhatForm, WhereForm, WhenForm, SafetyForm):
    """The plan at once, as programs send it: fields and rules are those of the steps."""

    class Meta:
        model = Initiative
        fields = [name for step in (WhatForm, WhereForm, WhenForm, SafetyForm) for name in step.Meta.fields]


STEPS: dict[str, Any] = {
    "what": WhatForm, "where": WhereForm, "when": WhenForm, "budget": BudgetForm, "safety": SafetyForm,
}  # fmt: skip


class PartnerForm(forms.Form):
    """Another listed group."""

    group = forms.ModelChoiceField(Group.objects.none(), label=_("Which group?"), to_field_name="slug")

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        others = Group.objects.listed().exclude(partnerships__initiative=initiative)
        self.fields["group"].queryset = others.order_by("name_ar", "name_en")  # type: ignore[attr-defined]


class ReplyByForm(forms.Form):
    """Until when partners reply; empty means fourteen days."""

    reply_by = forms.DateField(label=_("Partners reply by"), widget=day_input(), required=False)

    def clean_reply_by(self):
        day = self.cleaned_data["reply_by"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."), code="past")
        return day


class DeclineForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("The leading group reads it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["why"])
