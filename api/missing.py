"""Addresses under /api/ where there is nothing: a problem in JSON, or the way to the address with its slash."""

from django.http import HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound

from api.reading import Reading


class Missing(Reading):
    def dispatch(self, request, *args, **kwargs):
        if request.method in {"GET", "HEAD"} and lacks_only_its_slash(request.path_info):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(exclude=True)
    def get(self, request, missing=""):
        raise NotFound(_("There is no such address."))

    def http_method_not_allowed(self, request, *args, **kwargs):
        return self.get(request)


def lacks_only_its_slash(path):
    return not path.endswith("/") and resolve(f"{path}/").url_name != "api_missing"
