"""JSON as partners read it: UTF-8 with Arabic as Arabic, in UTC."""

from collections.abc import Iterable

import orjson
from django.utils.functional import Promise
from rest_framework import renderers


def plain(value):
    """What orjson does not know by itself: mappings, other iterables; lazy sentences and the rest as text."""
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, Iterable) and not isinstance(value, str | Promise):
        return list(value)
    return str(value)


def dumps(value):
    return orjson.dumps(value, default=plain, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


class JSONRenderer(renderers.BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None  # RFC 8259: JSON is UTF-8 and the media type has no parameter for it

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else dumps(data)
