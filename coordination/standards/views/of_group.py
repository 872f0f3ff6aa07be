"""What a group's workspace shows of its assessments."""

from coordination.standards.models import Assessment, Standard
from deeds.hooks import Part


def on_workspace(group, audiences):
    """For editors and leaders: standards in force that the group can assess itself by, and where it stands."""
    if f"group:{group.pk}:editor" not in audiences:
        return None
    rows = list(Assessment.objects.filter(group=group).exclude(state="withdrawn").with_all())
    begun = {row.standard_id for row in rows}
    open_to = [row for row in Standard.objects.in_force().defer("consulted") if row.pk not in begun]
    if not rows and not open_to:
        return None
    return Part("standards/_workspace.html", {"assessments": rows, "standards": open_to})
