"""The pages of partner institutions: asking for a key, deciding, and looking after keys."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import granting, rules
from accounts.forms.partners import Asking, Granting, KeyName, Reason
from accounts.models import Partner, Usage
from accounts.second_factor import second_factor_ok, sudo_required, to_second_factor
from deeds import hooks
from deeds.lifecycle import Refused

SHOWN_DAYS = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request):
    """One's own institutions and the form to ask for another; for the committee those of all."""
    if "committee" in request.audiences and not second_factor_ok(request):
        return to_second_factor(request)
    form = Asking(request.POST or None)
    if request.method == "POST" and form.is_valid() and (partner := asked(form, request)):
        messages.success(request, _("Your request is on its way."))
        return redirect(partner)
    rows = Partner.objects.visible_to(request.audiences).exclude(state=Partner.State.WITHDRAWN)
    context = {"form": form, "partners": rows.order_by("-state", "-created_at")[:200]}
    return render(request, "accounts/partners.html", context, status=422 if form.errors else 200)


def asked(form, request):
    try:
        return granting.ask(form, by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None


@login_required
@require_http_methods(["GET", "HEAD"])
def partner(request, uuid):
    return page(request, visible(request, uuid))


def visible(request, uuid):
    return get_object_or_404(Partner.objects.visible_to(request.audiences), uuid=uuid)


def page(request, partner, *, forms=None, new_key=None, status=200):
    """The same page for the keeper and the committee, with what each of them can do."""
    keeps, grants = rules.keeps(request.user, partner), rules.grants(request.user, partner)
    if grants and not second_factor_ok(request):
        return to_second_factor(request)
    since = timezone.localdate() - timedelta(days=SHOWN_DAYS)
    usage = Usage.objects.filter(key__partner=partner, day__gt=since).values("day")
    granted = {
        "scopes": partner.scopes,
        "per_minute": partner.per_minute,
        "ends_on": timezone.localdate() + timedelta(days=365),
    }
    context = {
        "partner": partner,
        "keys": partner.keys.select_related("partner"),
        "usage": usage.annotate(asked=Sum("requests"), waited=Sum("refused")).order_by("-day"),
        "keeps": keeps,
        "grants": grants,
        "granting": Granting(initial=granted),
        "reason": Reason(),
        "key_name": KeyName(),
        "new_key": new_key,
        "parts": hooks.of_partner(partner),
        **(forms or {}),
    }
    return render(request, "accounts/partner.html", context, status=status)


@sudo_required
@require_POST
def partner_step(request, uuid, step):
    """grant, renew, refuse and end by the committee; withdraw by whoever asked."""
    partner = visible(request, uuid)
    if step not in STEPS or not (STEPS[step][2](request.user, partner)):
        raise Http404
    name, make, _who = STEPS[step]
    form = make(request.POST)
    if not form.is_valid():
        return page(request, partner, forms={name: form, "form": form}, status=422)
    getattr(granting, step)(partner, **form.cleaned_data, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("Done."))
    return redirect(partner)


STEPS = {
    "grant": ("granting", Granting, rules.grants),
    "renew": ("granting", Granting, rules.grants),
    "refuse": ("reason", Reason, rules.grants),
    "end": ("reason", Reason, rules.grants),
    "withdraw": ("nothing", Form, rules.keeps),
}


@sudo_required
@require_POST
def partner_key(request, uuid):
    """The new key stands on this answer alone; it is kept nowhere."""
    partner = kept(request, uuid)
    form = KeyName(request.POST)
    if not form.is_valid():
        return page(request, partner, forms={"key_name": form, "form": form}, status=422)
    _key, text = granting.make_key(
        partner, **form.cleaned_data, by=request.user, seen=request.POST.get("version")
    )
    return page(request, visible(request, uuid), new_key=text)


@sudo_required
@require_POST
def partner_key_revoke(request, uuid, prefix):
    partner = kept(request, uuid)
    granting.revoke_key(partner, prefix, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The key opens nothing any more."))
    return redirect(partner)


def kept(request, uuid):
    partner = visible(request, uuid)
    if not rules.keeps(request.user, partner):
        raise Http404
    return partner
