"""A shortlist of groups as it stands in an address: codes of 22 characters, joined by dots, at most twenty."""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode

MOST = 20
LONGEST = 2000


def code_of(group_uuid):
    """22 characters for a group's public id."""
    return urlsafe_b64encode(uuid.UUID(str(group_uuid)).bytes).rstrip(b"=").decode()


def uuid_of(code):
    """The id behind a code; None when it is none."""
    try:
        return uuid.UUID(bytes=urlsafe_b64decode(f"{code}=="))
    except ValueError:
        return None


def codes_in(text):
    """(the codes of an address, each once and in their order; whether something of it was dropped)."""
    said = list(dict.fromkeys(part for part in text[:LONGEST].split(".") if part))
    known = [code for code in said if uuid_of(code)][:MOST]
    return known, len(known) < len(said)
