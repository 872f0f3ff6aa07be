"""Partner institutions that act in a group's name: who may, until when, and ending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.second_factor import sudo_required
from directory.actions import mandates
from directory.forms.mandate import MandateForm
from directory.models import Mandate
from directory.views.team import buttons, done, for_leaders, of_the_team, seen, shown


@login_required
@require_safe
def group_partners(request, slug):
    """Everybody of the team sees them, leaders decide."""
    group = of_the_team(request, slug)
    rows = [*group.mandates.newest_first()[:100]]
    for row in rows:
        row.group = group
    context = {
        "leads": f"group:{group.pk}:leader" in request.audiences,
        "edits": f"group:{group.pk}:editor" in request.audiences,
        "mandates": [row for row in rows if row.state == Mandate.State.GIVEN],
        "earlier": [row for row in rows if row.state == Mandate.State.ENDED],
    }
    return shown(request, "directory/partners.html", group, **context)


@sudo_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def partner_let(request, group):
    form = MandateForm(request.POST if request.method == "POST" else None)

    def deed():
        mandates.give(group, **form.cleaned_data, by=request.user, seen=seen(request))

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Done. Its programs can do this now."))
        return redirect("group_partners", group.slug)
    context = {**buttons(group, _("Allow it")), "back": reverse("group_partners", args=[group.slug])}
    return shown(request, "directory/partner_let.html", group, form, **context)


@login_required
@require_POST
@for_leaders
def partner_end(request, group, uuid):
    mandate = get_object_or_404(group.mandates.select_related("partner"), uuid=uuid)
    mandates.end(mandate, by=request.user, seen=seen(request))
    messages.success(request, _("Done. It can do nothing in your name any more."))
    return redirect("group_partners", group.slug)
