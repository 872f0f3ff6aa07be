"""The mails about accounts: written once, as text whose first line is the subject, and sent as text and HTML."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

ACCOUNT, LETTER = "account", "letter"  # kinds of mail: what is about accounts goes first, and always


class Mail(EmailMultiAlternatives):
    """What the outbox reads beside the message: its kind, a key against doubles, and when it is too late to send."""

    kind = LETTER
    dedup_key = ""
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Letter:
    template: str
    seconds: int | None = None  # how long the secret inside is good for


CODE = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
LETTERS = {
    "account/email/login_code": Letter("mail/account/sign_in_code.txt", CODE),
    "account/email/proof_code": Letter("mail/account/proof_code.txt", CODE),
    "account/email/email_confirmation_signup": Letter("mail/account/welcome_code.txt", CODE),
    "account/email/email_confirmation": Letter("mail/account/confirmation_code.txt", CODE),
    "account/email/password_reset_key": Letter(
        "mail/account/reset_link.txt", settings.PASSWORD_RESET_TIMEOUT
    ),
    "account/email/unknown_account": Letter("mail/account/nobody_by_this_address.txt", CODE),
    "account/email/account_already_exists": Letter("mail/account/known_already.txt", CODE),
    "account/email/email_changed": Letter("mail/account/address_changed.txt"),
    "account/email/password_changed": Letter("mail/account/password_changed.txt"),
    "account/email/password_set": Letter("mail/account/password_changed.txt"),
    "account/email/password_reset": Letter("mail/account/password_changed.txt"),
    "mfa/email/totp_activated": Letter("mail/account/second_step_on.txt"),
    "mfa/email/totp_deactivated": Letter("mail/account/second_step_off.txt"),
    "mfa/email/webauthn_added": Letter("mail/account/passkey_added.txt"),
    "mfa/email/webauthn_removed": Letter("mail/account/passkey_removed.txt"),
    "mfa/email/recovery_codes_generated": Letter("mail/account/recovery_codes_made.txt"),
}


def compose(prefix, address, lang, context):
    """The message, to be made while `lang` is active; it goes first, and not at all once its secret has expired."""
    letter = LETTERS[prefix]
    minutes = (letter.seconds or 0) // 60
    words = {**context, "minutes": minutes, "hours": minutes // 60}
    words |= {name: isolated(words[name]) for name in ("email", "from_email", "to_email") if words.get(name)}
    message = written(letter.template, address, lang, words)
    message.kind = ACCOUNT
    message.expires_at = timezone.now() + timedelta(seconds=letter.seconds) if letter.seconds else None
    return message


def send(template, address, lang, words, *, expires_at=None, dedup_key="", kind=LETTER):
    """Puts a letter of `templates/mail/` into the outbox, in `lang`, as part of the caller's transaction.

    It is not sent after `expires_at`; of two with the same `dedup_key` to one address the second is dropped.
    """
    with override(lang):
        message = written(template, address, lang, words)
    message.expires_at, message.dedup_key, message.kind = expires_at, dedup_key, kind
    message.send()


def written(template, address, lang, words):
    """The message of a template whose first line is the subject, as text and as HTML."""
    words = {**words, **about_the_site(lang)}
    subject, _blank, text = render_to_string(template, words).strip().partition("\n")
    text = text.strip()
    html = render_to_string("mail/letter.html", {**words, "subject": subject, "paragraphs": paragraphs(text)})
    message = Mail(subject.strip(), text, settings.DEFAULT_FROM_EMAIL, [address])
    message.attach_alternative(html, "text/html")
    return message


def about_the_site(lang):
    return {
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "site_name": settings.SITE_NAME[lang],
        "site_url": settings.SITE_URL,
    }


def isolated(text):
    """An address inside a sentence of the other direction keeps its own."""
    return f"\u2068{text}\u2069"


def paragraphs(text):
    """(kind, text) of each paragraph: a line that is only a code or an address of a page is shown as such."""
    for part in re.split(r"\n\s*\n", text):
        part = part.strip()
        kind = (
            "code"
            if re.fullmatch(r"[\d-]{6,}", part)
            else "link"
            if re.fullmatch(r"https?://\S+", part)
            else "text"
        )
        yield kind, part
