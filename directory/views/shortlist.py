"""A shortlist of groups that stands in its own address: no account, no cookie, nothing kept here."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.models import Card, Standing
from directory.search.query import Hit
from directory.shortlist import MOST, code_of, codes_in, uuid_of


@require_safe
def shortlist(request):
    """Groups that are unknown or not listed are dropped, with a sentence that does not say which of the two."""
    codes, dropped = codes_in(request.GET.get("groups", ""))
    found = cards_of(codes, request.audiences)
    kept = [code for code in codes if code in found]
    context = {
        "hits": [Hit(found[code]) for code in kept],
        "codes": ".".join(kept),
        "full": len(kept) >= MOST,
        "most": MOST,
        "dropped": dropped or len(kept) < len(codes),
        "share": f"{settings.SITE_URL}{request.path}?groups={'.'.join(kept)}",
    }
    return render(request, "directory/shortlist.html", context)


def cards_of(codes, audiences):
    """{code: card data} of the listed groups among them."""
    rows = Card.objects.visible_to(audiences).filter(
        service__isnull=True,
        group__uuid__in=[uuid_of(code) for code in codes],
        group__standing=Standing.LISTED,
    )
    return {code_of(data["id"]): data for data in rows.values_list("data", flat=True)}
