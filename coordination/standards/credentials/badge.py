"""An accreditation as an Open Badges 3.0 credential, in the active language.

1EdTech, Open Badges 3.0 (OpenBadgeCredential) over W3C Verifiable Credentials Data Model 2.0, with the proof
eddsa-jcs-2022 and W3C Bitstring Status List 1.0.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination.standards.credentials import keys, said, signed, status

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
MEDIA_TYPE = "application/vc+ld+json"


def credential(accreditation):
    """The signed credential; the same as long as the accreditation, its texts and the key are the same."""
    return signed.with_proof(document(accreditation), said.moment(accreditation.issued_at))


def document(accreditation):
    group, standard = accreditation.group, accreditation.standard
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": said.verify_address(accreditation),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _("%(giver)s: %(standard)s")
        % {"giver": _("Accreditation of the forum"), "standard": standard},
        "issuer": {
            "id": keys.did(),
            "type": ["Profile"],
            "name": said.giver_in(get_language()),
            "url": settings.SITE_URL,
        },
        "validFrom": said.first_moment(accreditation.valid_from),
        "validUntil": said.last_moment(accreditation.valid_until),
        "credentialSubject": {
            "id": f"urn:uuid:{group.uuid}",
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}
                for name in (group.name_ar, group.name_en)
                if name
            ],
            "achievement": achievement(standard),
        },
        "credentialStatus": status.entries(accreditation),
    }


def achievement(standard):
    page = settings.SITE_URL + standard.get_absolute_url()
    return {
        "id": settings.SITE_URL + reverse("api_standard", args=[standard.uuid]),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "inLanguage": get_language(),
        "name": str(standard.title),
        "version": str(standard.number),
        "description": str(standard.purpose or standard.title),
        "criteria": {
            "id": page,
            "narrative": _("Assessed clause by clause by a reviewer from outside the group: %(page)s")
            % {"page": page},
        },
    }
