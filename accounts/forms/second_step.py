"""The second step of signing in: codes of an authenticator app, and recovery codes."""

from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import CountedCode, InOurWords
from accounts.models import Person


class SecondStepBase(CountedCode, InOurWords):
    counted_as = "second-step"
    user: Person

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of the app, or a recovery code")

    def whom(self):
        return str(self.user.pk)


class SecondStep(SecondStepBase, mfa.AuthenticateForm):
    pass


class SecondStepAgain(SecondStepBase, mfa.ReauthenticateForm):
    pass


class ActivateApp(SecondStepBase, totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code that the app shows")
