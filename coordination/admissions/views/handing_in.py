"""A leader's pages: where the group stands with the committee, handing in, taking back, the archive, an appeal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts import typed
from coordination.admissions import rules
from coordination.admissions.actions import appealing, archiving, handing_in
from coordination.admissions.forms.handing_in import SubmitForm
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.admissions.views.doors import done, led_group
from coordination.admissions.views.telling import TITLES, look, mending
from coordination.committee.forms import AppealForm
from coordination.committee.models import Bylaw
from directory.bilingual import pick
from directory.models import Standing
from directory.views.visiting import page

ASKING = gettext_lazy("Ask to be listed")
CAN_BE_HANDED_IN = (Standing.DRAFT, Standing.RETURNED, Standing.DECLINED, Standing.ARCHIVED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def admission(request, slug):
    """Where the group stands, what follows, and the one thing to do next."""
    group = led_group(request, slug)
    form = SubmitForm(typed.posted(request))

    def submits(**who):
        handing_in.submit(group, words=form.cleaned_data["words"], **who)
        return _("Your page is with the committee.")

    if address := done(request, form, submits, reverse("admission", args=[slug])):
        return redirect(address)
    group.refresh_from_db()
    return page(request, "admissions/admission.html", form, **told(group, request.audiences))


def told(group, audiences):
    """All that the page of a request shows."""
    bylaw = Bylaw.in_force()
    decision, until = rules.appealable(group)
    last = Admission.objects.visible_to(audiences).filter(group=group).last()
    may_from = rules.may_come_from(group) if group.standing == Standing.DECLINED else None
    return {
        "group": group,
        "title": ASKING if group.standing == Standing.DRAFT else TITLES[group.standing],
        "state": look(group),
        "bylaw": bylaw,
        "checklist": [pick(line.get("ar"), line.get("en")) for line in bylaw.admission_checklist],
        "lacks": rules.lacks(group, bylaw),
        "last": last,
        "mending": mending(group, last),
        "handing": group.standing in CAN_BE_HANDED_IN,
        "may_from": may_from if may_from and may_from > timezone.now() else None,
        "appeal_until": until if decision else None,
        "appeal": Appeal.objects.visible_to(audiences).filter(group=group).order_by("filed_at").last(),
        "suspension": Suspension.objects.visible_to(audiences).in_force().filter(group=group).first(),
    }


@login_required
@require_POST
def admission_withdraw(request, slug):
    group = led_group(request, slug)
    handing_in.withdraw(group, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("You took the page back. It is a draft again."))
    return redirect("admission", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive_group(request, slug):
    """A confirming page that names the group and says what stays."""
    group = led_group(request, slug)
    if request.method == "POST":
        archiving.archive(group, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("The page is in the archive."))
        return redirect("admission", slug)
    may = group.standing == Standing.LISTED
    return page(request, "admissions/archive.html", SubmitForm(), group=group, may=may)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, slug):
    group = led_group(request, slug)
    form = AppealForm(typed.posted(request))

    def files(**who):
        appealing.file(group, words=form.cleaned_data["words"], **who)
        return _("Your appeal is with the committee.")

    if address := done(request, form, files, reverse("admission", args=[slug])):
        return redirect(address)
    group.refresh_from_db()
    context = told(group, request.audiences)
    if not context["appeal_until"]:
        messages.info(request, appealing.NOTHING_TO_APPEAL)
        return redirect("admission", slug)
    return page(request, "admissions/appeal.html", form, **context)


@login_required
@require_POST
def appeal_withdraw(request, slug):
    group = led_group(request, slug)
    row = get_object_or_404(Appeal.objects.open(), group=group)
    appealing.withdraw(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("You took the appeal back."))
    return redirect("admission", slug)
