"""/admin/: a plain 404 unless an operator asks, who signs in like everybody and then shows a second factor."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.second_factor import second_factor_ok, sudo_ok, to_proof, to_second_factor


class Proven:
    """For admins of roles and keys: their forms open to a fresh proof alone, and a save waits for it."""

    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs) if sudo_ok(request) else to_proof(request)

    def delete_view(self, request, *args, **kwargs):
        return super().delete_view(request, *args, **kwargs) if sudo_ok(request) else to_proof(request)


class OperatorsSite(admin.AdminSite):
    site_header = site_title = _("Running the site")
    index_title = _("What is kept")
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Admins that packages bring along leave no trace in the journal, so they have no place here."""
        if admin_class is not None and getattr(admin_class, "journaled", False):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return rules.operates(request.user)

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs) if second_factor_ok(request) else to_second_factor(request)

        return guarded

    def login(self, request, extra_context=None):
        raise Http404

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")
