"""/api/v1/changes/: the public journal in its sealed order, so that a mirror loses nothing.

A row says that something changed, and where to read it now; `gone` marks what the public no longer sees. The cursor
is a place in the chain of seals with its hash: one that this journal does not know means "start over".
"""

import base64
import binascii

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from api.pagination import MOST
from api.parameters import FIELDS, LANGUAGE, PAGES, parameter
from api.reading import Reading
from api.shapes import DATA_LICENCE
from deeds import journal
from deeds.journal.sealing import parsed_head
from workers.public import BEGINNING, WORDS, cursor_of, rows_of

LATEST = "latest"


class Unknown(APIException):
    status_code = 410


class ChangeRow(serializers.Serializer):
    id = serializers.UUIDField(help_text="of this change")
    at = serializers.DateTimeField()
    resource = serializers.ChoiceField(
        ["groups", "initiatives", "standards", "accreditations", "decisions", *WORDS.values()]
    )
    resource_id = serializers.CharField()
    url = serializers.URLField(help_text="Where to read it now.")
    gone = serializers.BooleanField(help_text="The public no longer sees it: remove it.")
    deed = serializers.CharField(allow_null=True, help_text="Null where the public reads no more than that.")
    title_ar = serializers.CharField(allow_null=True)
    title_en = serializers.CharField(allow_null=True)
    data_licence = serializers.URLField()


class ChangePage(serializers.Serializer):
    next = serializers.URLField(allow_null=True, help_text="Null: that is all for now.")
    previous = serializers.URLField(allow_null=True, help_text="Always null: a journal is read forwards.")
    cursor = serializers.CharField(help_text="Keep it, and ask with after= later.")
    results = ChangeRow(many=True)


class Changes(Reading):
    shape = ChangeRow

    @extend_schema(
        operation_id="changes",
        summary=gettext_lazy("What changed, in order, for mirrors"),
        parameters=[
            parameter(
                "after",
                gettext_lazy(
                    "The cursor of the last page; `latest` for the end; without it from the beginning."
                ),
            ),
            PAGES[1],
            FIELDS,
            LANGUAGE,
        ],
        responses=ChangePage,
    )
    def get(self, request):
        seq, head = place(request.query_params.get("after", ""))
        seals = list(journal.read_from(seq, size(request)))
        last = seals[-1].head if seals else head
        return Response(
            {
                "next": following(request, last) if len(seals) == size(request) else None,
                "previous": None,
                "cursor": cursor_of(last),
                "results": [
                    {**row, "data_licence": DATA_LICENCE}
                    for row in rows_of([sealed.entry for sealed in seals])
                ],
            }
        )


def size(request):
    typed = request.query_params.get("page_size", "")
    return min(max(int(typed), 1), MOST) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else MOST


def following(request, head):
    return replace_query_param(settings.SITE_URL + request.get_full_path(), "after", cursor_of(head))


def place(cursor):
    """(seq, head) that a cursor names; 410 when this journal has no such place."""
    if cursor == LATEST:
        last = journal.head()
        return (last.seq, last.head) if last else (0, BEGINNING)
    found = parsed_head(plain(cursor)) if cursor else (0, "0" * 64)
    if not found or not journal.knows(*found):
        raise Unknown(_("This cursor is not known here. Start over: read everything anew."))
    return found[0], f"{found[0]}:{found[1]}"


def plain(cursor):
    try:
        return base64.urlsafe_b64decode(cursor.encode() + b"==").decode("ascii")
    except (binascii.Error, ValueError):
        return ""
