"""What is going to end, and when: one table, read by answers (Deprecation, RFC 9745; Sunset, RFC 8594) and by OpenAPI.

Whoever ends something writes it into ENDINGS, the changelog and docs/api.md, at least NOTICE before its end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.http import http_date

NOTICE = timedelta(days=183)  # the six months that docs/api.md promises


@dataclass(frozen=True)
class Ending:
    """Deprecated since one moment, gone from another on; `instead` is the address of what to read about it."""

    since: datetime
    until: datetime
    instead: str

    def headers(self):
        return {
            "Deprecation": f"@{int(self.since.timestamp())}",
            "Sunset": http_date(self.until.timestamp()),
        }

    def links(self):
        return [f'<{self.instead}>; rel="deprecation"', f'<{self.instead}>; rel="sunset"']


ENDINGS: dict[str, Ending] = {}  # by the name of the address in urls.py, as "api_groups"


def of(request):
    """What ends at this request's address, or None."""
    return ENDINGS.get(request.resolver_match.view_name) if request.resolver_match else None
