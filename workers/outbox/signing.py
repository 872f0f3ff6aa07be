"""Signatures as Standard Webhooks say (standardwebhooks.com, symmetric, v1): HMAC-SHA256 over id, moment and body."""

import base64
import hmac
import secrets

PREFIX = "whsec_"


def new_secret():
    """32 random bytes, as the text that a partner puts into its program."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(number, moment, body, live):
    """The three headers of a request; one signature for each secret that is live, the newest first."""
    signed = [signature(secret, number, moment, body) for secret in live]
    return {
        "webhook-id": number,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signed),
    }


def signature(secret, number, moment, body):
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{number}.{moment}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"
