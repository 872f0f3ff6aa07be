"""The base of every admin: looking at others' data and changing it takes a reason, and leaves an entry."""

import time

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import called, claim, version_of
from deeds.models import Entry, Seal

OWN_FIELDS = ["journal_reason", "journal_seen"]
NEVER_BY_HAND = ("state", "standing", "verdict", "version")
REASON_LASTS = 30 * 60  # seconds
REASON = "reason_to_look"


class WhyForm(forms.Form):
    """Asked before others' data is shown."""

    reason_to_look = forms.CharField(
        label=_("Why do you look at this?"),
        max_length=500,
        help_text=_("It is kept in the journal and holds for half an hour."),
    )


class ReasonForm(forms.ModelForm):
    """A change with its reason, and the version that it was decided from."""

    journal_reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept in the journal."),
    )
    journal_seen = forms.CharField(required=False, widget=forms.HiddenInput)


class JournaledAdmin(admin.ModelAdmin):
    """Register nothing that does not derive from this.

    Deleting is off. States and versions are read-only, and so is whatever `readonly_fields` adds: verdicts, votes,
    consents. `others_data = False` is for what is public anyway, like a taxonomy. The second factor is the
    admin site's business (accounts.admin_site).
    """

    journaled = True
    others_data = True
    form = ReasonForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = None

    def __init__(self, *args):
        super().__init__(*args)
        if self.list_editable or not issubclass(self.form, ReasonForm):
            raise ImproperlyConfigured(f"{type(self).__name__} would change rows without a reason.")

    def root_of(self, thing):
        """What a change of `thing` claims: itself when it has a version; parts of a group name the group here."""
        return thing if has_field(thing, "version") else None

    def audience_of(self, thing):
        person = [f"person:{thing.pk}"] if isinstance(thing, get_user_model()) else []
        return ["committee", "operator", *person]

    # --- what is shown

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        fixed = [name for name in NEVER_BY_HAND if has_field(self.model, name)]
        return list(dict.fromkeys([*super().get_readonly_fields(request, obj), *fixed]))

    def get_fieldsets(self, request, obj=None):
        """The reason comes last; whoever may only look is asked for none here."""
        fieldsets = [without_own(fieldset) for fieldset in super().get_fieldsets(request, obj)]
        if self.may_write(request, obj):
            fieldsets.append((None, {"fields": OWN_FIELDS}))
        return fieldsets

    def may_write(self, request, obj):
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        root = self.root_of(obj) if obj else None
        if root is not None and "journal_seen" in form.base_fields:
            form.base_fields["journal_seen"].initial = root.version
        return form

    # --- looking

    def changelist_view(self, request, extra_context=None):
        return self.after_why(
            request, lambda: super(JournaledAdmin, self).changelist_view(request, extra_context)
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def show():
            return super(JournaledAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        return self.after_why(request, show, object_id) if object_id else show()

    def history_view(self, request, object_id, extra_context=None):
        """What was done to a thing stands in the journal, and only there."""
        about = {"subject_type": self.opts.label_lower, "subject_id": object_id}
        return redirect(f"{reverse('admin:deeds_entry_changelist')}?{urlencode(about)}")

    def after_why(self, request, show, object_id=""):
        """Shows others' data to whoever gave a reason within half an hour, and remembers who looked."""
        if not self.others_data:
            return show()
        if REASON in request.POST:
            return self.take_reason(request)
        given = request.session.get(REASON, {"at": 0})
        if time.time() - given["at"] > REASON_LASTS:
            return self.ask_why(request, WhyForm())
        if request.method == "GET":
            self.remember_look(request, object_id, given["reason"])
        return show()

    def take_reason(self, request):
        form = WhyForm(request.POST)
        if not form.is_valid():
            return self.ask_why(request, form)
        request.session[REASON] = {"reason": form.cleaned_data[REASON], "at": time.time()}
        return redirect(request.get_full_path())

    def ask_why(self, request, form):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "title": self.opts.verbose_name,
        }
        return TemplateResponse(request, "admin/why.html", context)

    def remember_look(self, request, object_id, reason):
        thing = self.get_object(request, object_id) if object_id else None
        if object_id and thing is None:
            return
        title = (
            _("%(by)s looked at %(kind)s %(id)s.")
            if thing
            else _("%(by)s looked through the list: %(kind)s.")
        )
        subject = thing or (self.opts.label_lower, "")
        with transaction.atomic():
            self.remember(request, "admin.look", subject, title, thing=thing, reason=reason)

    # --- changing

    def save_model(self, request, obj, form, change):
        root = self.root_of(obj)
        if root is not None and root.pk:
            claim(root, seen=version_of(form.cleaned_data["journal_seen"]) if change else None)
        touch(obj)
        super().save_model(request, obj, form, change)
        if root is not None and root is not obj and touch(root):
            root.save(update_fields=["updated_at"])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        thing = form.instance
        title = _("%(by)s changed %(kind)s %(id)s.") if change else _("%(by)s added %(kind)s %(id)s.")
        self.remember(
            request,
            "admin.change" if change else "admin.add",
            self.root_of(thing) or thing,
            title,
            thing=thing,
            reason=form.cleaned_data["journal_reason"],
            changed=sorted(set(form.changed_data) - set(OWN_FIELDS)),
        )

    def remember(self, request, deed, subject, title, *, thing, reason, **data):
        """Names kind and number of the thing, not its text: that may hold what must be erased one day."""
        record(
            deed,
            subject,
            by=request.user,
            audience=self.audience_of(thing) if thing else ["committee", "operator"],
            title=title,
            names={
                "by": called(request.user),
                "kind": self.opts.verbose_name,
                "id": thing.pk if thing else "",
            },
            data={"model": self.opts.label_lower, "id": str(thing.pk) if thing else "", **data},
            reason=reason,
        )

    def log_addition(self, request, obj, message):
        """The journal has it; Django's own log would keep names that nobody can erase."""

    log_change = log_addition

    def log_deletions(self, request, queryset):
        """Nothing is deleted here."""


def has_field(thing, name):
    return any(field.name == name for field in thing._meta.concrete_fields)


def touch(thing):
    """Notes that a thing changed now, where it keeps that; True when it does."""
    if has_field(thing, "updated_at"):
        thing.updated_at = timezone.now()
        return True
    return False


def without_own(fieldset):
    name, options = fieldset
    fields = [field for field in flatten_fieldsets([fieldset]) if field not in OWN_FIELDS]
    return name, {**options, "fields": fields}


class ReadOnlyAdmin(JournaledAdmin):
    """For what nobody changes by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    others_data = False  # operators read the whole journal; a look at it is no look at the data itself
    list_display = ["at", "deed", "subject_type", "subject_id", "actor", "title"]
    list_select_related = ["actor", "text"]
    list_filter = ["quiet", "subject_type"]
    date_hierarchy = "at"
    ordering = ["-pk"]
    show_full_result_count = False


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    others_data = False
    list_display = ["seq", "entry", "hash"]
    list_select_related = ["entry"]
    ordering = ["-seq"]
    show_full_result_count = False
