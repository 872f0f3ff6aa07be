"""An accreditation, for everybody: whose, by which standard, until when; and what the committee does about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.second_factor import second_factor_required, sudo_ok, to_proof
from coordination.committee.forms import AppealForm
from coordination.standards import rules_of_accreditations as rules
from coordination.standards.actions import appealing, revoking
from coordination.standards.effects import later_than
from coordination.standards.forms.accrediting import RevokeForm, WhyForm
from coordination.standards.forms.consulting import ReasonForm
from coordination.standards.models import Accreditation, Revocation
from coordination.standards.views.finding import posted, round_of
from directory.models import Group
from directory.models.group import group_ids

FORM = ["GET", "HEAD", "POST"]
STEPS: dict[str, tuple[Any, Any, Any, Any]] = {
    "suspend": (revoking.suspend, WhyForm, gettext_lazy("Suspend the accreditation"), gettext_lazy(
        "It does not hold from this moment, until the committee lifts the suspension. The group can appeal.")),
    "lift": (revoking.lift, ReasonForm, gettext_lazy("Lift the suspension"), gettext_lazy(
        "It holds again at once, if nothing else stands against it.")),
    "revoke": (revoking.propose, RevokeForm, gettext_lazy("Propose to revoke it"), gettext_lazy(
        "A second member or a ballot decides. Until then the accreditation stays as it is.")),
}  # fmt: skip
OF_SECOND: dict[str, tuple[Any, Any]] = {
    "second": (revoking.second, gettext_lazy("The accreditation is revoked.")),
    "withdraw": (revoking.withdraw, gettext_lazy("You took the proposal back.")),
}


def known(request, uuid):
    """The accreditation as it is at this moment."""
    rows = Accreditation.objects.visible_to(request.audiences).with_all().as_of()
    return get_object_or_404(rows, uuid=uuid)


def for_committee(request, uuid):
    if "committee" not in request.audiences:
        raise Http404
    return known(request, uuid)


def for_leaders(request, uuid):
    one = known(request, uuid)
    if one.group_id not in group_ids(request.audiences, "leader"):
        raise Http404
    return one


@require_safe
def accreditation(request, uuid):
    one = known(request, uuid)
    seated = "committee" in request.audiences
    leads = one.group_id in group_ids(request.audiences, "leader")
    works = one.group_id in group_ids(request.audiences, "editor")
    judges = seated and rules.may_judge(request.user, one)
    context = {
        "accreditation": one,
        "works": works,
        "leads": leads,
        "seated": seated,
        "judges": judges,
        "later": later_than([one]).get(one.pk) if works or seated else None,
        "revocation": one.revocations.visible_to(request.audiences).last() if seated else None,
        "appealable": rules.appealable(one) if leads else None,
        "appeal": one.appeals.order_by("filed_at", "pk").last() if works or seated else None,
    }
    return render(request, "standards/accreditation.html", context)


@second_factor_required
@require_http_methods(FORM)
def step(request, uuid, step):
    """Suspending, lifting, proposing to revoke; what takes something away wants a fresh proof."""
    one = for_committee(request, uuid)
    if step not in STEPS:
        raise Http404
    action, form_class, title, lead = STEPS[step]
    if request.method == "POST" and not sudo_ok(request):
        return to_proof(request)
    form = form_class(posted(request))

    def deed(form, seen):
        return action(one, by=request.user, seen=seen, **form.cleaned_data)

    return of_accreditation(
        request, one, form, deed, said=_("Done, with your reason beside it."), title=title, lead=lead, save=title,
        grave=step != "lift",
    )  # fmt: skip


@second_factor_required
@require_safe
def revocation(request, uuid):
    """Where the docket leads to: the accreditation with the proposal on it."""
    if "committee" not in request.audiences:
        raise Http404
    row = get_object_or_404(Revocation.objects.visible_to(request.audiences), uuid=uuid)
    return redirect(row.accreditation)


@second_factor_required
@require_POST
def revocation_step(request, uuid, step):
    if step not in OF_SECOND or "committee" not in request.audiences:
        raise Http404
    rows = Revocation.objects.visible_to(request.audiences).select_related("accreditation")
    row = get_object_or_404(rows, uuid=uuid)
    if not sudo_ok(request):
        return to_proof(request)
    action, said = OF_SECOND[step]
    action(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, said)
    return redirect(row.accreditation)


@login_required
@require_http_methods(FORM)
def appeal(request, uuid):
    one = for_leaders(request, uuid)
    if rules.appealable(one) is None and request.method != "POST":
        messages.info(request, appealing.NOTHING_TO_APPEAL)
        return redirect(one)
    form = AppealForm(posted(request))

    def deed(form, seen):
        return appealing.file(one, words=form.cleaned_data["words"], by=request.user, seen=seen)

    return of_accreditation(
        request, one, form, deed, said=_("Your appeal is with the committee."), title=_("File an appeal"),
        lead=_("A ballot hears it, without those who decided. If it is carried, the accreditation is restored."),
        save=_("File the appeal"),
    )  # fmt: skip


@login_required
@require_POST
def appeal_withdraw(request, uuid):
    one = for_leaders(request, uuid)
    row = get_object_or_404(one.appeals.open().select_related("accreditation", "assessment__group"))
    appealing.withdraw(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("You took the appeal back."))
    return redirect(one)


@login_required
@require_safe
def of_group(request, slug):
    """All that a group holds and held, for its editors and leaders and the committee."""
    groups = Group.objects.filter(pk__in=group_ids(request.audiences, "editor"))
    groups = Group.objects.all() if "committee" in request.audiences else groups
    group = get_object_or_404(groups, slug=slug)
    rows = list(group.accreditations.with_all().as_of())
    later = later_than(rows)
    for row in rows:
        row.later = later.get(row.pk)
    underway = group.assessments.visible_to(request.audiences).open().with_all().order_by("pk")
    context = {"group": group, "accreditations": rows, "underway": list(underway)}
    return render(request, "standards/accreditations.html", context)


def of_accreditation(request, one, form, deed, **context):
    back = one.get_absolute_url()
    return round_of(
        request, one, form, deed, after=back, back=back, template="standards/accreditation_form.html",
        accreditation=one, **context,
    )  # fmt: skip
