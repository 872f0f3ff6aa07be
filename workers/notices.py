"""What partners find in their inboxes: a webhook that was switched off by itself."""

from django.utils.translation import gettext_lazy as _

from deeds.hooks import NoticeKind, NoticeLine
from workers.models import Webhook

OFF = (Webhook.State.GONE, Webhook.State.FAILED)


def switched_off(entry):
    webhook = Webhook.objects.filter(pk=entry.subject_id).select_related("partner").first()
    if webhook and webhook.partner.keeper_id:
        yield NoticeLine(
            f"person:{webhook.partner.keeper_id}",
            _("The webhook at %(host)s was switched off"),
            about=webhook,
            names={"host": webhook.host},
            page=("webhook", webhook.uuid),
            thing=webhook.pk,
            why="clock",
            letter=True,
        )


def still_off(notices):
    """Until it is on again, or removed."""
    off = Webhook.objects.filter(pk__in={notice.thing for notice in notices}, state__in=OFF)
    waiting = {str(pk) for pk in off.values_list("pk", flat=True)}
    return [notice.pk for notice in notices if notice.thing in waiting]


KIND = NoticeKind(
    "webhooks",
    deeds=("webhook.go", "webhook.fail"),
    tell=switched_off,
    still=still_off,
    things="workers.webhook",
)
