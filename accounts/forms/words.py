"""How our forms speak, and how they count tries at a code."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.attempts import CODE_STEPS, Attempt, may_mail
from accounts.models import normal

PENDING_PASSWORD = "password_once_confirmed"  # in the session: {email, password (hashed)}
LONGEST_ADDRESS = 254  # RFC 5321; the database holds no more
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
PASSWORD_HINT = _("12 characters or more. A few words in a row are easy to remember.")
WORDS: dict[str, tuple[Any, Any, Any]] = {  # field: label, what is missing without it, hint
    "email": (_("E-mail address"), _("The e-mail address is required."), ""),
    "login": (_("E-mail address"), _("The e-mail address is required."), ""),
    "password": (_("Password"), _("The password is required."), ""),
    "oldpassword": (_("Current password"), _("The current password is required."), ""),
    "password1": (_("New password"), _("The new password is required."), PASSWORD_HINT),
    "password2": (_("New password once more"), _("The new password is required a second time."), ""),
    "code": (_("Code"), _("The code is required."), ""),
}


class InOurWords(forms.Form):
    """Labels, hints and sentences of our own; addresses, passwords and codes are written from left to right."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in WORDS:
                label, missing, hint = WORDS[name]
                field.label, field.help_text = label, hint
                field.error_messages["required"] = missing
                field.widget.attrs.pop("placeholder", None)
                field.widget.attrs["dir"] = "ltr"
            if isinstance(field, forms.EmailField):
                no_address = _("This does not look like an e-mail address.")
                field.validators = [
                    EmailValidator(no_address),
                    MaxLengthValidator(LONGEST_ADDRESS, no_address),
                ]

    def clean(self):
        cleaned = super().clean()
        if "password2" in self.errors and self.data.get("password2"):
            self.errors["password2"].data[:] = [forms.ValidationError(_("The two passwords differ."))]
        return cleaned


class CountedMail(forms.Form):
    """Each message that a form can cause is counted, to known and unknown addresses alike."""

    def clean_email(self):
        if not may_mail(normal(self.cleaned_data["email"]), context.request):
            raise get_adapter().validation_error("too_many_mails")
        return super().clean_email()  # type: ignore[misc]


class CountedCode(forms.Form):
    """Each try is counted before the code is looked at; digits may be typed in Arabic or Western form."""

    counted_as = "code"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self):
        attempt = Attempt(self.counted_as, self.whom(), CODE_STEPS)
        if not attempt.allowed:
            raise get_adapter().validation_error("rate_limited")
        self.cleaned_data["code"] = self.cleaned_data["code"].translate(WESTERN)
        code = super().clean_code()  # type: ignore[misc]
        attempt.succeeded()
        return code

    def whom(self):
        return context.request.session.session_key or ""
