"""Which groups let a partner institution act in their name now, on the page of the institution."""

from deeds.hooks import Part
from directory.models import Mandate

MOST = 200


def on_partners_page(partner):
    rows = Mandate.objects.of_partner(partner)[:MOST]
    return Part("directory/_partner_mandates.html", {"mandates": rows})
