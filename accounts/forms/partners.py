"""What an institution asks for, and what the committee grants."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner, Scope

A_YEAR = timedelta(days=365)


class Asking(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("What you want to do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Partner
        fields = ["name", "contact_email", "purpose", "scopes"]
        labels = {"name": _("Name of the institution"), "contact_email": _("Address for technical news")}
        help_texts = {
            "purpose": _("What you build, and who will see the data. Contacts are never for marketing.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = True
        self.fields["purpose"].widget.attrs["rows"] = 4
        for name in ("name", "purpose"):
            self.fields[name].widget.attrs["dir"] = "auto"


class Granting(forms.Form):
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    ends_on = forms.DateField(
        label=_("Until"),
        help_text=_("A year at most."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    per_minute = forms.IntegerField(label=_("Requests a minute"), min_value=1, max_value=100_000)

    def clean_ends_on(self):
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today <= day <= today + A_YEAR:
            raise forms.ValidationError(_("Choose a day from today on, a year from now at most."))
        return day


class Reason(forms.Form):
    reason = forms.CharField(
        label=_("Reason in words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The person who asked reads this sentence."),
    )


class KeyName(forms.Form):
    name = forms.CharField(label=_("What the key is for"), max_length=50, required=False)
