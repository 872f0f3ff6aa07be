"""The reviewer's pages, the group's answers, the steps of an assessment, and the appeal against its result."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.second_factor import second_factor_required, second_factor_shown, to_second_factor
from coordination.committee.forms import AppealForm
from coordination.standards import rules
from coordination.standards.actions import appealing, assessing, reviewing
from coordination.standards.forms.assessing import MarkForm, WordsForm
from coordination.standards.forms.consulting import ReasonForm
from coordination.standards.models import Assessment
from coordination.standards.views.assessing import own, seen
from coordination.standards.views.finding import posted, round_of

FORM = ["GET", "HEAD", "POST"]
OF_GROUP = {
    "submit": (assessing.submit, gettext_lazy("The assessment is handed in.")),
    "take_back": (assessing.take_back, gettext_lazy("The assessment is a draft again.")),
    "withdraw": (assessing.withdraw, gettext_lazy("The assessment is withdrawn.")),
}
OF_REVIEWER = {
    "take_up": (reviewing.take_up, gettext_lazy("You review this assessment now.")),
    "decide": (reviewing.decide, gettext_lazy("The result is there; the group is told.")),
}


def reviewed(request, uuid):
    """The assessment for members of the committee, and for the reviewer."""
    one = seen(request, uuid)
    if "committee" not in request.audiences and request.user.pk != one.reviewer_id:
        raise Http404
    return one


def reviewing_deed(view):
    """`view(request, one, …)` after the second factor, of the committee by its role, of a reviewer by the deed."""

    @wraps(view)
    @second_factor_required
    def asking(request, uuid, *args, **kwargs):
        one = reviewed(request, uuid)
        return (
            view(request, one, *args, **kwargs) if second_factor_shown(request) else to_second_factor(request)
        )

    return asking


@login_required
@require_POST
def step(request, uuid, step):
    if step not in OF_GROUP:
        raise Http404
    return done(request, own(request, uuid, "leader"), *OF_GROUP[step])


@reviewing_deed
@require_POST
def review_step(request, one, step):
    if step not in OF_REVIEWER:
        raise Http404
    return done(request, one, *OF_REVIEWER[step])


def done(request, one, action, said):
    action(one, by=request.user, seen=request.POST.get("version"))
    messages.success(request, said)
    return redirect(after_deed(request, one))


def after_deed(request, one):
    """The assessment, while this person sees it; a reviewer's sight of it ends with the review."""
    sees = Assessment.objects.visible_to(request.audiences).filter(pk=one.pk).exists()
    return one.get_absolute_url() if sees else reverse("reviews")


@reviewing_deed
@require_http_methods(FORM)
def release(request, one):
    form = ReasonForm(posted(request))

    def deed(form, seen_version):
        return reviewing.release(one, reason=form.cleaned_data["reason"], by=request.user, seen=seen_version)

    return of_assessment(
        request, one, form, deed, said=_("The assessment waits for another reviewer."),
        title=_("Give the review to somebody else"), save=_("Give the review to somebody else"),
        after=lambda _made: after_deed(request, one),
    )  # fmt: skip


@reviewing_deed
@require_http_methods(FORM)
def mark(request, one, code):
    clause, row = of_clause(one, code)
    form = MarkForm(posted(request), clause=clause, initial={"mark": row.mark or row.claim, "why": row.why})

    def deed(form, _seen):
        return reviewing.mark(one, code=code, by=request.user, **form.cleaned_data)

    return of_assessment(
        request, one, form, deed, said=_("Saved."), title=_("Mark clause %(code)s") % {"code": code},
        save=_("Save the mark"), clause=clause, found=row,
    )  # fmt: skip


@reviewing_deed
@require_http_methods(FORM)
def ask(request, one, code):
    clause, row = of_clause(one, code)
    form = WordsForm(posted(request), label=_("What do you want to know?"))

    def deed(form, _seen):
        return reviewing.ask(one, code=code, question=form.cleaned_data["text"], by=request.user)

    return of_assessment(
        request, one, form, deed, said=_("The group is asked."), title=_("Ask about clause %(code)s") % {"code": code},
        save=_("Ask the group"), clause=clause, found=row,
    )  # fmt: skip


def of_clause(one, code):
    clause = get_object_or_404(one.standard.clauses.select_related("source"), code=code)
    return clause, get_object_or_404(one.findings, clause=clause)


@login_required
@require_http_methods(FORM)
def answer(request, uuid, row):
    one = own(request, uuid)
    asked = get_object_or_404(one.clarifications.select_related("clause", "assessment"), uuid=row)
    form = WordsForm(posted(request), label=_("Your answer"))

    def deed(form, _seen):
        return reviewing.answer(asked, text=form.cleaned_data["text"], by=request.user)

    return of_assessment(
        request, one, form, deed, said=_("Your answer is with the reviewer."),
        title=_("Answer a question on clause %(code)s") % {"code": asked.clause.code}, lead=asked.question,
        save=_("Send the answer"), clause=asked.clause,
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def appeal(request, uuid):
    one = own(request, uuid, "leader")
    if rules.appealable(one) is None and request.method != "POST":
        messages.info(request, appealing.NOTHING_TO_APPEAL)
        return redirect(one)
    form = AppealForm(posted(request))

    def deed(form, seen_version):
        return appealing.file(one, words=form.cleaned_data["words"], by=request.user, seen=seen_version)

    return of_assessment(
        request, one, form, deed, said=_("Your appeal is with the committee."), title=_("File an appeal"),
        lead=_("A ballot hears it, without the reviewer. If it is carried, another reviewer looks at it anew."),
        save=_("File the appeal"),
    )  # fmt: skip


@login_required
@require_POST
def appeal_withdraw(request, uuid):
    one = own(request, uuid, "leader")
    row = get_object_or_404(one.appeals.open().filter(accreditation=None).select_related("assessment__group"))
    appealing.withdraw(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("You took the appeal back."))
    return redirect(one)


def of_assessment(request, one, form, deed, **context):
    back = one.get_absolute_url()
    context = {"after": back, "back": back, "template": "standards/review_form.html", **context}
    return round_of(request, one, form, deed, assessment=one, **context)
