"""Writing a guide, its steps, and what readers say is outdated."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.second_factor import second_factor_required
from coordination.committee.views import rounds, saving
from coordination.exchange import rules_of_guides as rules
from coordination.exchange.actions import correcting
from coordination.exchange.actions import guides as actions
from coordination.exchange.forms.guides import (
    ArchiveForm,
    BeginGuideForm,
    CorrectionAnswerForm,
    CorrectionForm,
    GuideFileForm,
    GuideForm,
    GuideSourceForm,
)
from coordination.exchange.models import Correction, CorrectionState, Guide, GuideSource, GuideState
from coordination.exchange.views.finding import edited, posted
from coordination.exchange.views.library import visible
from directory.models import Group

FORM = ["GET", "HEAD", "POST"]
EDITS = ("exchange_guide.edit",)


def round_of(request, thing, form, deed, **context):
    return rounds.round_of(request, thing, form, deed, template="exchange/guide_form.html", **context)


def written(request, uuid):
    """The guide for those who write it; 404 for others."""
    one = visible(request, uuid)
    if not rules.writes_it(request.user, one):
        raise Http404
    return one


@second_factor_required
@require_http_methods(FORM)
def begin(request):
    groups, sits = Group.objects.listed().editable_by(request.audiences), "committee" in request.audiences
    if not (groups or sits):
        raise Http404
    form = BeginGuideForm(posted(request), groups=groups, sits=sits)

    def deed(form, _seen):
        data = dict(form.cleaned_data)
        return actions.begin(data.pop("group"), by=request.user, **data)

    return round_of(
        request, Guide(), form, deed, after=lambda made: reverse("guide_edit", args=[made.uuid]),
        said=_("The draft stands. Only those who keep it see it."), title=_("Write a guide"),
        save=_("Begin the draft"), back=reverse("library"), lead=_("What your group learnt, for all groups to read."),
    )  # fmt: skip


@second_factor_required
@require_POST
def open_library(request):
    """The guides that come with the project, in one step."""
    made = actions.open_library(by=request.user)
    sentence = ngettext(
        "%(n)d guide is in the library now.", "%(n)d guides are in the library now.", len(made)
    )
    messages.success(request, sentence % {"n": len(made)})
    return redirect("library")


@login_required
@require_POST
def of_answers(request, uuid):
    """The accepted answers to a request become a draft, in one tap."""
    made = actions.from_answers(edited(request, uuid), by=request.user)
    messages.success(
        request,
        _("The answers stand in a draft, each under the name of its group. Look at it, then publish it."),
    )
    return redirect("guide_edit", made.uuid)


@second_factor_required
@require_http_methods(FORM)
def edit(request, uuid):
    one = written(request, uuid)
    if request.method != "POST" and one.state == GuideState.ARCHIVED:
        messages.info(request, actions.PUT_AWAY)
        return redirect(one)

    def make(data):
        return GuideForm(data, instance=Guide.objects.get(pk=one.pk))

    def deed(form, seen):
        return actions.save(one, form, by=request.user, seen=seen)

    return saving.take(
        request, one, make, deed, after=one.get_absolute_url(), said=_("Changes saved."),
        page="exchange/guide_form.html", asking="exchange/guide_clash.html", edits=EDITS, guide=one,
        title=GuideForm.title, back=one.get_absolute_url(), save=_("Save"),
    )  # fmt: skip


@second_factor_required
@require_http_methods(FORM)
def source(request, uuid):
    one = written(request, uuid)
    form = GuideSourceForm(posted(request), instance=GuideSource(guide=one))

    def deed(form, seen):
        return actions.add_source(one, form, by=request.user, seen=seen)

    return of_guide(request, one, form, deed, said=_("The source is named."), title=_("Add a source"))


@second_factor_required
@require_http_methods(FORM)
def add_file(request, uuid):
    one = written(request, uuid)
    form = GuideFileForm(posted(request), request.FILES or None)

    def deed(form, seen):
        data = form.cleaned_data
        return actions.add_file(one, title=data["title"], scan=data["file"], by=request.user, seen=seen)

    return of_guide(
        request, one, form, deed, said=_("The file is added."), title=_("Add a file")
    )  # fmt: skip


@second_factor_required
@require_POST
def remove(request, uuid, row):
    """A source or a file."""
    one = written(request, uuid)
    found = one.sources.filter(uuid=row).first() or get_object_or_404(one.files, uuid=row)
    actions.remove(one, found, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("It is removed."))
    return redirect(one)


@second_factor_required
@require_POST
def publish(request, uuid):
    one = written(request, uuid)
    actions.publish(one, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The guide is in the library. Everybody can read it."))
    return redirect(one)


@second_factor_required
@require_POST
def reopen(request, uuid):
    one = written(request, uuid)
    actions.reopen(one, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The guide is a draft again."))
    return redirect(one)


@second_factor_required
@require_http_methods(FORM)
def archive(request, uuid):
    one = visible(request, uuid)
    if not rules.may_archive(request.user, one) or one.state == GuideState.ARCHIVED:
        raise Http404

    def deed(form, seen):
        return actions.archive(one, reason=form.cleaned_data["reason"], by=request.user, seen=seen)

    return of_guide(
        request, one, ArchiveForm(posted(request)), deed, said=_("The guide is in the archive."),
        title=_("Put the guide into the archive"),
        grave=True, save=_("Put the guide into the archive"),
        lead=_("Its address stays; readers see the reason above it, and the search no longer finds it."),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def outdated(request, uuid):
    one = visible(request, uuid)
    if one.state != GuideState.PUBLISHED:
        raise Http404
    form = CorrectionForm(posted(request))

    def deed(form, _seen):
        return correcting.report(one, form.cleaned_data["words"], by=request.user)

    return of_guide(
        request, one, form, deed, said=_("Thank you. Those who keep the guide look at it and answer you."),
        title=_("This is outdated"), save=_("Send"),
    )  # fmt: skip


@second_factor_required
@require_http_methods(FORM)
def correction(request, uuid, row):
    """What was written, with the answer; a form for those who keep the guide while it waits."""
    one = visible(request, uuid)
    rows = Correction.objects.visible_to(request.audiences).select_related("guide__group", "by")
    found = get_object_or_404(rows.filter(guide=one), uuid=row)
    keeps = rules.keeps_it(request.user, found) and found.state == CorrectionState.OPEN
    if request.method == "POST" and not keeps:
        raise Http404
    form = CorrectionAnswerForm(posted(request)) if keeps else Form()

    def deed(form, seen):
        data = form.cleaned_data
        return correcting.answer(
            found, taken_up=data["taken_up"] == "yes", answer=data["answer"], by=request.user, seen=seen
        )  # fmt: skip

    return of_guide(
        request, one, form, deed, said=_("Your answer is sent."), title=_("A correction"),
        save=_("Answer") if keeps else "", correction=found,
    )  # fmt: skip


def of_guide(request, one, form, deed, **context):
    back = one.get_absolute_url()
    return round_of(
        request, one, form, deed, **{"after": back, "back": back, "guide": one, "save": _("Save"), **context}
    )
