"""People, partners and their keys, for those who run the site."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import Proven
from accounts.models import Key, Partner, Person, Scope
from deeds.admin import JournaledAdmin, ReasonForm


@admin.register(Person)
class PersonAdmin(Proven, JournaledAdmin):
    """Nobody's password or address is changed here: the person does that, by proof."""

    list_display = ["email", "name", "language", "is_active", "is_operator", "joined_at"]
    list_filter = ["is_active", "is_operator", "language"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "is_active", "is_operator", "joined_at", "last_login"]
    readonly_fields = ["email", "joined_at", "last_login"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """An erased person stays erased."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_erased)

    def lookup_allowed(self, lookup, value, request=None):
        """No guessing at a hash letter by letter through the address of the list."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)


@admin.register(Partner)
class PartnerAdmin(JournaledAdmin):
    list_display = ["name", "contact_email", "state", "ends_on", "created_at"]
    fields = ["name", "contact_email", "purpose", "state", "scopes", "ends_on", "created_at"]
    readonly_fields = ["scopes", "ends_on", "created_at"]
    search_fields = ["name"]


class KeyForm(ReasonForm):
    scopes = forms.MultipleChoiceField(
        label=_("scopes"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )


@admin.register(Key)
class KeyAdmin(Proven, JournaledAdmin):
    """A key's text is shown once, to whoever made it; after that it can only be revoked."""

    form = KeyForm
    list_display = ["prefix", "partner", "name", "expires_at", "revoked_at", "last_used_at"]
    list_select_related = ["partner"]
    fields = ["partner", "name", "scopes", "per_minute", "expires_at", "revoked_at"]

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "partner", "name", "expires_at"] if obj else [*fixed, "per_minute", "revoked_at"]

    def lookup_allowed(self, lookup, value, request=None):
        return not lookup.startswith("hashed_key") and super().lookup_allowed(lookup, value, request)

    def save_model(self, request, obj, form, change):
        text = None if change else Key.objects.cut(obj)
        super().save_model(request, obj, form, change)
        if text:
            messages.warning(request, _("Note this key now; it is not shown again: %(key)s") % {"key": text})
