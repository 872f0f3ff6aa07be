"""What waits for a group's leaders because of what the committee answered, and what waits for the committee."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.admissions import rules
from coordination.admissions.models import Admission, Appeal
from deeds.hooks import Waiting, audiences_of
from directory.models import Group, Standing
from directory.models.group import group_ids

ANSWERED = (Standing.RETURNED, Standing.DECLINED, Standing.SUSPENDED)


def answers(person):
    """One line for each led group that the committee returned, declined or suspended."""
    led = group_ids(audiences_of(person), "leader")
    for group in Group.objects.filter(pk__in=led, standing__in=ANSWERED).order_by("pk"):
        capacity = _("as a leader of %(group)s") % {"group": f"\u2068{group.name}\u2069"}
        url = reverse("admission", args=[group.slug])
        if group.standing == Standing.RETURNED:
            yield Waiting(
                _("Complete the page and hand it in again"), url, None, capacity, verb=_("See what to mend")
            )
            continue
        decision, until = rules.appealable(group)
        if decision is not None:
            yield Waiting(told(group.standing), url, until, capacity, verb=_("Read the decision"))


def told(standing):
    if standing == Standing.DECLINED:
        return _("The group was not accepted: read why, and whether you appeal")
    return _("The group is suspended: read why, and whether you appeal")


def requests(person):
    """One line for the committee: requests to be listed, of groups this member does not belong to."""
    audiences = audiences_of(person)
    if "committee" not in audiences:
        return
    rows = Admission.objects.waiting().exclude(group__in=group_ids(audiences, "member"))
    if found := list(rows.order_by("due_at").values_list("uuid", "due_at")):
        uuid, due_at = found[0]
        sentence = ngettext(
            "%(n)d request to be listed waits", "%(n)d requests to be listed wait", len(found)
        )
        url = reverse("admission_review", args=[uuid]) if len(found) == 1 else reverse("admissions")
        capacity = _("as a member of the committee")
        yield Waiting(sentence % {"n": len(found)}, url, due_at, capacity, verb=_("Review the request"))


def late_appeals(person):
    """One line for the committee when appeals were not heard in time."""
    audiences = audiences_of(person)
    if "committee" not in audiences:
        return
    late = Appeal.objects.visible_to(audiences).late()
    if found := list(late.order_by("due_at").values_list("due_at", flat=True)):
        sentence = ngettext("%(n)d appeal is overdue", "%(n)d appeals are overdue", len(found))
        url = reverse("admissions") + "#appeals"
        capacity = _("as a member of the committee")
        yield Waiting(sentence % {"n": len(found)}, url, found[0], capacity, verb=_("Hear the appeals"))
