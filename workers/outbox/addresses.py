"""Which addresses the site may post to: https, a public name, port 443; and which IP addresses are public."""

import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

LONGEST = 500
PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # printable ASCII without blanks, quotes, \ ^ ` { | } < >
NAME = re.compile(r"(?=.{4,253}$)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
INSIDE = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|arpa|onion)$"
)
UNICAST = ip_network("2000::/3")
CLOSED = [
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",
    )
]
WHY = {
    "plain": _("Letters, digits and the signs of addresses only. Write a name in another script as xn--…."),
    "form": _("This is no complete web address."),
    "scheme": _("The address has to begin with https://."),
    "credentials": _("No user name or password in the address: requests are signed."),
    "port": _("Only the ordinary port of https (443) is possible."),
    "fragment": _("Leave out what follows the #."),
    "host": _("Write the full name of a server in the internet, like hooks.example.org; no number, no local name."),
    "name": _("This name does not lead anywhere. Check how it is written."),
    "private": _("This name leads to an address that is not public."),
}  # fmt: skip


class Unfit(Exception):
    """An address that is never written to; `code` is a key of WHY."""

    def __init__(self, code):
        super().__init__(code)
        self.code, self.sentence = code, WHY[code]


@dataclass(frozen=True)
class Endpoint:
    """`host` in lower case; `target` is the path with its query."""

    host: str
    target: str


def parse(url):
    """The Endpoint of an address, or Unfit."""
    if not PLAIN.fullmatch(url.lower()) or len(url) > LONGEST:
        raise Unfit("plain")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Unfit("form") from error
    if parts.scheme != "https":
        raise Unfit("scheme")
    if "@" in parts.netloc:
        raise Unfit("credentials")
    if "#" in url:
        raise Unfit("fragment")
    return Endpoint(
        host_of(parts.netloc.lower()), (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    )


def host_of(netloc):
    host, colon, port = netloc.partition(":")
    if netloc.startswith("[") or not NAME.fullmatch(host) or INSIDE.search(host):
        raise Unfit("host")
    if colon and port != "443":
        raise Unfit("port")
    return host


def is_public(text):
    """Whether an IP address is one of the internet's own, and hides no other inside."""
    address = ip_address(text.partition("%")[0])
    if address.version == 6 and address not in UNICAST:
        return False
    inside = any(address in network for network in CLOSED if network.version == address.version)
    return address.is_global and not address.is_multicast and not inside
