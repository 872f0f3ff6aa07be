"""What a page says to people, for machines: schema.org as JSON-LD."""

import json

from django.utils.safestring import mark_safe

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def linked(kind, said):
    """The text of a script of the type application/ld+json, without what is empty; it cannot close the script."""
    data = {"@context": "https://schema.org", "@type": kind}
    data |= {name: value for name, value in said.items() if value}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
