"""A group's page as others see it, for those who keep it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from directory.models import Contact
from directory.views.editing import own_group
from directory.views.profile import seen_by, shown

AUDIENCES = {
    "public": pgettext_lazy("eyes", "everybody"),
    "member": pgettext_lazy("eyes", "members of the group"),
    "committee": pgettext_lazy("eyes", "the coordinating committee"),
}


def eyes_of(audience, group):
    own = {"public": [], "member": [f"group:{group.pk}:member"], "committee": ["committee"]}
    return frozenset({"public", *own[audience]})


@login_required
@require_safe
def seen_as(request, slug, audience):
    """What that audience sees, and never more than this person may."""
    if audience not in AUDIENCES:
        raise Http404
    own = own_group(request, slug)
    mine, eyes = request.audiences, eyes_of(audience, own)
    banner = {"group": own, "eyes": audience, "eyes_title": AUDIENCES[audience], "all_eyes": AUDIENCES}
    group = seen_by(eyes).filter(pk=own.pk).first()
    if group is None:
        return render(request, "directory/seen_as_nothing.html", banner)
    may_see = set(Contact.objects.visible_to(mine).filter(group=own).values_list("pk", flat=True))
    group.seen_contacts = [contact for contact in group.seen_contacts if contact.pk in may_see]
    request.audiences = eyes
    return render(
        request, "directory/group.html", {**shown(group, eyes), **banner, "group": group, "linked_data": ""}
    )
