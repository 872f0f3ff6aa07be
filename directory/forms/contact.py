"""Ways to reach a group, each with who may see it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from directory.models import Contact

from .fields import limited
from .links import telephone

WHO_SEES = [
    (Contact.Audience.PUBLIC, _("Everybody: it stands on your public page and in search engines")),
    (Contact.Audience.MEMBERS, _("Members: only who belongs to your group, signed in")),
]
SENTENCES = {
    Contact.Kind.PHONE: _("Write a telephone number like +965 5000 1234."),
    Contact.Kind.WHATSAPP: _("Write a telephone number like +965 5000 1234."),
    Contact.Kind.EMAIL: _("This does not look like an e-mail address."),
}


class PrivateContactForm(forms.ModelForm):
    """A contact that only the committee and the group's leaders see."""

    class Meta:
        model = Contact
        fields = ["kind", "value"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("number, e-mail or address")
        limited(self.fields["value"]).widget.attrs["dir"] = "auto"
        self.fields["kind"].choices = Contact.Kind.choices  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value")
        if kind and value and not fits(kind, value):
            self.add_error("value", ValidationError(SENTENCES[kind], code=kind))


class ContactForm(PrivateContactForm):
    """A contact for everybody or for members, which is said before it is saved."""

    audience = forms.ChoiceField(
        choices=WHO_SEES,
        widget=forms.RadioSelect,
        label=_("who sees it"),
        initial=Contact.Audience.MEMBERS,
    )

    class Meta(PrivateContactForm.Meta):
        fields = ["kind", "value", "audience"]


def fits(kind, value):
    """Does this value look like one of its kind?"""
    if kind == Contact.Kind.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            return False
    if kind in (Contact.Kind.PHONE, Contact.Kind.WHATSAPP):
        return bool(telephone(re.sub(r"[^\d+ ().-]", "?", value)))
    return True
