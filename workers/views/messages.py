"""The operators' list of mails: who, why, and what can be done; never what stands in them."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from workers import actions
from workers.models import OutgoingMessage
from workers.views.doors import operators_only

PER_PAGE = 50
ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")
LINK = re.compile(r"https?://\S+")
State, Kind, Bounce = OutgoingMessage.State, OutgoingMessage.Kind, OutgoingMessage.Bounce
TONES = {State.SENT: "ok", State.PENDING: "info", State.SENDING: "info", State.CANCELLED: "mute"}
TONES |= {State.RETRY: "warn", State.HELD: "warn", State.SUPPRESSED: "mute"}
ADVICE = {
    Bounce.HARD: gettext_lazy(
        "The person is told in the site and can change the address. After two such days digests and notices stop."
    ),
    Bounce.SOFT: gettext_lazy("The mailbox was full or switched off for a while. It may work again later."),
    Bounce.POLICY: gettext_lazy(
        "Their server does not trust ours. Look at SPF, DKIM and DMARC of the sender’s domain, and at block lists."
    ),
    Bounce.CONTENT: gettext_lazy("Too large for them, or taken for spam. The address is not to blame."),
}


@operators_only
@require_safe
def mails(request):
    """Filtered by `state`, `kind` and `to` (an address, or the host it is at); without, what needs a look first."""
    found, chosen = filtered(request.GET)
    page = Paginator(found.order_by("-created_at"), PER_PAGE).get_page(request.GET.get("page"))
    for mail in page.object_list:
        show(mail)
    dead = found.filter(state=State.DEAD).exclude(body=b"").count()
    return render(
        request,
        "workers/mails.html",
        {"page": page, "chosen": chosen, "states": State.choices, "kinds": Kind.choices, "dead": dead},
    )


def filtered(query):
    """(the mails a query asks for, what of it was understood)."""
    chosen = {
        "state": query.get("state") if query.get("state") in State.values else "",
        "kind": query.get("kind") if query.get("kind") in Kind.values else "",
        "to": query.get("to", "").strip().replace("\0", "")[:254],
    }
    found = OutgoingMessage.objects.exclude(recipient="").defer("body")
    for name in ("state", "kind"):
        if chosen[name]:
            found = found.filter(**{name: chosen[name]})
    if chosen["to"]:
        at = chosen["to"].lstrip("@")
        found = (
            found.filter(recipient__iexact=at) if "@" in at else found.filter(recipient__iendswith=f"@{at}")
        )
    return found, chosen


@operators_only
@require_safe
def mail(request, uuid):
    """All that is known of one mail but its text."""
    found = show(get_object_or_404(OutgoingMessage.objects.select_related("batch"), pk=uuid))
    steps = {step.name for step in actions.MAIL.allowed(found, request.user)}
    return render(request, "workers/mail.html", {"mail": found, "steps": steps, "gone": not found.body})


@operators_only
@require_POST
def retry_mail(request, uuid):
    actions.retry(
        get_object_or_404(OutgoingMessage, pk=uuid), by=request.user, seen=request.POST.get("version")
    )
    messages.success(request, _("The mail is sent again with the next turn."))
    return redirect("operating_mail", uuid=uuid)


@operators_only
@require_POST
def give_up_mail(request, uuid):
    actions.give_up(
        get_object_or_404(OutgoingMessage, pk=uuid), by=request.user, seen=request.POST.get("version")
    )
    messages.success(request, _("The mail is cancelled."))
    return redirect("operating_mail", uuid=uuid)


@operators_only
@require_POST
def retry_mails(request):
    """Every mail that was given up among those that the list's filter shows."""
    found, _chosen = filtered(request.POST)
    count = actions.retry_all(found, by=request.user)
    messages.success(
        request, ngettext("%(n)d mail is sent again.", "%(n)d mails are sent again.", count) % {"n": count}
    )
    return redirect("operating_mails")


def show(mail):
    """Puts beside a mail what a page may tell of it: its address in part, the server's words without addresses."""
    mail.masked = masked(mail.recipient)
    mail.tone = TONES.get(mail.state, "bad")
    mail.advice = ADVICE.get(mail.bounce, "")
    mail.said = LINK.sub("…", ADDRESS.sub(lambda found: masked(found[0]), mail.error))
    return mail


def masked(address):
    """`m…@example.org`: enough to tell which host it was, not who."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"
