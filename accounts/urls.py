"""Everything about the person behind the request; mounted under the language."""

from allauth.account import views as guests
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from accounts import partner_pages, proving, views
from accounts.second_factor import own_proof_required, sudo_required

urlpatterns = [
    path("language/", views.set_language, name="set_language"),
    path("me/", views.me, name="me"),
    path("me/inbox/", views.notices, name="notices"),
    path("me/inbox/live/", views.notices_live, name="notices_live"),
    path("me/inbox/read/", views.notices_read, name="notices_read"),
    path("me/inbox/<uuid:uuid>/", views.notice, name="notice"),
    path("me/inbox/<uuid:uuid>/mute/", views.notice_mute, name="notice_mute"),
    path("me/inbox/<uuid:uuid>/<slug:step>/", views.notice_step, name="notice_step"),
    path("me/settings/", views.me_settings, name="me_settings"),
    path("me/settings/mails/", views.mail_settings, name="mail_settings"),
    path("me/settings/muted/<int:pk>/", views.unmute, name="unmute"),
    path("me/export/", views.me_export, name="me_export"),
    path("me/erase/", views.me_erase, name="me_erase"),
    path("partners/", partner_pages.partners, name="partners"),
    path("partners/<uuid:uuid>/", partner_pages.partner, name="partner"),
    path("partners/<uuid:uuid>/keys/", partner_pages.partner_key, name="partner_key"),
    path(
        "partners/<uuid:uuid>/keys/<slug:prefix>/",
        partner_pages.partner_key_revoke,
        name="partner_key_revoke",
    ),
    path("partners/<uuid:uuid>/<slug:step>/", partner_pages.partner_step, name="partner_step"),
    path("accounts/reauthenticate/code/", proving.ProveByCode.as_view(), name="prove_by_code"),
    path("accounts/email/", sudo_required(guests.email), name="account_email"),
    path("accounts/password/set/", sudo_required(guests.password_set), name="account_set_password"),
    path(
        "accounts/2fa/totp/activate/",
        own_proof_required(views.ActivateApp.as_view()),
        name="mfa_activate_totp",
    ),
    path("accounts/2fa/webauthn/add/", own_proof_required(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("accounts/", include("allauth.urls")),
]
