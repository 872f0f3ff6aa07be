"""What a group's workspace shows of its assessments, and its page of what it was accredited for."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination.standards.credentials import said
from coordination.standards.effects import later_than
from coordination.standards.models import Accreditation, Assessment, Standard
from deeds.hooks import Part


def on_workspace(group, audiences):
    """For editors and leaders: standards in force that the group can assess itself by, and where it stands."""
    if f"group:{group.pk}:editor" not in audiences:
        return None
    rows = list(Assessment.objects.filter(group=group).exclude(state="withdrawn").with_all())
    begun = {row.standard_id for row in rows}
    open_to = [row for row in Standard.objects.in_force().defer("consulted") if row.pk not in begun]
    held = list(Accreditation.objects.living().filter(group=group).with_all().as_of())
    if not rows and not open_to:
        return None
    later = later_than(held)
    for row in held:
        row.later = later.get(row.pk)
    context = {"assessments": rows, "standards": open_to, "accreditations": held, "group": group}
    return Part("standards/_workspace.html", context)


def on_profile(group):
    """The accreditations that hold now, by name; nothing for a group without one."""
    rows = list(Accreditation.objects.valid().filter(group=group).with_all().order_by("code", "pk"))
    if not rows:
        return None
    giver = said.giver_in(get_language())
    context = {"anchor": "accredited", "title": _("Accreditation of the forum"), "rows": rows, "giver": giver}
    return Part("standards/_of_group.html", context)
