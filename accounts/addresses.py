"""Where a request comes from: the address that limits count, told apart from what a client merely claims."""

import ipaddress

import structlog
from django.conf import settings


def client_address(request):
    """The address that the outermost of our TRUSTED_PROXIES saw; without proxies the peer's own.

    Each proxy appends whom it heard from to X-Forwarded-For, so with n proxies the n-th from the end is the first
    entry that no client can forge.
    """
    peer = request.META.get("REMOTE_ADDR") or "0.0.0.0"
    heard = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if not settings.TRUSTED_PROXIES or len(heard) < settings.TRUSTED_PROXIES:
        return valid(peer) or "0.0.0.0"
    return valid(heard[-settings.TRUSTED_PROXIES]) or valid(peer) or "0.0.0.0"


def log_it(request, **_more):
    """Every line that the log keeps of a request names that address, not what a client claims."""
    structlog.contextvars.bind_contextvars(ip=client_address(request))


def neighbourhood(address):
    """What one household can change at will: an IPv4 address itself, an IPv6 one's /64."""
    parsed = ipaddress.ip_address(address)
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((int(parsed), 64), strict=False).network_address)


def valid(text):
    """The address as text, "" when it is none; an IPv4 address is one also when it is written as IPv6."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
