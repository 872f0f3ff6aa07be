"""Nothing typed is lost: what was posted after the session ran out waits behind the sign-in, for who typed it."""

import time
from secrets import token_urlsafe

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.shortcuts import resolve_url

from accounts.addresses import client_address, neighbourhood
from accounts.models import Limit

KEY = "typed"
MOST = 400_000  # characters, percent-encoded
LASTS = 3600  # seconds
SIGNED = Signer(salt="accounts.typed")
AN_HOUR_FROM_ONE_PLACE = 60


def new_token(person):
    """For one form: random, with a signature of whom the form was shown to."""
    return SIGNED.sign(f"{token_urlsafe(9)}.{person.pk or 0}")


def posted(request):
    """The data for a form: what is posted now, else what this person posted here before signing in again, else None.

    A form filled from before is bound: it shows what needs a change, and nothing is saved until it is posted again.
    """
    return request.POST if request.method == "POST" else kept(request)


def kept(request):
    words = request.session.get(KEY)
    if not words or not request.user.is_authenticated or words["path"] != request.path:
        return None
    data = QueryDict(words["data"])
    fresh = time.time() - words["at"] < LASTS
    return data if fresh and whose(data.get("once", "")) == str(request.user.pk) else None


def whose(token):
    """The key of the person whom this token was given to; "" when it is not one of ours."""
    try:
        return SIGNED.unsign(token).rsplit(".", 1)[-1]
    except BadSignature:
        return ""


class KeepTypedMiddleware:
    """A post that is sent to the sign-in leaves its words in the new session; posting them again clears them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST":
            self.after_post(request, response)
        return response

    def after_post(self, request, response):
        if request.user.is_authenticated:
            if request.session.get(KEY, {}).get("path") == request.path:
                del request.session[KEY]
        elif is_sign_in(response) and whose(request.POST.get("once", "")) and may_keep(request):
            keep(request)


def keep(request):
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    words = data.urlencode()
    if len(words) <= MOST:
        request.session[KEY] = {"path": request.path, "data": words, "at": time.time()}


def is_sign_in(response):
    return response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def may_keep(request):
    where = neighbourhood(client_address(request))
    return Limit.hit(f"typed:{where}", LASTS) <= AN_HOUR_FROM_ONE_PLACE
