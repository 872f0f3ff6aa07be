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

SCHEME = "Api-Key"
STAMP_EVERY = timedelta(minutes=1)


class KeyAuthentication(BaseAuthentication):
    """A key that is unknown, expired or revoked is refused with 401, never taken for the public."""

    def authenticate(self, request):
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.casefold() != SCHEME.casefold():
            return None
        key = living_key(token.strip())
        if key is None:
            raise AuthenticationFailed(_("This API key is not valid: it is unknown, has expired or was revoked."))
        stamp(key)
        return AnonymousUser(), key

    def authenticate_header(self, request):
        return SCHEME


def living_key(token):
    """The Key that `token` opens, or None."""
    try:
        key = Key.objects.get_from_key(token)
    except (Key.DoesNotExist, ValueError):  # PostgreSQL answers a NUL with ValueError
        return None
    return None if key.has_expired else key


def stamp(key):
    """Writes down that the key was used, at most once a minute."""
    now = timezone.now()
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - STAMP_EVERY)
    Key.objects.filter(stale, pk=key.pk).update(last_used_at=now)


def audiences(request):
    """The audiences of an API request: public, and one string for each scope of the partner whose key came along."""
    key = request.auth
    scopes = {f"partner:{key.partner_id}:{scope}" for scope in key.scopes} if key else set()
    return frozenset({"public"} | scopes)
