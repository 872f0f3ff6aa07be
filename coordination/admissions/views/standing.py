"""The committee's pages of a group that is listed or was: suspending, lifting, the archive, the licence."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import typed
from coordination.admissions import rules
from coordination.admissions.actions import archiving, licences, suspending
from coordination.admissions.forms.deciding import CloseForm, LiftForm, RefuseLicenceForm, SuspendForm
from coordination.admissions.models import Suspension
from coordination.admissions.views.doors import act, done, for_committee, pressed, proved_to_post
from coordination.admissions.views.telling import look
from directory import rules as directory
from directory.models import Group, Role, Standing
from directory.views.visiting import page


def seen_group(request, slug):
    return get_object_or_404(Group.objects.visible_to(request.audiences), slug=slug)


def part_of(person, group):
    """Whether this member may decide about the group, or belongs to it."""
    return {
        "state": look(group),
        "may_decide": rules.may_decide(person, group),
        "recused": directory.holds(person, group, Role.MEMBER),
    }


@for_committee
@require_safe
def standing(request, slug):
    """What the committee did with a group so far, and what it can do now."""
    group = seen_group(request, slug)
    context = {
        "group": group,
        "requests": group.admissions.select_related("decided_by").order_by("-submitted_at"),
        "suspensions": group.suspensions.select_related("proposed_by", "seconded_by").order_by(
            "-proposed_at"
        ),
        "appeals": group.appeals.select_related("heard_by").order_by("-filed_at"),
        "open": group.suspensions.open().first(),
        "in_force": group.suspensions.in_force().first(),
        "licence": group.licences.first(),
        "can_close": group.standing in (Standing.LISTED, Standing.SUSPENDED),
        **part_of(request.user, group),
    }
    return render(request, "admissions/standing.html", context)


@proved_to_post
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request, slug):
    group = seen_group(request, slug)
    form = SuspendForm(typed.posted(request))

    def proposes(**who):
        suspending.propose(group, **form.cleaned_data, **who)
        return _("Your proposal waits for a second member. Until then nothing changes.")

    if address := done(request, form, proposes, reverse("standing", args=[slug])):
        return redirect(address)
    group.refresh_from_db()
    context = {"group": group, "days": rules.SECOND_WITHIN.days, **part_of(request.user, group)}
    return page(request, "admissions/suspend.html", form, **context)


@proved_to_post
@require_http_methods(["GET", "HEAD", "POST"])
def suspension(request, uuid):
    """A proposal to be seconded or taken back, or a suspension to be lifted."""
    rows = Suspension.objects.visible_to(request.audiences).select_related(
        "group", "proposed_by", "seconded_by", "ended_by"
    )
    row = get_object_or_404(rows, uuid=uuid)
    deed = pressed(request, "second", "withdraw", "lift")
    form = LiftForm(typed.posted(request) if deed == "lift" or request.method != "POST" else None)
    if deed and (address := moved(request, row, deed, form)):
        return redirect(address)
    row = rows.get(pk=row.pk)
    context = {
        "row": row,
        "group": row.group,
        "may_second": row.is_open and row.state == row.State.PROPOSED and rules.may_second(request.user, row),
        "may_withdraw": row.state == row.State.PROPOSED and rules.proposed_it(request.user, row),
        **part_of(request.user, row.group),
    }
    return page(request, "admissions/suspension.html", form, **context)


def moved(request, row, deed, form):
    here = reverse("suspension", args=[row.uuid])

    def does(**who):
        if deed == "lift":
            suspending.lift(row, **form.cleaned_data, **who)
            return _("The suspension is lifted. The page is in the directory again.")
        if deed == "second":
            suspending.second(row, **who)
            return _("The group is suspended. Its leaders are told why, and how to appeal.")
        suspending.withdraw(row, **who)
        return _("You took the proposal back.")

    return done(request, form, does, here) if deed == "lift" else act(request, does, here)()


@for_committee
@require_http_methods(["GET", "HEAD", "POST"])
def close_group(request, slug):
    group = seen_group(request, slug)
    form = CloseForm(typed.posted(request))

    def closes(**who):
        archiving.close(group, **form.cleaned_data, **who)
        return _("The page is in the archive. The leaders are told why.")

    if address := done(request, form, closes, reverse("standing", args=[slug])):
        return redirect(address)
    group.refresh_from_db()
    return page(request, "admissions/close.html", form, group=group, **part_of(request.user, group))


@for_committee
@require_http_methods(["GET", "HEAD", "POST"])
def licence_check(request, uuid):
    """The current licence of a group beside its scan."""
    group = get_object_or_404(Group.objects.visible_to(request.audiences), uuid=uuid)
    licence = get_object_or_404(group.licences.select_related("group", "verdict_by")[:1])
    deed = pressed(request, "verify", "refuse")
    form = RefuseLicenceForm(typed.posted(request) if deed != "verify" else None)
    if request.method == "POST" and (address := judged(request, licence, deed, form)):
        return redirect(address)
    licence.refresh_from_db()
    group.refresh_from_db()
    return page(
        request, "admissions/licence.html", form, group=group, licence=licence, **part_of(request.user, group)
    )


def judged(request, licence, deed, form):
    address = reverse("admissions")
    if deed == "verify":
        return act(request, lambda **who: verified(licence, **who), address)()

    def refuses(**who):
        licences.refuse(licence, **form.cleaned_data, **who)
        return _("The licence was not accepted. The leaders are told why.")

    return done(request, form, refuses, address)


def verified(licence, **who):
    licences.verify(licence, **who)
    return _("The page now says that the licence was checked.")
