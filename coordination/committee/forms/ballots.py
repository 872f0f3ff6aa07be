"""Opening a ballot, voting, asking, and the reasons that are asked of whoever ends something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.opening import MOST_DAYS
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


class AskForm(forms.Form):
    text = words(
        _("Your question"), _("The whole committee reads the question and the answer. Voting goes on.")
    )


class AnswerForm(forms.Form):
    text = words(_("Answer"), most=2000)


class ReasonForm(forms.Form):
    reason = words(_("Reason in words"))
