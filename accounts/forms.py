"""The forms of signing up, signing in and proving who one is: django-allauth's, in our words and counted by us."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.attempts import CODE_STEPS, Attempt
from accounts.models import Person

PENDING_PASSWORD = "password_once_confirmed"
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
PASSWORD_HINT = _("12 characters or more. A few words in a row are easy to remember.")
WORDS = {  # field: label, what is missing without it, hint
    "email": (_("E-mail address"), _("The e-mail address is required."), ""),
    "login": (_("E-mail address"), _("The e-mail address is required."), ""),
    "password": (_("Password"), _("The password is required."), ""),
    "oldpassword": (_("Current password"), _("The current password is required."), ""),
    "password1": (_("New password"), _("The new password is required."), PASSWORD_HINT),
    "password2": (_("New password once more"), _("The new password is required a second time."), ""),
    "code": (_("Code"), _("The code is required."), ""),
}


class InOurWords:
    """Labels, hints and sentences of our own; addresses, passwords and codes are written from left to right."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in WORDS:
                field.label, field.error_messages["required"], field.help_text = WORDS[name]
                field.widget.attrs.pop("placeholder", None)
                field.widget.attrs["dir"] = "ltr"
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _("This does not look like an e-mail address.")
                for validator in field.validators:
                    validator.message = field.error_messages["invalid"]

    def clean(self):
        cleaned = super().clean()
        for name, errors in self.errors.items():
            if name == "password2":
                errors.data[:] = [forms.ValidationError(_("The two passwords differ."))]
        return cleaned


class CountedCode:
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
        code = super().clean_code()
        attempt.succeeded()
        return code

    def whom(self):
        return context.request.session.session_key or ""


class SignIn(InOurWords, account.LoginForm):
    pass


class SignUp(InOurWords, account.SignupForm):
    """The password waits in the session until the address is confirmed there.

    Otherwise a stranger could sign up with somebody's address and keep a password that works once its owner comes.
    A known address costs the same hash as a new one, and gets the same answer.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "12 characters or more. Without a password, you sign in each time by a code that we mail to you."
        )

    def try_save(self, request):
        password = self.cleaned_data.pop("password1", "")
        request.session[PENDING_PASSWORD] = make_password(password) if password else ""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # two at once with one address: the second one finds it taken
            self.account_already_exists = True
            return super().try_save(request)


class AskForCode(InOurWords, account.RequestLoginCodeForm):
    pass


class SignInCode(CountedCode, InOurWords, account.ConfirmLoginCodeForm):
    pass


class ConfirmationCode(CountedCode, InOurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class ChangeEmail(InOurWords, account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePassword(InOurWords, account.ChangePasswordForm):
    pass


class SetPassword(InOurWords, account.SetPasswordForm):
    pass


class AskForReset(InOurWords, account.ResetPasswordForm):
    pass


class ResetPassword(InOurWords, account.ResetPasswordKeyForm):
    pass


class ConfirmItIsYou(InOurWords, account.ReauthenticateForm):
    pass


class SecondStepBase(CountedCode, InOurWords):
    counted_as = "second-step"

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


class Settings(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "language"]
        help_texts = {
            "name": _("How others see you. You may leave it empty."),
            "language": _("The site opens in this language, and our messages come in it."),
        }
        widgets = {"language": forms.RadioSelect}
