"""Everything about the person behind the request; mounted under the language."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("language/", views.set_language, name="set_language"),
    path("me/", views.me, name="me"),
    path("me/settings/", views.me_settings, name="me_settings"),
    path("me/export/", views.me_export, name="me_export"),
    path("me/erase/", views.me_erase, name="me_erase"),
    path("accounts/2fa/totp/activate/", views.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("accounts/", include("allauth.urls")),
]
