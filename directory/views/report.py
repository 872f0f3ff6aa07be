"""Reporting a page, and looking at reports: leaders at their own, the committee at harm and at pages nobody keeps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor import second_factor_required
from directory import rules
from directory.actions.visitors import reporting
from directory.forms.visitors import ReportForm, SettleForm
from directory.models import Report
from directory.views.visiting import limits, page, sent, visible_group

SETTLED_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    group = visible_group(request, slug)
    form = ReportForm(request.POST or None, group=group)
    form.initial["photo"] = chosen_photo(form, request.GET.get("photo", ""))

    def send():
        said = {name: form.cleaned_data[name] for name in ("kind", "text", "mail", "once")}
        photo = form.cleaned_data.get("photo")
        return reporting.send(group, **said, photo=photo, limits=limits("report", group, request))

    if made := sent(form, send):
        messages.success(request, thanks(made))
        return redirect(group)
    return page(request, "directory/report.html", form, group=group)


def chosen_photo(form, name):
    """The photo whose own link was followed; other words in the address count as none."""
    photos = form.fields["photo"].queryset if "photo" in form.fields else []
    return next((photo.pk for photo in photos if str(photo.uuid) == name), None)


def thanks(made):
    if made.addressee == Report.Addressee.COMMITTEE:
        return _("Thank you. The coordinating committee looks at it, not the group.")
    return _("Thank you. The leaders of the group look at it.")


@second_factor_required
@require_safe
def reports(request):
    """What the committee has to look at, the nearest date first."""
    if "committee" not in request.audiences:
        raise Http404
    rows = Report.objects.visible_to(request.audiences).filter(addressee=Report.Addressee.COMMITTEE)
    rows = rows.select_related("group", "photo")
    context = {
        "waiting": rows.waiting(),
        "keeps_questions": rules.keeps_left_questions(request.user, None),
        "settled": rows.exclude(state=Report.State.OPEN).order_by("-updated_at")[:SETTLED_SHOWN],
    }
    return render(request, "directory/reports.html", context)


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_look(request, uuid):
    rows = Report.objects.visible_to(request.audiences).select_related("group", "photo")
    row = get_object_or_404(rows, uuid=uuid)
    form = SettleForm(request.POST or None)
    back = (
        reverse("reports")
        if row.addressee == Report.Addressee.COMMITTEE
        else reverse("inbox", args=[row.group.slug])
    )

    def settle():
        said = form.cleaned_data
        return reporting.settle(
            row, said["step"], words=said["words"], by=request.user, seen=request.POST.get("version")
        )

    if sent(form, settle):
        messages.success(request, _("The report is settled."))
        return redirect(back)
    return page(request, "directory/report_look.html", form, report=row, back=back)
