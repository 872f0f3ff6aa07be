"""What the room tells on other pages: the part of a group's workspace, and what has to be mended, with links."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination.admissions import rules
from coordination.admissions.models import SECTION_OF, Admission, ToMend
from deeds.hooks import Part
from directory.models import Standing


def mending(group, admission):
    """[(sentence, address of the section where it is mended)] of a page that was returned."""
    if admission is None or admission.outcome != Admission.Outcome.RETURNED:
        return []
    return [(ToMend(code).label, where(group, code)) for code in admission.codes if code != ToMend.OTHER]


def where(group, code):
    if code == ToMend.TEAM:
        return reverse("team", args=[group.slug])
    return reverse("group_edit_section", args=[group.slug, SECTION_OF[code]])


def on_workspace(group, audiences):
    """For those who keep the page: where it stands with the committee; a listed page needs no words."""
    own = {f"group:{group.pk}:{role}" for role in ("editor", "leader")} & set(audiences)
    if not own or group.standing == Standing.LISTED:
        return None
    last = Admission.objects.filter(group=group).last()
    context = {
        "leads": f"group:{group.pk}:leader" in audiences,
        "last": last,
        "mending": mending(group, last),
        "lacks": rules.lacks(group) if group.standing in (Standing.DRAFT, Standing.RETURNED) else [],
        "title": TITLES[group.standing],
    }
    return Part("admissions/_workspace.html", context)


def look(group):
    """{tone, icon, label} of a group's standing."""
    tone, icon = LOOKS[group.standing]
    return {"tone": tone, "icon": icon, "label": group.get_standing_display()}


LOOKS = {
    Standing.DRAFT: ("mute", "pencil"),
    Standing.SUBMITTED: ("info", "hourglass-split"),
    Standing.RETURNED: ("warn", "exclamation-circle-fill"),
    Standing.LISTED: ("ok", "check-circle-fill"),
    Standing.DECLINED: ("bad", "x-circle"),
    Standing.SUSPENDED: ("bad", "exclamation-circle-fill"),
    Standing.ARCHIVED: ("mute", "archive"),
}
TITLES = {
    Standing.DRAFT: _("Only your team and the committee see this page"),
    Standing.LISTED: _("The group is listed in the directory"),
    Standing.SUBMITTED: _("The committee is looking at your page"),
    Standing.RETURNED: _("The committee asks for changes"),
    Standing.DECLINED: _("The committee did not accept the group"),
    Standing.SUSPENDED: _("The page is suspended for now"),
    Standing.ARCHIVED: _("The page is in the archive"),
}
