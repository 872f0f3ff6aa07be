"""Which partner institution may act in a group's name, how far, and until when."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import OF_GROUPS, Partner

A_YEAR = timedelta(days=365)


class MandateForm(forms.Form):
    """Only institutions that the committee lets do such a thing, and of that only what it lets this one do."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Which institution?"),
        to_field_name="uuid",
        empty_label=_("choose an institution"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=[(scope.value, scope.label) for scope in OF_GROUPS],
        widget=forms.CheckboxSelectMultiple,
    )
    ends_on = forms.DateField(
        label=_("Until"),
        help_text=_("A year at most. You can end it at any moment."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        able = Partner.objects.reading().filter(scopes__meets=set(OF_GROUPS))
        self.fields["partner"].queryset = able.order_by("name")  # type: ignore[attr-defined]
        self.fields["ends_on"].initial = timezone.localdate() + timedelta(days=90)

    def clean_ends_on(self):
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today <= day <= today + A_YEAR:
            raise forms.ValidationError(_("Choose a day from today on, a year from now at most."))
        return day

    def clean(self):
        partner, scopes = self.cleaned_data.get("partner"), self.cleaned_data.get("scopes")
        if partner and scopes and not set(scopes) <= set(partner.scopes):
            words = _("The committee lets this institution do only: %(allowed)s.")
            allowed = ", ".join(str(scope.label) for scope in OF_GROUPS if scope in partner.scopes)
            self.add_error("scopes", words % {"allowed": allowed})
