"""The roll of trained reviewers, what is proposed to a person, and what they review."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor import second_factor_required, second_factor_shown, to_second_factor
from coordination.standards import rules
from coordination.standards.actions import proposing, reviewing, training
from coordination.standards.forms.consulting import ReasonForm
from coordination.standards.forms.reviewers import ReviewerForm, titles
from coordination.standards.lifecycle_of_reviewers import REVIEWER
from coordination.standards.models import IN_REVIEW, Assessment, Proposal, Reviewer
from coordination.standards.views.finding import posted, round_of
from directory.models import Membership

FORM = ["GET", "HEAD", "POST"]


def for_committee(request):
    if "committee" not in request.audiences:
        raise Http404


@login_required
@require_safe
def roll(request):
    """Everybody on the roll: whom they belong to, how much they did, until when; who no longer is, below."""
    for_committee(request)
    rows = list(Reviewer.objects.select_related("person").order_by("person__name", "pk"))
    told(rows)
    context = {
        "current": [row for row in rows if row.is_current],
        "invited": [row for row in rows if row.state == Reviewer.State.INVITED],
        "former": [row for row in rows if row.state != Reviewer.State.INVITED and not row.is_current],
        "waiting": waiting(),
    }
    return render(request, "standards/reviewers.html", context)


def told(rows):
    """Gives each row its `groups` (names), `standard` (title) and `number` of reviews, in three queries."""
    people = {row.person_id for row in rows}
    groups: dict[int, list] = {}
    for joined in Membership.objects.active().filter(person__in=people).select_related("group"):
        groups.setdefault(joined.person_id, []).append(joined.group)
    reviewed = Counter(Assessment.objects.filter(reviewer__in=people).values_list("reviewer_id", flat=True))
    names = dict(titles()) if any(row.code for row in rows) else {}
    for row in rows:
        row.groups, row.number = groups.get(row.person_id, []), reviewed[row.person_id]
        row.standard = names.get(row.code, row.code)


def waiting():
    """Assessments that wait, with whom each is proposed to (`to`, a Proposal, or None)."""
    rows = list(Assessment.objects.filter(state="submitted").with_all().order_by("state_since"))
    asked = Proposal.objects.filter(assessment__in=rows, state=Proposal.State.PROPOSED)
    by_assessment = {row.assessment_id: row for row in asked.select_related("person")}
    for row in rows:
        row.to = by_assessment.get(row.pk)
    return rows


@second_factor_required
@require_http_methods(FORM)
def invite(request):
    for_committee(request)
    form = ReviewerForm(posted(request))

    def deed(form, _seen):
        return training.invite(**form.cleaned_data, by=request.user)

    back = reverse("reviewers")
    return round_of(
        request, Reviewer(), form, deed, after=back, back=back, template="standards/reviewer_form.html",
        said=_("The person is asked, and is on the roll once they say yes."), title=_("Invite a reviewer"),
        lead=_("A person of a group who was trained. They see the assessments that they review, and no others."),
        save=_("Invite this person"),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def answer(request, uuid):
    """The person who is invited says yes or no, and reads later what they said; for others it is not there."""
    row = get_object_or_404(
        Reviewer.objects.select_related("person", "invited_by"), uuid=uuid, person=request.user
    )
    if request.method == "POST":
        yes = "accept" in request.POST
        deed = training.accept if yes else training.decline
        deed(row, by=request.user, seen=request.POST.get("version"))
        said = _("Thank you. You hear as soon as an assessment is proposed to you.")
        messages.success(request, said if yes else _("You said no. The committee reads it."))
        return redirect("reviews" if yes else "me")
    told([row])
    steps = {step.name for step in REVIEWER.allowed(row, request.user)}
    return render(request, "standards/reviewer_answer.html", {"row": row, "steps": steps})


@second_factor_required
@require_http_methods(FORM)
def end(request, uuid):
    """By the committee, or by the person themselves, with a reason."""
    row = get_object_or_404(Reviewer.objects.select_related("person"), uuid=uuid)
    if not rules.may_end(request.user, row):
        raise Http404
    form = ReasonForm(posted(request))
    form.fields["reason"].help_text = _("The committee and the person read it.")
    back = reverse("reviewers" if "committee" in request.audiences else "reviews")

    def deed(form, seen):
        return training.end(row, reason=form.cleaned_data["reason"], by=request.user, seen=seen)

    return round_of(
        request, row, form, deed, after=back, back=back, template="standards/reviewer_form.html",
        said=_("The role has ended, with your reason beside it."), title=_("End the role of a reviewer"),
        lead=_("What is under review is offered to somebody else."), save=_("End the role of a reviewer"), grave=True,
        whom=row.person,
    )  # fmt: skip


@login_required
@require_safe
def reviews(request):
    """What this person is proposed for, reviews, and may review."""
    roles = list(Reviewer.objects.filter(person=request.user.pk).select_related("person"))
    if not roles and "committee" not in request.audiences:
        raise Http404
    told(roles)
    asked = Proposal.objects.filter(person=request.user.pk, state=Proposal.State.PROPOSED)
    under_review = Assessment.objects.filter(reviewer=request.user.pk, state__in=IN_REVIEW)
    context = {
        "roles": roles,
        "proposals": asked.select_related("assessment__group", "assessment__standard"),
        "assessments": under_review.visible_to(request.audiences).with_all().order_by("state_since"),
        "done": Assessment.objects.filter(decided_by=request.user.pk).count(),
    }
    return render(request, "standards/reviews.html", context)


def asked_of(request, uuid):
    """The proposal for its person alone: whose assessment by which standard, and nothing that the group wrote."""
    rows = Proposal.objects.select_related("assessment__group", "assessment__standard", "person")
    return get_object_or_404(rows, uuid=uuid, person=request.user)


@second_factor_required
@require_http_methods(FORM)
def proposal(request, uuid):
    row = asked_of(request, uuid)
    one = row.assessment
    if request.method == "POST":
        if not second_factor_shown(request):
            return to_second_factor(request)
        reviewing.take_up(one, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("You review this assessment now."))
        return redirect(one)
    able = row.is_open and rules.may_take_up(request.user, one)
    return render(request, "standards/proposal.html", {"row": row, "assessment": one, "able": able})


@second_factor_required
@require_http_methods(FORM)
def decline(request, uuid):
    row = asked_of(request, uuid)
    form = ReasonForm(posted(request))
    form.fields["reason"].help_text = _("The committee reads it, the group does not.")

    def deed(form, _seen):
        return proposing.decline(row, reason=form.cleaned_data["reason"], by=request.user)

    return round_of(
        request, row.assessment, form, deed, after=reverse("me"), back=row.get_absolute_url(),
        template="standards/reviewer_form.html", said=_("Somebody else is asked now."),
        title=_("Decline the review"), save=_("Decline the review"),
    )  # fmt: skip
