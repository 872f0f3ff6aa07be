"""What a group can lend to others: skills, equipment, a venue, transport, trained people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Capability

from .fields import in_two_languages, require_one_language


class CapabilityForm(forms.ModelForm):
    class Meta:
        model = Capability
        fields = ["kind", "title_ar", "title_en", "quantity", "available_ar", "available_en"]
        help_texts = {
            "title_ar": _("Like “van with a ramp” or “sign language interpreter”."),
            "available_ar": _("Like “evenings, asked a week before”."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="title")
        self.fields["kind"].choices = Capability.Kind.choices  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))

    def clean_quantity(self):
        quantity = self.cleaned_data["quantity"]
        if quantity is not None and quantity > 100_000:
            raise forms.ValidationError(_("Write a number up to 100,000."), code="max_value")
        return quantity
