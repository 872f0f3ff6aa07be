"""Passkeys: made, named and used in our words, and from the site's own address alone."""

import json

from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode

NOT_ACCEPTED = _("The passkey was not accepted. Try once more.")
NOT_MADE = _("No passkey was made. Press the button once more.")


class FromHere(forms.Form):
    """What the browser signed names the page it was signed for: another site's, or a subdomain's, is refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": NOT_MADE, "invalid": NOT_ACCEPTED}

    def signed_here(self):
        return origin_of(self.cleaned_data.get("credential")) == settings.SITE_URL


class Used(FromHere):
    def clean_credential(self):
        if not self.signed_here():
            raise ValidationError(NOT_ACCEPTED)
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            raise ValidationError(NOT_ACCEPTED) from error


class Named(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["name"] = forms.CharField(label=_("Name of the passkey"), max_length=60)
        name.help_text = _("Like “my phone”, to tell it from others.")
        name.widget.attrs["dir"] = "auto"


class AddPasskey(Named, FromHere, passkeys.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        choice = self.fields["passwordless"]
        choice.label, choice.initial = _("It signs me in by itself, without a password"), True
        choice.help_text = _("The device then asks for your finger, your face or its code each time.")
        self.order_fields(["name", "passwordless", "credential"])

    def clean(self):
        if self.cleaned_data.get("credential") and not self.signed_here():
            raise ValidationError(NOT_ACCEPTED)
        try:
            return super().clean()
        except ValidationError as error:
            raise ValidationError(NOT_ACCEPTED) from error


class NamePasskey(Named, passkeys.EditWebAuthnForm):
    pass


class SignInByPasskey(Used, passkeys.LoginWebAuthnForm):
    pass


class SecondStepByPasskey(Used, passkeys.AuthenticateWebAuthnForm):
    pass


class PasskeyAgain(Used, passkeys.ReauthenticateWebAuthnForm):
    pass


def origin_of(credential):
    """The origin that stands in the signed part of a credential; "" when there is none to read."""
    try:
        return json.loads(websafe_decode(credential["response"]["clientDataJSON"]))["origin"]
    except (KeyError, TypeError, ValueError):
        return ""
