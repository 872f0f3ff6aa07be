"""How django-allauth behaves here: who it counts, how it mails, what it says, what it keeps encrypted."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from accounts import letters
from accounts.addresses import client_address
from accounts.attempts import Attempt
from accounts.forms.words import PENDING_PASSWORD
from accounts.models import Person, normal

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
    "too_many_mails": _("Many messages went to this address. Look at your mail, or try again in an hour."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
}
WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use the authenticator app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
STRONG = {"mfa_reauthenticate", "mfa_reauthenticate:webauthn"}


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
        """In the recipient's language, whatever page caused it."""
        lang = language_of(email, context.get("user"))
        with override(lang):
            letters.compose(template_prefix, email, lang, {**context, "email": email}).send()

    # --- what is kept

    def login(self, request, user):
        """The password chosen at sign-up becomes valid only now that its owner confirmed the address here.

        It is that address's alone: somebody else who signs in with this browser afterwards does not inherit it.
        """
        chosen = request.session.pop(PENDING_PASSWORD, None) or {"email": "", "password": ""}
        if chosen["password"] and chosen["email"] == user.email and not user.has_usable_password():
            user.password = chosen["password"]
            user.save(update_fields=["password"])
        super().login(request, user)

    # --- where next

    def get_reauthentication_methods(self, user):
        """Who has an app or a passkey shows it, or a recovery code: else a password would be enough to take it off.

        Who has neither types the password or a code mailed for it; there is always a way.
        """
        methods = super().get_reauthentication_methods(user)
        named = [{**method, "description": WAYS[method["id"]]} for method in methods]
        by_mail = {"id": "code", "description": _("Use a mailed code"), "url": reverse("prove_by_code")}
        strong = [method for method in named if method["id"] in STRONG]
        return strong[::-1] or [*named, by_mail]  # a passkey first: it asks least

    def get_logout_redirect_url(self, request):
        return f"/{(get_language() or settings.LANGUAGE_CODE)[:2]}/"


def language_of(email, person=None):
    """The language of the person the address belongs to; of the page where nobody is known by it."""
    if person is None:
        address = EmailAddress.objects.filter(email=normal(email)).select_related("user").first()
        person = address.user if address else Person.objects.filter(email=normal(email)).first()
    return person.language if person else (get_language() or settings.LANGUAGE_CODE)[:2]


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

    def get_public_key_credential_rp_entity(self):
        """Passkeys belong to the site's own host, whatever host a request names."""
        lang = (get_language() or settings.LANGUAGE_CODE)[:2]
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": settings.SITE_NAME[lang]}

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)d") % {"number": number}

    def encrypt(self, text):
        return vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return vault().decrypt(encrypted_text.encode()).decode()


def vault():
    return MultiFernet([Fernet(lock(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def lock(secret):
    return base64.urlsafe_b64encode(hashlib.sha256(f"accounts.mfa{secret}".encode()).digest())
