"""Signing up, signing in and proving who one is: django-allauth's forms, in our words and counted by us."""

from uuid import uuid4

from allauth.account import forms as account
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import PENDING_PASSWORD, CountedCode, CountedMail, InOurWords
from accounts.models import normal


class SignIn(InOurWords, account.LoginForm):
    pass


class SignUp(CountedMail, InOurWords, account.SignupForm):
    """The password waits in the session until the address is confirmed there.

    Otherwise a stranger could sign up with somebody's address and keep a password that works once its owner comes.
    A known address costs the same hash as a new one, and gets the same answer.
    """

    account_already_exists: bool

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "12 characters or more. Without a password, you sign in each time by a code that we mail to you."
        )

    def try_save(self, request):
        password = self.cleaned_data.pop("password1", "")
        chosen = make_password(password) if password else ""
        request.session[PENDING_PASSWORD] = {"email": normal(self.cleaned_data["email"]), "password": chosen}
        if self.account_already_exists:
            self.take_as_long(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # two at once with one address: the second one finds it taken
            self.account_already_exists = True
            return super().try_save(request)

    def take_as_long(self, request):
        """Write a new person down and take it back, so that time does not tell a known address."""
        known = self.cleaned_data["email"]
        self.account_already_exists, self.cleaned_data["email"] = False, f"{uuid4().hex}@nobody.invalid"
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.account_already_exists, self.cleaned_data["email"] = True, known


class AskForCode(CountedMail, InOurWords, account.RequestLoginCodeForm):
    pass


class SignInCode(CountedCode, InOurWords, account.ConfirmLoginCodeForm):
    pass


class ConfirmationCode(CountedCode, InOurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class ChangeEmail(CountedMail, InOurWords, account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePassword(InOurWords, account.ChangePasswordForm):
    pass


class SetPassword(InOurWords, account.SetPasswordForm):
    pass


class AskForReset(CountedMail, InOurWords, account.ResetPasswordForm):
    pass


class ResetPassword(InOurWords, account.ResetPasswordKeyForm):
    pass


class ProofCode(CountedCode, InOurWords, account.BaseConfirmCodeForm):
    counted_as = "proof"


class ConfirmItIsYou(InOurWords, account.ReauthenticateForm):
    pass
