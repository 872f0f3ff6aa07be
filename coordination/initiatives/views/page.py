"""An initiative's page: the same address for everybody, and its dates for a calendar."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.initiatives.models import State
from coordination.initiatives.views.answering import visible
from coordination.initiatives.views.calendar import calendar_of
from coordination.initiatives.views.course import course_of
from coordination.initiatives.views.reader import Reader

SHOWS_COMMENTS = (State.IN_REVIEW, State.CHANGES_REQUESTED, State.SUBMITTED, State.VOTING, State.INQUORATE)


@require_safe
def initiative(request, uuid):
    one = visible(request, uuid)
    reader = Reader(one, request.audiences)
    context = {
        "initiative": one,
        "reader": reader,
        "acts": reader.acts() if request.user.is_authenticated else [],
        "course": course_of(one, reader),
        "comments": one.comments.all() if reader.sees_work and one.state in SHOWS_COMMENTS else [],
        "terms": one.terms.defer("data").first() if reader.sees_work else None,
        "appeal": last_appeal(one) if reader.sees_work else None,
        "permit": getattr(one, "permit", None),
        "report": getattr(one, "report", None),
        "photos": one.report.photos.public() if hasattr(one, "report") else [],
    }
    return render(request, "initiatives/page.html", context)


def last_appeal(one):
    return one.appeals.select_related("decision").order_by("filed_at", "pk").last()


@require_safe
def dates(request, uuid):
    """iCalendar (RFC 5545) of the days and milestones."""
    one = visible(request, uuid)
    answer = HttpResponse(calendar_of(one), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.uuid}.ics"'
    return answer
