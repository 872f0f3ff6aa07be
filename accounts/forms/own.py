"""What people choose for themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person


class Settings(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "language"]
        help_texts = {
            "name": _("How others see you. You may leave it empty."),
            "language": _("The site opens in this language, and our messages come in it."),
        }
        widgets = {"language": forms.RadioSelect}
