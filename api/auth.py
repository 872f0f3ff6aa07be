"""Who asks: a partner by `Authorization: Api-Key …`, or the public.

The API knows no sessions, so that a public answer is the same for everybody: it may be kept by caches and read
from pages of any origin.
"""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import Key
from deeds import hooks
from directory.models.mandate import audiences_of_key

SCHEME = "Api-Key"
STAMP_EVERY = timedelta(minutes=1)
NOT_VALID = _("This API key is not valid: it is unknown, has expired or was revoked.")


class KeyAuthentication(BaseAuthentication):
    """A key that is unknown, expired or revoked is refused with 401, never taken for the public."""

    def authenticate(self, request):
        scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.casefold() != SCHEME.casefold():
            return None
        key = Key.objects.find(text.strip()) if "\0" not in text else None
        if key is None:
            raise AuthenticationFailed(NOT_VALID)
        stamp(key)
        return AnonymousUser(), key

    def authenticate_header(self, request):
        return SCHEME


def stamp(key):
    """Writes down that the key was used, at most once a minute."""
    now = timezone.now()
    if key.last_used_at and key.last_used_at > now - STAMP_EVERY:
        return
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - STAMP_EVERY)
    Key.objects.filter(stale, pk=key.pk).update(last_used_at=now)


def audiences(request):
    """The audiences of a request: public; with a key one string for each of its scopes, and what groups let it do."""
    key = request.auth
    if key is None:
        return hooks.PUBLIC
    return (
        hooks.PUBLIC | {f"partner:{key.partner_id}:{scope}" for scope in key.scopes} | audiences_of_key(key)
    )
