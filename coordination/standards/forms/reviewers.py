"""Who is put on the roll of reviewers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.forms.seats import PersonField
from coordination.standards.models import Standard


class ReviewerForm(forms.Form):
    """For one standard, whatever its version, or for all of them."""

    person = PersonField(label=_("Address of the person"), help_text=_("Their account here, confirmed."))
    code = forms.ChoiceField(label=_("Trained for which standard?"), required=False)
    training = forms.CharField(
        label=_("Which training was it?"), max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Where and when, like “two evenings with the committee, May 2026”. The person reads it too."),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Trained until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("That day included. After it the person is not proposed any more."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("all standards")), *titles()]  # type: ignore[attr-defined]

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."), code="past")
        return day


def titles():
    """[(code, title of the latest version)] of everything that groups were ever asked about."""
    rows = Standard.objects.visible_to({"public"}).defer("consulted").order_by("code", "number")
    return sorted({row.code: row.title for row in rows}.items(), key=lambda pair: pair[1])
