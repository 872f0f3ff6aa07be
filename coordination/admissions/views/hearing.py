"""The page on which an appeal is heard."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import typed
from coordination.admissions import rules
from coordination.admissions.actions import appealing
from coordination.admissions.models import Appeal
from coordination.admissions.views.doors import done, for_committee, pressed
from coordination.admissions.views.standing import part_of
from coordination.committee.forms import HearingForm
from directory.views.visiting import page


def heard(request, uuid):
    rows = Appeal.objects.visible_to(request.audiences).select_related(
        "group",
        "by",
        "heard_by",
        "admission__decided_by",
        "suspension__proposed_by",
        "suspension__seconded_by",
    )
    return get_object_or_404(rows, uuid=uuid)


@for_committee
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_hear(request, uuid):
    row = heard(request, uuid)
    answer = pressed(request, "grant", "dismiss")
    form = HearingForm(typed.posted(request), deed=answer)
    deed = appealing.grant if answer == "grant" else appealing.dismiss

    def decides(**who):
        deed(row, **form.cleaned_data, **who)
        return _("The appeal is decided. The leaders are told.")

    if answer and (address := done(request, form, decides, reverse("admissions") + "#appeals")):
        return redirect(address)
    row = heard(request, uuid)
    context = {
        "row": row,
        "group": row.group,
        "may_hear": row.state == row.State.FILED and rules.may_hear(request.user, row),
        "decided_it": request.user.pk in rules.deciders(row),
        "by_ballot": rules.was_by_ballot(row),
        **part_of(request.user, row.group),
    }
    return page(request, "admissions/hearing.html", form, **context)
