"""Opening a ballot, voting, asking, and the reasons that are asked of whoever ends something."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.opening import MOST_DAYS
from coordination.committee.forms.moments import day_field, hour_field, moment
from coordination.committee.models import Vote


def words(label, help_text="", required=True, most=1000, rows=3):
    """A field for some sentences."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=area)


class VoteForm(forms.Form):
    """Nothing is chosen beforehand."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=Vote.Choice,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for, against or abstain.")},
    )


class OpenForm(forms.Form):
    """`at` is the moment of opening, None for now; day and hour are read on the site's own clocks."""

    field_order = ["days", "day", "hour", "recommendation"]
    days = forms.IntegerField(
        label=_("Open for how many days?"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )
    recommendation = words(
        _("What do you recommend, and why?"),
        _("The members read this above the facts."),
        required=False,
        most=2000,
    )

    day = day_field(
        label=_("Opens on"), help_text=_("Leave the day and the hour empty to open it now."), required=False
    )
    hour = hour_field(label=_("At what hour?"), required=False)

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        day, hour = cleaned.pop("day", None), cleaned.pop("hour", None)
        if day and not hour:
            self.add_error("hour", _("Say the hour too."))
        elif hour and not day:
            self.add_error("day", _("Say the day too."))
        cleaned["at"] = moment(day, hour, settings.TIME_ZONE) if day and hour else None
        return cleaned


class AskForm(forms.Form):
    text = words(
        _("Your question"), _("The whole committee reads the question and the answer. Voting goes on.")
    )


class AnswerForm(forms.Form):
    text = words(_("Answer"), most=2000)


class ReasonForm(forms.Form):
    reason = words(_("Reason in words"))
