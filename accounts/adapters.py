"""How django-allauth behaves here: who it counts, how it mails, what it says, what it keeps encrypted."""

import base64
import hashlib
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.addresses import client_address
from accounts.attempts import Attempt
from accounts.models import Person, normal

SIGN_IN_PRIORITY = 0
LIFETIMES = {
    "login_code": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
    "email_confirmation": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "email_confirmation_signup": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    "unknown_account": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
    "account_already_exists": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
}
SAID = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("The e-mail address or the password is not right."),
    "email_taken": _("This address cannot be used here."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is not right. Check the newest message."),
    "incorrect_password": _("The password is not right."),
    "invalid_or_expired_key": _("This link was used already or has expired."),
    "invalid_login": _("The e-mail address or the password is not right."),
    "invalid_password_reset": _("This link was used already or has expired."),
    "same_as_current": _("This is your address already."),
    "rate_limited": _("Too many tries. Try again in 5 minutes."),
    "too_many_login_attempts": _("Too many tries. Try again in 5 minutes, or sign in by a mailed code."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | SAID

    # --- who asks

    def get_client_ip(self, request):
        return client_address(request)

    def pre_authenticate(self, request, **credentials):
        self.attempt = Attempt("password", normal(credentials.get("email")), request=request)
        if not self.attempt.allowed:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self):
        self.attempt.succeeded()

    def _delete_login_attempts_cached_email(self, request, **credentials):
        Attempt.forget("password", normal(credentials.get("email")))

    def new_user(self, request):
        return Person(language=(get_language() or settings.LANGUAGE_CODE)[:2])

    # --- mail

    def send_mail(self, template_prefix, email, context):
        """In the recipient's language, before other mail; one that carries a secret is not sent after it expired."""
        kind = template_prefix.rpartition("/")[2]
        lifetime = LIFETIMES.get(kind)
        lang = language_of(email, context.get("user"))
        with override(lang):
            message = self.render_mail(template_prefix, email, {**context, **about_the_site(lang, lifetime, email)})
        message.priority = SIGN_IN_PRIORITY
        message.expires_at = lifetime and timezone.now() + timedelta(seconds=lifetime)
        message.send()

    def get_reset_password_from_key_url(self, key):
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=["UID", "KEY"]).replace("UID-KEY", key)

    # --- where next

    def get_logout_redirect_url(self, request):
        return f"/{(get_language() or settings.LANGUAGE_CODE)[:2]}/"


def language_of(email, person=None):
    """The language of the person the address belongs to; of the page where nobody is known by it."""
    if person is None:
        address = EmailAddress.objects.filter(email=normal(email)).select_related("user").first()
        person = address.user if address else Person.objects.filter(email=normal(email)).first()
    return person.language if person else (get_language() or settings.LANGUAGE_CODE)[:2]


def about_the_site(lang, lifetime, email):
    return {
        "email": email,
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "site_name": settings.SITE_NAME[lang],
        "site_url": settings.SITE_URL,
        "minutes": lifetime // 60 if lifetime else None,
    }


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes rest encrypted under SECRET_KEY and its fallbacks."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("The authenticator app cannot be removed."),
        "cannot_generate_recovery_codes": _("Set up the authenticator app first, then make recovery codes."),
        "incorrect_code": _("This code is not right. Codes change every half minute."),
        "unverified_email": _("Confirm your e-mail address first."),
        "add_email_blocked": _("This address cannot be used here."),
    }

    def get_totp_issuer(self):
        return settings.SITE_NAME["en"]

    def encrypt(self, text):
        return vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return vault().decrypt(encrypted_text.encode()).decode()


def vault():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"accounts.mfa{key}".encode()).digest())) for key in keys])
