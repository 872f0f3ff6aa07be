"""Which credentials hold no more, for machines: W3C Bitstring Status List 1.0, one list a purpose.

The place of an accreditation in the lists is its primary key; every one of them is public anyway.
"""

import gzip

from django.conf import settings
from django.urls import reverse

from coordination.standards.credentials import keys, said, signed

SMALLEST = 131_072  # bits; fewer would tell by its size which one somebody asks about
CONTEXT = "https://www.w3.org/ns/credentials/v2"
PURPOSES = ("revocation", "suspension")


def address(purpose):
    return settings.SITE_URL + reverse("api_accreditation_status", args=[purpose])


def entries(accreditation):
    return [
        {
            "id": f"{address(purpose)}#{accreditation.pk}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(accreditation.pk),
            "statusListCredential": address(purpose),
        }
        for purpose in PURPOSES
    ]


def credential(purpose, places, since):
    """The signed list in which these places (primary keys) are set; `since` is when one last changed."""
    document = {
        "@context": [CONTEXT],
        "id": address(purpose),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": keys.did(),
        "validFrom": said.moment(since),
        "credentialSubject": {
            "id": f"{address(purpose)}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": "u" + keys.base64url(gzip.compress(bits(places), mtime=0)),
        },
    }
    return signed.with_proof(document, said.moment(since))


def bits(places):
    """The first bit of the first byte is place 0."""
    size = max(SMALLEST, (max(places, default=0) // SMALLEST + 1) * SMALLEST)
    found = bytearray(size // 8)
    for place in places:
        found[place // 8] |= 0x80 >> place % 8
    return bytes(found)
