"""Brings what hangs on a group to what its row says; each function names what it changed."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.imports.remarks import WARNING, Remark
from directory.models import Contact, Group, Licence, Service, Verdict


@dataclass
class Additions:
    """New rows of a whole batch, written with one statement a table."""

    rows: dict[Any, list] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, row):
        self.rows.setdefault(type(row), []).append(row)

    def write(self):
        for model, rows in self.rows.items():
            model._base_manager.bulk_create(rows, batch_size=500)


def bring_parts(row, group, additions, *, public_contacts):
    """The names of the parts that were changed. `group` is new and empty, or has its parts prefetched."""
    changed = [
        *terms(row.fields, group, "fields", "field_id", additions),
        *terms(row.beneficiaries, group, "beneficiaries", "beneficiary_id", additions),
        *services(row, group, additions),
        *licence(row, group, additions),
    ]
    for kind in row.contacts:
        changed += contacts(row, group, kind, additions, public=public_contacts)
    return changed


def having(group, relation):
    """What the group has; a new group has nothing, and needs no query to say so."""
    fetched = getattr(group, "_prefetched_objects_cache", {})
    return list(getattr(group, relation).all()) if relation in fetched else []


def terms(wanted, group, relation, column, additions):
    if wanted is None:
        return []
    had = {term.pk for term in having(group, relation)}
    through = getattr(Group, relation).through
    if dropped := had - wanted:
        through.objects.filter(group=group, **{f"{column}__in": dropped}).delete()
    for code in sorted(wanted - had):
        additions.add(through(group_id=group.pk, **{column: code}))
    return [relation] if wanted != had else []


def services(row, group, additions):
    """Services keep what else is known of them as long as their titles stay."""
    if row.services is None:
        return []
    had = {(service.title_ar, service.title_en): service for service in having(group, "services")}
    dropped = [service.pk for titles, service in had.items() if titles not in row.services]
    added = [titles for titles in row.services if titles not in had]
    if dropped:
        Service.objects.filter(pk__in=dropped).delete()
    for titles in added:
        title_ar, title_en = titles
        position = row.services.index(titles)
        additions.add(Service(group=group, title_ar=title_ar, title_en=title_en, position=position))
    return ["services"] if dropped or added else []


def contacts(row, group, kind, additions, *, public):
    """New values are for members, or for everybody when so ordered; a value that stays is never shown to fewer."""
    audience = Contact.Audience.PUBLIC if public else Contact.Audience.MEMBERS
    values = row.contacts[kind] or []
    had = {contact.value: contact for contact in having(group, "contacts") if contact.kind == kind}
    dropped = [contact.pk for value, contact in had.items() if value not in values]
    added = [value for value in values if value not in had]
    hidden = [
        had[value].pk for value in values if value in had and had[value].audience == Contact.Audience.MEMBERS
    ]
    if dropped:
        Contact.objects.filter(pk__in=dropped).delete()
    if public and hidden:
        Contact.objects.filter(pk__in=hidden).update(audience=Contact.Audience.PUBLIC)
    for value in added:
        additions.add(Contact(group=group, kind=kind, value=value, audience=audience))
    return ["contacts"] if dropped or added or (public and hidden) else []


def licence(row, group, additions):
    """A licence by its number, not verified yet; one that was judged is left as it was judged."""
    if row.licence is None:
        return []
    said = vars(row.licence)
    had = next((known for known in having(group, "licences") if known.number == row.licence.number), None)
    if had is None:
        additions.add(Licence(group=group, **said))
        return ["licence"]
    if all(getattr(had, column) == value for column, value in said.items()):
        return []
    if had.verdict != Verdict.UNVERIFIED:
        reason = _("The licence was already checked and stays as it was checked.")
        additions.remarks.append(Remark(row.line, "licence_number", WARNING, reason, row.external_id))
        return []
    Licence.objects.filter(pk=had.pk).update(**said)
    return ["licence"]
