"""The committee's queue, and the page on which a request is looked at and answered."""

from collections.abc import Callable

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import typed
from coordination.admissions import rules
from coordination.admissions.actions import deciding
from coordination.admissions.forms.deciding import DeclineForm, ReturnForm, ReviewForm
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.admissions.views.doors import done, for_committee, part, pressed
from coordination.admissions.views.telling import look, mending
from coordination.committee.models import Bylaw
from directory import rules as directory
from directory.models import Claim, Contact, Group, Licence, Role, TeamCard
from directory.views.profile import shown
from directory.views.visiting import page

LATELY = 10
PUBLIC = frozenset({"public"})


@for_committee
@require_safe
def admissions(request):
    """What waits in this room, each list with the nearest date first."""
    requests = Admission.objects.visible_to(request.audiences).select_related("group")
    suspensions = Suspension.objects.visible_to(request.audiences).select_related("group", "proposed_by")
    context = {
        "waiting": requests.waiting().order_by("due_at"),
        "appeals": Appeal.objects.visible_to(request.audiences).open().select_related("group"),
        "proposed": suspensions.open(),
        "in_force": suspensions.in_force(),
        "licences": Licence.objects.to_check().select_related("group"),
        "expired": Licence.objects.expired().select_related("group")[:LATELY],
        "answered": requests.exclude(decided_at=None).order_by("-decided_at")[:LATELY],
        "handles_claims": directory.handles_claims(request.user),
        "claims": Claim.objects.open().count(),
    }
    return render(request, "admissions/queue.html", context)


def looked_at(request, uuid):
    rows = Admission.objects.visible_to(request.audiences).select_related(
        "group__area__parent", "submitted_by"
    )
    return get_object_or_404(rows, uuid=uuid)


@for_committee
@require_http_methods(["GET", "HEAD", "POST"])
def admission_review(request, uuid):
    row = looked_at(request, uuid)
    deed = pressed(request, "keep", "list", "return", "decline") or "keep"
    forms = forms_of(row, typed.posted(request), deed)
    form = forms[deed] if forms["check"].is_valid() else forms["check"]
    if request.method == "POST" and (
        address := done(request, form, deed_of(row, forms, deed), after(row, deed))
    ):
        return redirect(address)
    row = looked_at(request, uuid)
    context = {**forms, "send_back": forms["return"], "row": row, **found(row, request.user)}
    return page(request, "admissions/review.html", form, **context)


def forms_of(row, data, deed):
    checklist = Bylaw.in_force().admission_checklist
    last = row.reviews.last()
    kept = [line["code"] for line in last.held] if last else []
    check = ReviewForm(data, checklist=checklist, initial={"held": kept})
    return {
        "check": check,
        "keep": check,
        "list": check,
        "return": part(ReturnForm, data, "return", chosen=deed == "return"),
        "decline": part(DeclineForm, data, "decline", chosen=deed == "decline"),
    }


def deed_of(row, forms, deed):
    """The action behind the pressed button, with what its form holds, and the sentence that is said then."""
    deeds: dict[str, tuple[Callable, str]] = {
        "keep": (deciding.keep, _("Your ticks are kept.")),
        "list": (deciding.admit, _("The group is listed. Its leaders are told.")),
        "return": (deciding.send_back, _("The page is returned. The leaders are told what to mend.")),
        "decline": (deciding.decline, _("The group was not accepted. Its leaders are told why.")),
    }
    action, said = deeds[deed]

    def does(**who):
        given = forms[deed].cleaned_data if deed in ("return", "decline") else {}
        action(row, held=forms["check"].cleaned_data["held"], **given, **who)
        return said

    return does


def after(row, deed):
    return reverse("admission_review", args=[row.uuid]) if deed == "keep" else reverse("admissions")


def found(row, person):
    """What a member needs to know of the group, and whether this one may decide."""
    group = row.group
    return {
        "group": group,
        "state": look(group),
        "lacks": rules.lacks(group),
        "mending": mending(group, row),
        "leaders": group.memberships.leaders().select_related("person"),
        "people": rules.people_of(group),
        "licence": group.licences.first(),
        "contacts": group.contacts.all(),
        "services": group.services.published(),
        "reviews": row.reviews.select_related("by"),
        "earlier": group.admissions.exclude(pk=row.pk).order_by("-submitted_at"),
        "may_decide": row.waits and rules.may_decide(person, group),
        "recused": directory.holds(person, group, Role.MEMBER),
    }


@for_committee
@require_safe
def admission_page(request, uuid):
    """The group's page with exactly what everybody will see of it once it is listed."""
    row = looked_at(request, uuid)
    contacts = Prefetch("contacts", Contact.objects.visible_to(PUBLIC), to_attr="seen_contacts")
    team = Prefetch("team_cards", TeamCard.objects.public(), to_attr="seen_team")
    group = Group.objects.with_profile().prefetch_related(contacts, team).get(pk=row.group_id)
    context = {**shown(group, PUBLIC), "reviewed": row, "linked_data": ""}
    return render(request, "directory/group.html", context)
