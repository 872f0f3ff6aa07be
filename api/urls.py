"""Everything under /api/."""

from django.urls import re_path

from api.missing import Missing

urlpatterns = [re_path(r"^.*$", Missing.as_view(), name="api-missing")]
