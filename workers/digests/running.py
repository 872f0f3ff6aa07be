"""What operators read once a week of the background work: mails, jobs, readers of the journal."""

from django.urls import reverse
from django.utils.translation import gettext as _

from deeds.hooks import Waiting
from workers.models import Heartbeat, OutgoingMessage, Stuck

State = OutgoingMessage.State


def figures(since):
    return {"operator": [mails(since), jobs(), readers()]}


def mails(since):
    lately = OutgoingMessage.objects.filter(created_at__gte=since)
    counted = {
        "sent": lately.filter(state=State.SENT).count(),
        "bounced": lately.filter(state=State.BOUNCED).count(),
        "dead": lately.filter(state=State.DEAD).count(),
    }
    sentence = _("Mails sent: %(sent)d, refused: %(bounced)d, given up: %(dead)d") % counted
    return Waiting(sentence, reverse("operating_mails"))


def jobs():
    failing = Heartbeat.objects.failing().count()
    sentence = _("Jobs that fail: %(n)d") % {"n": failing}
    return Waiting(sentence, reverse("operating"))


def readers():
    stuck = Stuck.objects.given_up().count()
    return Waiting(_("Entries of the journal left behind: %(n)d") % {"n": stuck}, reverse("operating"))
