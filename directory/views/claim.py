"""Claiming a page: asking, the published address's answer, and the secretary's decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.attempts import Attempt
from accounts.links import hashed, secret_page
from accounts.second_factor import second_factor_required
from deeds.lifecycle import Refused
from directory import rules
from directory.actions import claims as actions
from directory.actions import contesting
from directory.forms.claim import ClaimForm, DecisionForm, ObjectionForm
from directory.models import Claim, Group, Standing

DAY = 24 * 60 * 60
A_PERSON, A_GROUP = ((5, DAY),), ((3, DAY),)
SHOWN_DECIDED = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, slug):
    group = get_object_or_404(Group.objects.visible_to(request.audiences), slug=slug)
    if group.is_claimed or group.standing != Standing.LISTED:
        messages.info(request, _("Somebody manages this page already."))
        return redirect(group)
    asked = Claim.objects.open().filter(group=group, person=request.user).first()
    form = ClaimForm(request.POST or None, by_letter=bool(group.contacts.published_mail()))
    if not asked and form.is_valid() and send(request, group, form):
        return redirect("claim", group.slug)
    context = {"group": group, "form": form, "asked": asked}
    return render(request, "directory/claim.html", context, status=422 if form.errors and not asked else 200)


def send(request, group, form):
    """True when the claim was written down; else the form says why not."""
    try:
        if not Attempt("claim", str(request.user.pk), A_PERSON).allowed:
            raise Refused(_("That is many requests for one day. Go on tomorrow."), "too_many")
        actions.ask(group, **form.cleaned_data, by=request.user, may_mail=lambda: may_mail(group))
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, _("Your request is on its way."))
    return True


def may_mail(group):
    return Attempt("claim-mail", str(group.pk), A_GROUP).allowed


@login_required
@require_POST
def claim_withdraw(request, slug):
    asked = get_object_or_404(Claim.objects.open().filter(person=request.user), group__slug=slug)
    actions.withdraw(asked, by=request.user)
    messages.success(request, _("Your request is withdrawn."))
    return redirect(asked.group)


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def claim_answer(request, token):
    """The page of the letter to the published address; looking at it decides nothing."""
    rows = Claim.objects.select_related("group", "person")
    if approved := rows.contestable_by(hashed(token)).first():
        return claim_object(request, approved)
    asked = rows.by_link(hashed(token)).filter(group__claimed_at=None).first()
    if asked is None:
        return render(request, "directory/claim_link_over.html", status=404)
    if request.method != "POST" or request.POST.get("answer") not in ANSWERS:
        status = 422 if request.method == "POST" else 200
        return render(request, "directory/claim_answer.html", {"asked": asked}, status=status)
    act, sentence = ANSWERS[request.POST["answer"]]
    act(asked)
    messages.success(request, sentence)
    return redirect(asked.group)


def claim_object(request, asked):
    """The page of the letter about an approval: whoever reads it may object, and need not."""
    if request.method != "POST" or request.POST.get("answer") != "object":
        status = 422 if request.method == "POST" else 200
        return render(request, "directory/claim_object.html", {"asked": asked}, status=status)
    contesting.contest(asked)
    messages.success(request, _("Thank you. The contacts are hidden, and the committee looks into it."))
    return redirect(asked.group)


ANSWERS = {
    "agree": (actions.confirm, gettext_lazy("Thank you. The page is managed by your group now.")),
    "object": (actions.object_to, gettext_lazy("Thank you. The committee’s secretary looks into it.")),
}


@second_factor_required
@require_safe
def claims(request):
    if not rules.handles_claims(request.user):
        raise Http404
    rows = Claim.objects.select_related("group", "person", "decided_by")
    waiting = [*rows.contested(), *rows.open()]
    decided = rows.exclude(state=Claim.State.OPEN).filter(contested_at=None)
    context = {"open": waiting, "decided": decided.order_by("-updated_at")[:SHOWN_DECIDED]}
    return render(request, "directory/claims.html", context)


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim_decide(request, uuid):
    if not rules.handles_claims(request.user):
        raise Http404
    asked = get_object_or_404(Claim.objects.select_related("group", "person"), uuid=uuid)
    form = (ObjectionForm if asked.contested_at else DecisionForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide(asked, form, request)
        messages.success(request, _("Decided. The person who asked is told."))
        return redirect("claims")
    others = Claim.objects.filter(group=asked.group).exclude(pk=asked.pk).select_related("person")
    context = {
        "asked": asked,
        "form": form,
        "others": others,
        "contacts": asked.group.contacts.all(),
        "may_decide": rules.decides_claim(request.user, asked)
        and (asked.state == Claim.State.OPEN or asked.contested_at),
    }
    return render(request, "directory/claim_decide.html", context, status=422 if form.errors else 200)


def decide(asked, form, request):
    seen = request.POST.get("version")
    given = form.cleaned_data
    if asked.contested_at:
        act = contesting.overturn if "overturn" in request.POST else contesting.uphold
        act(asked, code=given["code"], reason=given["reason"], by=request.user, seen=seen)
    elif "refuse" in request.POST:
        actions.refuse(asked, code=given["code"], reason=given["reason"], by=request.user, seen=seen)
    else:
        actions.approve(asked, by=request.user, seen=seen)
