"""What the chair and the secretary do with a ballot, and what a member does beside voting."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coordination.committee import rules
from coordination.committee.actions import closing, opening, scheduling, voting
from coordination.committee.forms import AnswerForm, AskForm, OpenForm, ReasonForm
from coordination.committee.models import Ballot, Bylaw, Question
from coordination.committee.views.docket import LATER, address, case
from coordination.committee.views.doors import page, seated_only
from coordination.committee.views.keeping import done
from deeds.once import once


def handlers_only(request):
    if not rules.handles_docket(request.user):
        raise Http404


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_open(request, kind, uuid):
    """Now or at a moment, until when, and with which recommendation."""
    handlers_only(request)
    found, _ballot = case(kind, uuid)
    if found is None:
        raise Http404
    form = OpenForm(request.POST or None, initial={"days": Bylaw.in_force().ballot_days})
    asked = request.method == "POST" and form.is_valid()
    if asked and done(form, lambda: put_to_vote(request, kind, uuid, **form.cleaned_data)):
        return redirect(address(kind, uuid))
    return page(request, "committee/ballot_open.html", form, matter=found, back=address(kind, uuid))


def put_to_vote(request, kind, uuid, at, **more):
    more |= {"by": request.user, "seen": request.POST.get("version")}
    if at is None:
        opening.open_ballot(kind, uuid, **more)
        messages.success(request, _("The ballot is open. Every member on the roll finds it on the docket."))
    else:
        scheduling.schedule(kind, uuid, at=at, **more)
        messages.success(
            request, _("The ballot is scheduled. It opens by itself, and can be cancelled before.")
        )


@seated_only
@require_POST
def ballot_open_now(request, uuid):
    """A scheduled ballot opens before its moment."""
    handlers_only(request)
    ballot = get_object_or_404(Ballot, uuid=uuid)
    scheduling.open_now(ballot, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The ballot is open. Every member on the roll finds it on the docket."))
    return redirect(address(ballot.kind, ballot.matter_uuid))


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request, kind, uuid):
    """Declaring to be party to a matter; it cannot be taken back."""
    found, ballot = case(kind, uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title = found.title if found else ballot.title
        voting.recuse(kind, uuid, title, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("You stand aside from this matter. You can read, not vote."))
        return redirect(address(kind, uuid))
    context = {"matter": found, "ballot": ballot, "back": address(kind, uuid)}
    return page(request, "committee/recuse.html", form, **context)


@seated_only
@require_POST
def later(request, uuid):
    """Puts this ballot at the end of the queue, for this visit."""
    ballot = get_object_or_404(Ballot, uuid=uuid)
    request.session[LATER] = [*request.session.get(LATER, []), ballot.pk]
    return redirect("queue")


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, uuid):
    ballot = get_object_or_404(Ballot, uuid=uuid)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed():
            voting.ask(ballot, form.cleaned_data["text"], by=request.user)
            return address(ballot.kind, ballot.matter_uuid)

        place = once(request.POST.get("once"), deed)
        messages.success(request, _("Your question is sent. The chair or the secretary answers it."))
        return redirect("queue" if "queue" in request.GET else place)
    back = address(ballot.kind, ballot.matter_uuid)
    return page(request, "committee/ask.html", form, ballot=ballot, back=back)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    handlers_only(request)
    question = get_object_or_404(Question.objects.select_related("ballot", "person"), pk=pk)
    form = AnswerForm(request.POST or None)
    back = address(question.ballot.kind, question.ballot.matter_uuid)
    if request.method == "POST" and form.is_valid():
        voting.answer(question, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The answer stands in the brief for everybody."))
        return redirect(back)
    return page(request, "committee/answer.html", form, question=question, back=back)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_cancel(request, uuid):
    handlers_only(request)
    ballot = get_object_or_404(Ballot, uuid=uuid)
    form = ReasonForm(request.POST or None)
    back = address(ballot.kind, ballot.matter_uuid)
    if request.method == "POST" and form.is_valid():
        said = {"code": "by_hand", "reason": form.cleaned_data["reason"]}
        closing.cancel(ballot, by=request.user, seen=request.POST.get("version"), **said)
        messages.success(request, _("The ballot is cancelled. The matter waits on the docket again."))
        return redirect(back)
    return page(request, "committee/ballot_cancel.html", form, ballot=ballot, back=back)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_settle(request, uuid):
    """An outcome that its room refused: tried again, or set aside with a reason."""
    handlers_only(request)
    ballot = get_object_or_404(Ballot.objects.unapplied(), uuid=uuid)
    seen = request.POST.get("version")
    if request.method == "POST" and "again" in request.POST:
        closing.apply_again(ballot, by=request.user, seen=seen)
        messages.success(request, _("The outcome is applied now."))
        return redirect("docket")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closing.set_aside(ballot, by=request.user, seen=seen, reason=form.cleaned_data["reason"])
        messages.success(request, _("The outcome is set aside. The result stays in the register."))
        return redirect("docket")
    return page(request, "committee/ballot_settle.html", form, ballot=ballot)
