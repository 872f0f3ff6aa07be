"""What every request carries about the person behind it, and what no shared cache may keep."""

from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from deeds import hooks

WITHOUT_COOKIES = "/embed/"  # framed by other sites, the same for everybody


class AudiencesMiddleware:
    """Sets request.audiences, worked out once and only when asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.audiences = SimpleLazyObject(lambda: hooks.audiences_of(request.user))
        return self.get_response(request)

    def process_template_response(self, request, response):
        """django-allauth's pages bring a `site` that would hide ours from the base template."""
        if isinstance((response.context_data or {}).get("site"), RequestSite):
            del response.context_data["site"]
        return response


class PrivateMiddleware:
    """Whoever has a session, or is given a cookie, gets an answer that nobody else may be shown.

    A view whose answer does not depend on who asks marks it `same_for_all`; with a cookie it is private all the same.
    It stands outside the session's middleware, so that it sees every cookie they set.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(WITHOUT_COOKIES):
            request.COOKIES.clear()
            return self.get_response(request)
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "a").isalnum():
            # No session of ours is called so, and PostgreSQL cannot even look for U+0000.
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        response = self.get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if response.cookies or (known and not getattr(response, "same_for_all", False)):
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response
