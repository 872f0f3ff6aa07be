"""Answering a request or an offer, and the page of a response with what both groups can do there."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor import second_factor_required
from coordination.exchange import rules, rules_of_givers
from coordination.exchange.actions import mediating, responding
from coordination.exchange.forms.stepping import MessageForm, ReasonForm, ReceivedForm, RespondForm
from coordination.exchange.lifecycle import RESPONSE
from coordination.exchange.models import GRANTED, Response, Stage
from coordination.exchange.rules_of_guides import MADE_OF_ANSWERS
from coordination.exchange.views.finding import posted, round_of, visible
from directory.models import Group
from directory.rules import edits

FORM = ["GET", "HEAD", "POST"]
LABELS = {
    "accept": gettext_lazy("Accept it"),
    "decline": gettext_lazy("Do not accept it"),
    "release": gettext_lazy("Give up what was agreed"),
    "withdraw": gettext_lazy("Withdraw it"),
    "step_back": gettext_lazy("Step back"),
    "deliver": gettext_lazy("Say that it is delivered"),
    "confirm": gettext_lazy("Confirm that it arrived"),
    "dispute": gettext_lazy("Dispute it"),
    "uphold": gettext_lazy("It was delivered"),
    "deliver_again": gettext_lazy("It is still to be delivered"),
    "dissolve": gettext_lazy("End the agreement"),
}
SAID = {
    "accept": gettext_lazy("It is agreed. Both groups go on from here."),
    "decline": gettext_lazy("The other group is told."),
    "release": gettext_lazy("It is given up, and free again."),
    "withdraw": gettext_lazy("The response is withdrawn."),
    "step_back": gettext_lazy("You stepped back; the other group is told."),
    "deliver": gettext_lazy("The other group is asked to confirm."),
    "confirm": gettext_lazy("Confirmed. A word of thanks would be kind."),
    "dispute": gettext_lazy("The coordinating committee mediates now."),
}
LEADS = {
    "decline": gettext_lazy("A kind sentence helps them to offer again."),
    "release": gettext_lazy("What was agreed ends, and others can have it."),
    "step_back": gettext_lazy("What was agreed ends. The other group looks for somebody else."),
    "dispute": gettext_lazy("A member of the coordinating committee without a tie to either group decides."),
    "confirm": gettext_lazy("What did not arrive is free again for others."),
}
SIMPLE = {"accept": responding.accept, "withdraw": responding.withdraw, "deliver": responding.deliver}
GRAVE = ("decline", "release", "withdraw", "step_back", "dispute", "dissolve")
MAIN = ("accept", "deliver", "confirm")


def found(request, uuid):
    """A response for members of the two groups and the committee."""
    rows = Response.objects.visible_to(request.audiences).with_all()
    return get_object_or_404(rows, uuid=uuid)


def involved(request, response):
    """Whether this reader edits for one of the two groups, or gives from outside."""
    return rules.voice_of(request.user, response) is not None


@login_required
@require_http_methods(FORM)
def respond(request, uuid):
    post = visible(request, uuid)
    groups = Group.objects.listed().editable_by(request.audiences).exclude(pk=post.group_id)
    if not groups:
        raise Http404
    form = RespondForm(posted(request), groups=groups, left=post.left)

    def deed(form, _seen):
        data = form.cleaned_data
        return responding.respond(
            post, data["group"], quantity=data["quantity"], words=data["words"], by=request.user
        )

    title = _("We can help") if post.is_request else _("We need this")
    return round_of(
        request, post, form, deed, after=lambda made: made.get_absolute_url(), title=title, post=post, save=title,
        said=_("It is agreed at once.") if post.first_come else _("The other group is told."),
        template="exchange/respond.html", back=post.get_absolute_url(),
        guide=post.is_request and post.kind in MADE_OF_ANSWERS,
    )  # fmt: skip


@login_required
@require_safe
def response(request, uuid):
    one = found(request, uuid)
    steps = [step.name for step in RESPONSE.allowed(one, request.user)]
    voice = rules.voice_of(request.user, one)
    context = {
        "response": one,
        "post": one.post,
        "acts": [
            act(one, name) for name in sorted(steps, key=lambda name: (name in GRAVE, name not in MAIN))
        ],
        "gives": voice is not None and edits(request.user, one.giver_id),
        "receives": rules.receives(request.user, one),
        "thread": one.messages.select_related("group", "by").order_by("at", "pk"),
        "message_form": MessageForm() if may_write(request, one) else None,
        "voice": voice,
        "letter": one.state == Stage.CONFIRMED
        and rules_of_givers.may_have_letter(request.user, one.post, one),
        "contact": shows_contact(request, one),
        "moderates": one.state == Stage.ASKED and rules_of_givers.may_pass(request.user, one),
        "may_dress": one.outside_id is not None and rules_of_givers.may_dress(request.user, one.outside),
        "keeps_order": rules.keeps_order(request.user, one),
    }
    return render(request, "exchange/response.html", context)


def shows_contact(request, one):
    """Whom to ask for: told to the group once something is agreed, to the committee and the giver always."""
    giver = one.from_outside
    if giver is None:
        return False
    return one.state in GRANTED or "committee" in request.audiences or rules.is_giver(request.user, giver)


def act(one, name):
    return {
        "name": name,
        "label": LABELS[name],
        "grave": name in GRAVE,
        "main": name in MAIN,
        "at_once": name in SIMPLE,
    }


def may_write(request, one):
    return rules.is_talked_about(one) and involved(request, one)


@login_required
@require_http_methods(FORM)
def step(request, uuid, step):
    """One step of the two groups; who may take it is the table's to say."""
    one = found(request, uuid)
    if step not in SAID or not involved(request, one):
        raise Http404
    return round_of_step(request, one, step, form_of(request, one, step), SAID[step])


def round_of_step(request, one, step, form, said):
    def deed(form, seen):
        return done(one, step, form.cleaned_data, by=request.user, seen=seen)

    return round_of(
        request, one, form, deed, after=one.get_absolute_url(), said=said, title=LABELS[step], save=LABELS[step],
        lead=LEADS.get(step, ""), grave=step in GRAVE, back=one.get_absolute_url(), post=one.post,
    )  # fmt: skip


def form_of(request, one, step):
    if step in SIMPLE:
        return forms.Form(posted(request))
    if step == "confirm":
        return ReceivedForm(posted(request), response=one)
    return ReasonForm(posted(request), step=step)


def done(one, step, data, *, by, seen):
    if step in SIMPLE:
        return SIMPLE[step](one, by=by, seen=seen)
    if step == "confirm":
        return responding.confirm(one, received=data["received"], by=by, seen=seen)
    if step in mediating.RESULTS:
        return mediating.decide(one, step, code=data["code"], reason=data["reason"], by=by, seen=seen)
    return responding.refuse(one, step, code=data["code"], reason=data["reason"], by=by, seen=seen)


@second_factor_required
@require_http_methods(FORM)
def mediate(request, uuid, step):
    """A member of the committee without a tie decides what holds."""
    if "committee" not in request.audiences or step not in mediating.RESULTS:
        raise Http404
    one = found(request, uuid)
    if not rules.may_mediate(request.user, one):
        raise Http404
    return round_of_step(request, one, step, form_of(request, one, step), _("Decided. Both groups are told."))
