"""Addresses under /api/ where there is nothing: a problem in JSON, or the way to the address with its slash."""

from django.http import HttpResponsePermanentRedirect
from django.urls import resolve
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.views import APIView


@extend_schema(exclude=True)
class Missing(APIView):
    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound

    def dispatch(self, request, *args, **kwargs):
        if request.method in {"GET", "HEAD"} and lacks_only_its_slash(request.path_info):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return super().dispatch(request, *args, **kwargs)


def lacks_only_its_slash(path):
    return not path.endswith("/") and resolve(f"{path}/").url_name != "api-missing"
