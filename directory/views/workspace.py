"""A group's workspace: what is missing, what runs out, who did what, what people asked and searched."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from deeds.hooks import workspace_of
from deeds.models import Entry
from directory.actions import keeping
from directory.clocks import licence_clock
from directory.completeness import FIRST, needs_confirming, next_steps
from directory.models import Ask, FoundBy, Group, Helper, Miss
from directory.models.group import group_ids
from directory.sections import SECTIONS
from directory.views.editing import own_group

LATELY, WORDS, STEPS = 8, 12, 5
LOOK_BACK = timedelta(days=92)
ELSEWHERE = {"services", "order", "team_order"}


@login_required
@require_safe
def workspace(request, slug):
    """For editors and leaders all of it; members see what the group does and what waits in it."""
    mine = Group.objects.filter(pk__in=group_ids(request.audiences, "member"))
    group = get_object_or_404(mine, slug=slug)
    context = {"group": group, "lately": lately(group, request.audiences), "clock": clock_of(group)}
    if f"group:{group.pk}:editor" not in request.audiences:
        return render(request, "directory/workspace_member.html", context)
    return render(request, "directory/workspace.html", context | kept_by(group, request))


def kept_by(group, request):
    """What those who keep the page see beyond what members see."""
    steps = next_steps(group)
    return {
        "parts": workspace_of(group, request.audiences),
        "steps": steps[:STEPS],
        "more_steps": steps[STEPS:],
        "is_new": sum(step.code in FIRST for step in steps) == len(FIRST),
        "due": needs_confirming(group),
        "leads": f"group:{group.pk}:leader" in request.audiences,
        "alone": not group.memberships.active().exclude(person=request.user.pk).exists(),
        "services": group.services.all(),
        "sections": own_sections(group, request.user),
        "asked": waiting(Ask, group),
        "helping": waiting(Helper, group),
        "found_by": FoundBy.objects.frequent(group, timezone.localdate() - LOOK_BACK)[:WORDS],
        "missed": missed_near(group),
    }


def own_sections(group, person):
    """Those that this person may edit; each rule is asked once."""
    allowed = {may for may in {section.may for section in SECTIONS.values()} if may(person, group)}
    return [one for one in SECTIONS.values() if one.code not in ELSEWHERE and one.may in allowed]


def clock_of(group):
    return licence_clock(group.licences.first())


def waiting(model, group):
    """(how many wait for an answer, since when the oldest does)."""
    rows = list(model.objects.filter(group=group).waiting().values_list("created_at", flat=True))
    return len(rows), min(rows, default=None)


def lately(group, audiences):
    """The group's last entries in the journal that this person may read."""
    own = [f"group:{group.pk}:{role}" for role in ("member", "editor", "leader")]
    about = Q(subject_type=group._meta.label_lower, subject_id=str(group.pk)) | Q(audience__meets=own)
    rows = Entry.objects.visible_to(audiences).filter(about).select_related("actor", "text")
    return [(entry, section_of(entry)) for entry in rows.order_by("-pk")[:LATELY]]


def section_of(entry):
    """The title of the section that an entry is about, or nothing."""
    section = SECTIONS.get(entry.data.get("section", ""))
    return section.title if section else ""


def missed_near(group):
    """[(word, times)] that people of this governorate, or of no named one, looked for in vain."""
    near = [group.area.governorate_code] if group.area else []
    return Miss.objects.near(near, timezone.localdate() - LOOK_BACK)[:WORDS]


@login_required
@require_POST
def confirm(request, slug):
    """All is still right: one tap."""
    group = own_group(request, slug)
    keeping.confirm(group, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("Thank you. Your page now says that it was confirmed today."))
    return redirect("group_edit", group.slug)
