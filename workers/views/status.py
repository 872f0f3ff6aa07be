"""The operators' first page: does what happens without being asked happen, and the switches of the mail."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from workers import actions
from workers.models import (
    Batch,
    Delivery,
    Heartbeat,
    Host,
    Mailroom,
    OutgoingMessage,
    Stuck,
    Webhook,
)
from workers.outbox import batches, pace
from workers.schedule import JOBS
from workers.views import health
from workers.views.doors import operators_only

SHOWN = 20
SAID = {
    "pause": gettext_lazy("No mail goes out now, sign-in codes neither."),
    "pause_bulk": gettext_lazy("Digests and notices wait now. Other mail goes out."),
    "open": gettext_lazy("Mail goes out again."),
    "release": gettext_lazy("The mails go out now."),
    "drop": gettext_lazy("The mails are cancelled."),
}


@operators_only
@require_safe
def status(request):
    given_up = Stuck.objects.given_up().order_by("-given_up_at")
    found = {
        "mail": mail(),
        "mailroom": Mailroom.objects.the(),
        "held": [named(batch) for batch in held_batches()],
        "hosts": [told(host) for host in Host.objects.order_by("name")[:SHOWN]],
        "most_an_hour": settings.MAIL_PER_HOUR,
        "worker": health.worker(),
        "lag": health.readers()["lag"],
        "jobs": jobs(),
        "webhooks": webhooks(),
        "stuck": list(given_up[:SHOWN]),
        "stuck_count": given_up.count(),
    }
    return render(request, "workers/status.html", {**found, "troubles": list(troubles(found))})


def troubles(found):
    """What an operator should know first, a sentence each."""
    age = found["worker"]["heartbeat_age"]
    if age is None or age > health.HEARTBEAT_WITHIN:
        yield _("The background work gives no sign of life. Start it, or look at its log.")
    if found["mailroom"].state == Mailroom.State.PAUSED:
        yield _("All mail is paused, sign-in codes too: nobody can sign in by mail.")
    if found["held"]:
        yield _("Mails are held until you send or cancel them.")
    if found["mail"]["overdue"]:
        yield _("Mails wait longer than a quarter of an hour for their turn.")
    if found["mail"]["dead"]:
        yield _("Mails were given up. The list says why.")
    if found["worker"]["failing"]:
        yield _("A job fails again and again. It stands first among the jobs.")
    if any(behind["seconds"] > health.READ_WITHIN for behind in found["lag"].values()):
        yield _("A reader is behind the journal: inboxes or the search are not up to date.")
    if found["stuck"]:
        yield _("A reader left entries behind.")


def held_batches():
    waiting = Count("messages", filter=Q(messages__state=OutgoingMessage.State.HELD))
    return Batch.objects.held().annotate(waiting=waiting).order_by("created_at")[:SHOWN]


def named(batch):
    kinds = dict(OutgoingMessage.Kind.choices)
    batch.label = kinds.get(batch.kind, _("Waiting since before the dump"))
    return batch


def mail():
    """How many mails are not over, and how old the oldest is."""
    unfinished = [*OutgoingMessage.LIVE, OutgoingMessage.State.HELD, OutgoingMessage.State.DEAD]
    counted = OutgoingMessage.objects.filter(state__in=unfinished).values_list("state").annotate(Count("pk"))
    states = dict(counted.order_by())
    live = OutgoingMessage.objects.live().order_by("created_at")
    return {
        "waiting": sum(states.get(state, 0) for state in OutgoingMessage.LIVE),
        "held": states.get(OutgoingMessage.State.HELD, 0),
        "dead": states.get(OutgoingMessage.State.DEAD, 0),
        "oldest": live.values_list("created_at", flat=True).first(),
        "overdue": health.outbox()["overdue"] > health.MAIL_WITHIN,
    }


def told(host):
    """A mail server as the page tells of it: what it had this hour, and whether it is spared."""
    now = timezone.now()
    host.this_hour = host.in_hour if host.hour == pace.this_hour(now) else 0
    host.spared = pace.level_of(host, now) > 0
    host.apart = round(pace.seconds_apart(host, now), 1)
    return host


def jobs():
    """Every job of the schedule with its signs of life; those that fail come first."""
    known = {beat.job: beat for beat in Heartbeat.objects.all()}
    beats = [known.get(job.name) or Heartbeat(job=job.name, at=None) for job in JOBS]
    return sorted(beats, key=lambda beat: (not beat.failures, beat.job))


def webhooks():
    """How many are on, how many messages wait, and those that fail or were switched off by themselves."""
    trouble = Q(state=Webhook.State.ON, failures__gt=0) | Q(
        state__in=[Webhook.State.GONE, Webhook.State.FAILED]
    )
    waiting = Count("deliveries", filter=Q(deliveries__state__in=Delivery.LIVE))
    failing = Webhook.objects.filter(trouble).select_related("partner").annotate(waiting=waiting)
    return {
        "on": Webhook.objects.listening().count(),
        "waiting": Delivery.objects.live().count(),
        "failing": list(failing.order_by("-failing_since", "-updated_at")[:SHOWN]),
    }


@operators_only
@require_POST
def switch(request, step):
    actions.switch(step, by=request.user, seen=request.POST.get("version"))
    messages.success(request, SAID[step])
    return redirect("operating")


@operators_only
@require_POST
def settle_batch(request, pk, step):
    deed = {"release": batches.release, "drop": batches.drop}[step]
    deed(get_object_or_404(Batch, pk=pk), by=request.user, seen=request.POST.get("version"))
    messages.success(request, SAID[step])
    return redirect("operating")


@operators_only
@require_POST
def retry_stuck(request, pk):
    stuck = get_object_or_404(Stuck.objects.given_up(), pk=pk)
    if actions.retry_stuck(stuck, by=request.user):
        messages.success(request, _("The entry was taken in."))
    else:
        messages.error(request, _("It fails as before. The entry stays in the list, with what went wrong."))
    return redirect("operating")
