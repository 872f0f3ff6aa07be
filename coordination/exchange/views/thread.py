"""The thread of a response: writing, its files, and reports to the secretary; thanks and what becomes of them."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.second_factor import second_factor_required
from coordination.exchange import rules
from coordination.exchange.actions import responding, showing, writing
from coordination.exchange.forms.stepping import MessageForm, ThanksForm
from coordination.exchange.views.finding import posted, round_of
from coordination.exchange.views.responding import found, involved, may_write
from deeds.lifecycle import Refused
from directory.models.group import group_ids
from directory.views.files import answer as file_answer

FORM = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(FORM)
def write(request, uuid):
    one = found(request, uuid)
    if not may_write(request, one):
        raise Http404
    form = MessageForm(posted(request), request.FILES or None)

    def deed(form, _seen):
        return writing.write(
            one, text=form.cleaned_data["text"], scan=form.cleaned_data["file"], by=request.user
        )

    return round_of(
        request, one, form, deed, after=f"{one.get_absolute_url()}#thread", said=_("Sent."), title=_("Write a message"),
        save=_("Send the message"), back=one.get_absolute_url(), post=one.post,
    )  # fmt: skip


def message_of(request, uuid, message):
    """A message that this reader may see."""
    one = found(request, uuid)
    row = get_object_or_404(one.messages.select_related("response__post", "response__group"), uuid=message)
    if row.hidden_at and "committee" not in request.audiences:
        raise Http404
    return row


@login_required
@require_safe
def file(request, uuid, message):
    """A download for those who see the response; for others it does not exist."""
    row = message_of(request, uuid, message)
    if not row.file:
        raise Http404
    response = file_answer(request, row.file)
    name = quote(f"{row.at:%Y-%m-%d}.{row.file.rpartition('.')[2]}")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


@login_required
@require_POST
def report(request, uuid, message):
    row = message_of(request, uuid, message)
    if not involved(request, row.response):
        raise Http404
    writing.report(row, by=request.user)
    messages.success(request, _("The committee’s secretary looks at it."))
    return redirect(row.response)


@second_factor_required
@require_POST
def settle(request, uuid, message):
    row = message_of(request, uuid, message)
    if not rules.keeps_order(request.user, row.response):
        raise Http404
    writing.settle(row, hide=request.POST.get("hide") == "1", by=request.user)
    messages.success(
        request, _("The message is hidden.") if request.POST.get("hide") == "1" else _("The message stays.")
    )
    return redirect(row.response)


@login_required
@require_http_methods(FORM)
def thank(request, uuid):
    one = found(request, uuid)
    if not rules.receives(request.user, one):
        raise Http404

    def deed(form, seen):
        return responding.thank(one, words=form.cleaned_data["words"], by=request.user, seen=seen)

    return round_of(
        request, one, ThanksForm(posted(request)), deed, after=one.get_absolute_url(), title=_("Say thank you"),
        said=_("Your thanks are sent. The other group can show them on its page."), save=_("Send the thanks"),
        back=one.get_absolute_url(), post=one.post,
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def offer(request, uuid):
    """The achievement as it would stand on the giver's page."""
    one = found(request, uuid)
    if one.giver_id not in group_ids(request.audiences, "editor") or not one.offered_at:
        raise Http404
    if request.method == "POST":
        if request.POST.get("wanted") not in ("0", "1"):
            raise Refused(_("Choose one of the two buttons."), "unknown")
        row = showing.answer_offer(one, wanted=request.POST["wanted"] == "1", by=request.user)
        said = (
            _("The achievement stands on your page.")
            if row.achievement_id
            else _("Nothing was added to your page.")
        )
        messages.success(request, said)
        return redirect(one.giver if row.achievement_id else one)
    return render(
        request, "exchange/offer.html", {"response": one, "post": one.post, "shown": showing.shown(one)}
    )
