"""All standards: in force, to come, in consultation, earlier; what is being written for the committee."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.standards.models import MAKING, PUBLIC, Standard, State


@require_safe
def standards(request):
    rows = list(Standard.objects.visible_to(request.audiences).defer("consulted"))
    context = {
        "in_force": [row for row in rows if row.is_in_force],
        "to_come": [
            row for row in rows if row.state == State.ADOPTED and not row.is_in_force and not row.is_replaced
        ],
        "asked_about": [row for row in rows if row.state in MAKING and row.state in PUBLIC],
        "drafts": [row for row in rows if row.state not in PUBLIC],
        "earlier": [row for row in rows if row.is_replaced or row.state == State.RETIRED],
        "writes": "committee" in request.audiences,
    }
    return render(request, "standards/list.html", context)
