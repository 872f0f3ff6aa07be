"""A partner's webhooks: registering, looking after secrets, trying out, and what became of each message."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Partner
from accounts.second_factor import sudo_ok, sudo_required
from deeds.lifecycle import Refused
from workers import webhooks
from workers.forms import Kinds, Registering
from workers.models import TEST, Delivery, Webhook

PER_PAGE = 30
State = Delivery.State
TONES = {State.SENT: "ok", State.DEAD: "bad", State.RETRY: "warn", State.CANCELLED: "mute"}
STEPS = {
    "test": (webhooks.test, gettext_lazy("The test is on its way. Its result appears in the log.")),
    "off": (webhooks.switch_off, gettext_lazy("Nothing is sent there any more.")),
    "on": (webhooks.switch_on, gettext_lazy("It is switched on again.")),
    "end-old": (webhooks.end_old, gettext_lazy("Only the new secret signs now.")),
    "remove": (webhooks.remove, gettext_lazy("The webhook is removed.")),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_partner(request, uuid):
    """The list and the form; a new webhook is shown at once, with its secret, which stands on no other page."""
    partner = get_object_or_404(Partner.objects.filter(keeper=request.user), uuid=uuid)
    if request.method == "POST" and not sudo_ok(request):
        return sudo_required(of_partner)(request, uuid=uuid)
    form = Registering(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := registered(form, partner, request)):
        webhook, secret = made
        return page(request, webhook, secret=secret)
    waiting = Count("deliveries", filter=Q(deliveries__state__in=Delivery.LIVE))
    rows = Webhook.objects.kept_by(request.user).filter(partner=partner).annotate(waiting=waiting)
    context = {"partner": partner, "form": form, "webhooks": rows.order_by("pk"), "most": webhooks.MOST}
    return render(request, "workers/webhooks.html", context, status=422 if form.errors else 200)


def registered(form, partner, request):
    try:
        return webhooks.register(
            partner, **form.cleaned_data, by=request.user, seen=request.POST.get("version")
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None


@login_required
@require_safe
def webhook(request, uuid):
    return page(request, kept(request, uuid))


def kept(request, uuid):
    found = Webhook.objects.kept_by(request.user).select_related("partner")
    return get_object_or_404(found, uuid=uuid)


def page(request, webhook, *, secret=None, form=None):
    """One webhook with its log, the newest first."""
    log = webhook.deliveries.order_by("-created_at", "-seq")
    shown = Paginator(log, PER_PAGE).get_page(request.GET.get("page"))
    for delivery in shown.object_list:
        delivery.tone = TONES.get(delivery.state, "run")
        delivery.over = delivery.state not in Delivery.LIVE
    context = {
        "webhook": webhook,
        "partner": webhook.partner,
        "page": shown,
        "secret": secret,
        "form": form or Kinds(initial={"kinds": webhook.kinds}),
        "testing": webhook.deliveries.live().filter(type=TEST).exists(),
        "waiting": webhook.deliveries.live().count(),
    }
    return render(request, "workers/webhook.html", context, status=422 if form else 200)


@sudo_required
@require_POST
def step(request, uuid, step):
    """test, on, off, end-old, remove."""
    if step not in STEPS:
        raise Http404
    deed, said = STEPS[step]
    found = kept(request, uuid)
    deed(found, by=request.user, seen=request.POST.get("version"))
    messages.success(request, said)
    return redirect("webhooks", found.partner.uuid) if step == "remove" else redirect(found)


@sudo_required
@require_POST
def rotate(request, uuid):
    """The new secret stands on this answer alone."""
    found = kept(request, uuid)
    secret = webhooks.rotate(found, by=request.user, seen=request.POST.get("version"))
    return page(request, kept(request, uuid), secret=secret)


@sudo_required
@require_POST
def choose(request, uuid):
    found = kept(request, uuid)
    form = Kinds(request.POST)
    if not form.is_valid():
        return page(request, found, form=form)
    webhooks.choose(found, **form.cleaned_data, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("Saved. It counts for what happens from now on."))
    return redirect(found)


@login_required
@require_POST
def send_again(request, uuid, delivery):
    found = kept(request, uuid)
    webhooks.send_again(
        found,
        get_object_or_404(found.deliveries, pk=delivery),
        by=request.user,
        seen=request.POST.get("version"),
    )
    messages.success(request, _("The message goes out once more."))
    return redirect(found)
