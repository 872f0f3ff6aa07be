"""The public keys at addresses that stay: as a key set, and as the document of the site's did:web."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from coordination.standards.credentials import keys
from deeds.journal.canonical import canonical

FRESH_SECONDS = 300


@require_safe
def key_set(request):
    return published(keys.key_set(), "application/jwk-set+json")


@require_safe
def did(request):
    return published(keys.did_document(), "application/did+json")


def published(document, media_type):
    """For every site's scripts, and for caches of a few minutes."""
    response = HttpResponse(canonical(document), content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    response.same_for_all = True  # type: ignore[attr-defined]
    return response
