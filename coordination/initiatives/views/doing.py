"""The leading group's own steps, the permit, progress, the report, and each group's answer to the achievement."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coordination.initiatives.actions import deciding, doing, leaving
from coordination.initiatives.forms.deciding import WithdrawForm
from coordination.initiatives.forms.doing import PermitForm, PhotosOfReport, ReportForm
from coordination.initiatives.models import Milestone, State, Task
from coordination.initiatives.views.answering import edited, led, part_of, posted, round_of, visible
from coordination.initiatives.views.reader import Reader
from deeds.lifecycle import Refused
from directory.models.group import group_ids

FORM = ["GET", "HEAD", "POST"]
STEPS: dict[str, tuple[Any, Any, Any]] = {
    "submit": (deciding.submit, gettext_lazy("Submit to the committee"), gettext_lazy(
        "All partners agreed. From now on the plan is frozen until the committee answers.")),
    "withdraw": (leaving.withdraw, gettext_lazy("Withdraw the initiative"), gettext_lazy(
        "It ends here and cannot be taken up again; a vote that runs is cancelled.")),
    "start": (doing.start, gettext_lazy("Start the initiative"), gettext_lazy(
        "Everybody sees that it is under way. Milestones and tasks can be ticked off.")),
    "complete": (doing.complete, gettext_lazy("Complete the initiative"), gettext_lazy(
        "The work is done and the report is written.")),
    "close": (doing.close, gettext_lazy("Close the initiative"), gettext_lazy(
        "Each group is offered the achievement for its own page.")),
}  # fmt: skip


@login_required
@require_http_methods(FORM)
def step(request, uuid, step):
    """Says what follows, then takes the step."""
    initiative = led(request, uuid)
    if step not in STEPS:
        raise Http404
    deed, title, lead = STEPS[step]
    make = WithdrawForm if step == "withdraw" else forms.Form
    form = make(posted(request))

    def done(form, seen):
        return deed(initiative, **form.cleaned_data, by=request.user, seen=seen)

    return round_of(
        request, initiative, form, done, after=initiative.get_absolute_url(), said=_("Done."), title=title,
        lead=lead, save=title, grave=step == "withdraw", back=initiative.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def permit(request, uuid):
    initiative = edited(request, uuid)
    form = PermitForm(posted(request), instance=getattr(initiative, "permit", None))

    def deed(form, seen):
        return doing.enter_permit(initiative, form, by=request.user, seen=seen)

    return round_of(
        request, initiative, form, deed, after=initiative.get_absolute_url(), said=_("The permit is entered."),
        title=_("The permit of the competent authority"), save=_("Save the permit"),
        lead=_("The committee’s decision does not replace the competent authority’s."),
        back=initiative.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def report(request, uuid):
    initiative = edited(request, uuid)
    form = ReportForm(posted(request), request.FILES or None, instance=getattr(initiative, "report", None))

    def deed(form, seen):
        sent = {"pictures": form.cleaned_data["photos"], "people": form.cleaned_data["people"]}
        doing.write_report(initiative, form, by=request.user, seen=seen, **sent)
        return form.instance

    return round_of(
        request, initiative, form, deed, after=after_report, said=_("The report is saved."),
        template="initiatives/report.html", title=_("Outcome report"), save=_("Save the report"),
        back=initiative.get_absolute_url(), photos=photos_of(initiative),
        lead=_("What came of it. Everybody reads it once the initiative is completed."),
    )  # fmt: skip


def photos_of(initiative):
    report = getattr(initiative, "report", None)
    return report.photos.filter(hidden_at=None) if report else []


def after_report(report):
    """Photos without words, or without an answer, are asked about next."""
    if any(not photo.alt or not photo.is_answered for photo in photos_of(report.initiative)):
        return reverse("initiative_report_photos", args=[report.initiative.uuid])
    return report.initiative.get_absolute_url()


@login_required
@require_http_methods(FORM)
def report_photos(request, uuid):
    """What each photo shows, who can be recognised, which part must stay in sight; or that it goes."""
    initiative = edited(request, uuid)
    if not getattr(initiative, "report", None):
        raise Http404
    rows = PhotosOfReport(initiative.report, posted(request))

    def deed(rows, seen):
        return doing.describe_photos(initiative, rows, by=request.user, seen=seen)

    return round_of(
        request, initiative, rows, deed, after=initiative.get_absolute_url(), said=_("Changes saved."),
        template="initiatives/report_photos.html", title=_("What the photos show"), save=_("Save changes"),
        back=reverse("initiative_report", args=[uuid]),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def progress(request, uuid):
    """Milestones and tasks, each with its own button."""
    initiative = visible(request, uuid)
    reader = Reader(initiative, request.audiences)
    if not reader.own_parts:
        raise Http404
    if request.method == "POST":
        tick(request, initiative)
        return redirect("initiative_progress", uuid)
    if initiative.state != State.ACTIVE:
        messages.info(request, doing.NOT_NOW)
        return redirect(initiative)
    return render(request, "initiatives/progress.html", {"initiative": initiative, "reader": reader})


def tick(request, initiative):
    """The one milestone or task that the button names."""
    models = {"milestone": (Milestone, "initiative"), "task": (Task, "partnership__initiative")}
    kind, _colon, number = request.POST.get("thing", "").partition(":")
    model, way = models.get(kind, (None, ""))
    if model is None or not (number.isdecimal() and len(number) < 18):
        raise Refused(_("Choose what is done."), "unknown")
    thing = model._default_manager.filter(pk=number, **{way: initiative}).first()
    if thing is None:
        raise Refused(_("This is no longer here."), "gone")
    done = request.POST.get("done") == "1"
    doing.tick(thing, done=done, by=request.user, seen=request.POST.get("version"))


@login_required
@require_http_methods(FORM)
def offer(request, uuid, slug):
    """The achievement as it would stand on the group's page."""
    initiative = visible(request, uuid)
    row = part_of(initiative, slug)
    if row.group_id not in group_ids(request.audiences, "editor") or not row.offered_at:
        raise Http404
    if request.method == "POST":
        if request.POST.get("wanted") not in ("0", "1"):
            raise Refused(_("Choose one of the two buttons."), "unknown")
        answer = doing.answer_offer(row, wanted=request.POST["wanted"] == "1", by=request.user)
        if answer.achievement_id:
            messages.success(request, _("The achievement stands on your page."))
            return redirect(row.group)
        messages.success(request, _("Nothing was added to your page."))
        return redirect(initiative)
    context = {
        "initiative": initiative,
        "row": row,
        "report": initiative.report,
        "photos": initiative.report.carried_to(row.group),
    }
    return render(request, "initiatives/offer.html", context)
