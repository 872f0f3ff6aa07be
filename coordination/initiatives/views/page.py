"""An initiative's page: the same address for everybody, and its dates for a calendar."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coordination.initiatives.models import PUBLIC, Initiative, State
from coordination.initiatives.views.answering import visible
from coordination.initiatives.views.calendar import calendar_of
from coordination.initiatives.views.course import course_of
from coordination.initiatives.views.reader import Reader
from deeds import hooks
from directory.linked_data import linked
from directory.models import Group

MOST = 500
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
        "linked_data": project_for_machines(one),
        "photos": one.report.photos.public() if hasattr(one, "report") else [],
    }
    return render(request, "initiatives/page.html", context)


def last_appeal(one):
    return one.appeals.select_related("decision").order_by("filed_at", "pk").last()


def project_for_machines(one):
    """schema.org Project of an initiative that everybody sees; of others nothing."""
    if one.state not in PUBLIC:
        return ""
    groups = [one.lead, *(row.group for row in one.partnerships.select_related("group"))]
    shown = (
        Group.objects.visible_to(hooks.PUBLIC).filter(pk__in=[group.pk for group in groups]).order_by("pk")
    )
    return linked(
        "Project",
        {
            "name": str(one.title),
            "description": str(one.aim),
            "url": settings.SITE_URL + one.get_absolute_url(),
            "identifier": str(one.uuid),
            "foundingDate": one.starts_on and one.starts_on.isoformat(),
            "dissolutionDate": one.ends_on and one.ends_on.isoformat(),
            "areaServed": one.area and {"@type": "AdministrativeArea", "name": str(one.area.title)},
            "member": [
                {"@type": "NGO", "name": group.name, "url": settings.SITE_URL + group.get_absolute_url()}
                for group in shown
            ],
        },
    )


@require_safe
def dates(request, uuid):
    """iCalendar (RFC 5545) of the days and milestones."""
    one = visible(request, uuid)
    return file_of(str(one.uuid), one)


@require_safe
def all_dates(request):
    """The same of every initiative that everybody sees and that is not over, to subscribe to."""
    seen = Initiative.objects.visible_to(hooks.PUBLIC).exclude(ends_on__lt=timezone.localdate())
    rows = seen.exclude(state__in=[State.CLOSED, State.CANCELLED]).prefetch_related("milestones")
    return file_of("initiatives", *rows.order_by("starts_on", "pk")[:MOST])


def file_of(name, *initiatives):
    answer = HttpResponse(calendar_of(*initiatives), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer
