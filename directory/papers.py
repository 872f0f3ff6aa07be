"""Pages as PDFs: made once for what they say, handed to everybody who asks, and not too many to one place."""

from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.addresses import client_address, neighbourhood
from accounts.attempts import Attempt
from deeds.lifecycle import Refused
from directory.poster import makes_pdf, paper

KEPT = 3600
MADE_FROM_ONE_PLACE = ((10, 3600), (40, 24 * 3600))  # one takes seconds to make
TOO_MANY = _("Many PDFs were made from your connection. Print this page, or try again in an hour.")
NO_PDF = _("This site cannot make PDFs: what they are made with is not installed. Print this page instead.")
STATUS = {"no_pdf": 503, "too_many": 429}


def made(request, kind, marks, template, context):
    """The bytes of the page as it stands by its `marks`; Refused with a code of STATUS where it cannot be."""
    if not makes_pdf():
        raise Refused(NO_PDF, "no_pdf")
    key = f"{kind}:" + ":".join(map(str, marks))
    content = cache.get(key)
    if content is None:
        if not Attempt(kind, neighbourhood(client_address(request)), MADE_FROM_ONE_PLACE).allowed:
            raise Refused(TOO_MANY, "too_many")
        content = paper(render_to_string(template, context, request), "css/certificate.css")
        cache.set(key, content, KEPT)
    return content


def download(content, media_type, name):
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
