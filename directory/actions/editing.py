"""Keeping a group's page: each section is saved under the group's claim, with one entry in the journal."""

from django.db import transaction
from django.forms import ModelForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of
from directory import rules
from directory.models import Revision, Service, Standing


class Conflict(Refused):
    """Somebody saved this section since the form was opened: `base` is what the form showed, `now` what stands."""

    def __init__(self, base, now):
        super().__init__(
            _("Someone saved this section after you opened it. What you wrote is kept."), code="conflict"
        )
        self.base, self.now = base, now


def save_section(group, section, form, *, by, revision, restored_from=None):
    """Saves a valid form of a section, or of a part of it, and keeps the section's content as a Revision.

    `revision` is the number the form was opened with: missing it is Refused; behind the latest one, Conflict.
    A save that changes nothing leaves no trace. Returns the latest Revision.
    """

    def write():
        save_form(form) if isinstance(form, ModelForm) else form.save()
        return form.changed_data

    return change(group, section, write, by=by, revision=revision, restored_from=restored_from)


def change(group, section, write, *, by, revision, said=None, restored_from=None):
    """Claims the group, calls `write() -> names of what changed`, keeps a Revision and an entry of the journal.

    With `revision` None what others saved meanwhile is no hindrance: for deeds that say themselves what they do
    (publish, remove, move one thing).
    """
    seen = None if revision is None else max(version_of(revision), 1)
    with transaction.atomic():
        claim_for_editing(group, by=by, may=section.may)
        last = kept_so_far(group, section)
        behind = seen is not None and seen != last.number
        if not behind:
            changed = write()
            return keep(group, section, last, by=by, said=said, changed=changed, restored_from=restored_from)
    raise conflict_of(group, section, seen, last)


def kept_so_far(group, section):
    """The latest revision; what stood before the first one, or was changed past the forms, is kept first."""
    last = Revision.objects.of(group, section.code).first()
    content = section.stands(reload(group))
    if last is not None and last.data == content:
        return last
    number = last.number + 1 if last else 1
    at = timezone.now() if last else group.updated_at
    return Revision.objects.create(group=group, section=section.code, number=number, at=at, data=content)


def keep(group, section, last, *, by, said, changed, restored_from):
    content = section.stands(reload(group))
    if content == last.data:
        return last
    remember(group, section.code, said or section.said, by=by, changed=changed)
    return Revision.objects.create(
        group=group,
        section=section.code,
        number=last.number + 1,
        by=by,
        data=content,
        restored_from=restored_from,
    )


def conflict_of(group, section, seen, last):
    base = Revision.objects.of(group, section.code).filter(number=seen).first()
    if base is None:
        return Refused(
            _("We cannot tell which version you saw. Open the page again and repeat."), "seen_missing"
        )
    return Conflict(base, last)


def save_service(group, section, form, *, by, revision):
    """Saves one step of a service, new or old; a new one stays unpublished until its check page."""
    service = form.instance
    if service.pk is None:
        service.group, service.published = group, False
        service.position = group.services.count()
    save_section(group, section, form, by=by, revision=revision)
    return service


def publish_service(section, service, *, by):
    def write():
        Service.objects.filter(pk=service.pk).update(published=True, updated_at=timezone.now())
        return ["published"]

    said = _("%(group)s offers a new service.")
    return change(service.group, section, write, by=by, revision=None, said=said)


def remove_service(section, service, *, by):
    def write():
        service.delete()
        return ["removed"]

    said = _("%(group)s no longer offers a service.")
    return change(service.group, section, write, by=by, revision=None, said=said)


def claim_for_editing(group, *, by, may=rules.edits, seen=None):
    claim(group, seen=None if seen is None else version_of(seen))
    if not may(by, group):
        raise Refused(_("Only editors and leaders of the group can change its page."), code="not_editor")


def save_form(form):
    """Writes only what the form holds, and what it says it sets `also`: nothing else of the row is set back."""
    row = form.save(commit=False)
    if row.pk is None:
        row.save()
    else:
        own = {field.name for field in row._meta.concrete_fields}
        row.save(update_fields=sorted(own & {*form.fields, *getattr(form, "also", ()), "updated_at"}))
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
