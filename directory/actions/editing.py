"""Keeping a group's page: each section is saved under the group's claim, with one entry in the journal."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import Refused, claim, version_of
from directory import rules
from directory.models import Service, Standing


def save_section(group, form, section, *, by, seen):
    """Saves a valid form of the group itself; Refused when the page moved on since `seen`."""
    with transaction.atomic():
        claim_for_editing(group, by=by, seen=seen)
        save_form(form)
        remember(group, section, _("The page of %(group)s was edited."), by=by, changed=form.changed_data)


def save_service(group, form, step, *, by, seen):
    """Saves one step of a service, new or old; a new one stays unpublished until its check page."""
    with transaction.atomic():
        claim_for_editing(group, by=by, seen=seen)
        if form.instance.pk is None:
            form.instance.group = group
            form.instance.published = False
            form.instance.position = group.services.count()
        save_form(form)
        remember(
            group,
            f"service.{step}",
            _("A service of %(group)s was edited."),
            by=by,
            changed=form.changed_data,
        )
    return form.instance


def publish_service(service, *, by, seen):
    with transaction.atomic():
        claim_for_editing(service.group, by=by, seen=seen)
        Service.objects.filter(pk=service.pk).update(published=True, updated_at=timezone.now())
        remember(service.group, "service", _("%(group)s offers a new service."), by=by, changed=["published"])


def remove_service(service, *, by, seen):
    with transaction.atomic():
        claim_for_editing(service.group, by=by, seen=seen)
        remember(
            service.group, "service", _("%(group)s no longer offers a service."), by=by, changed=["removed"]
        )
        service.delete()


def claim_for_editing(group, *, by, seen):
    claim(group, seen=version_of(seen))
    if not rules.edits(by, group):
        raise Refused(_("Only editors and leaders of the group can change its page."), code="not_editor")


def save_form(form):
    """Writes only what the form holds, so that nothing else of the row is set back."""
    row = form.save(commit=False)
    if row.pk is None:
        row.save()
    else:
        own = {field.name for field in row._meta.concrete_fields}
        row.save(update_fields=[*(own & {*form.fields, "places_on"}), "updated_at"])
    form.save_m2m()


def remember(group, section, title, *, by, changed):
    group.updated_at = timezone.now()
    group.save(update_fields=["updated_at"])
    seen_by = ["public"] if group.standing == Standing.LISTED else [f"group:{group.pk}:member", "committee"]
    record(
        "directory.edit",
        group,
        by=by,
        audience=seen_by,
        title=title,
        names={"group": group},
        data={"section": section, "changed": sorted(changed)},
    )
