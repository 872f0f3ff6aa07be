"""What operators do with mail, as tables: the mailroom, batches that were held, single mails; and webhooks."""

from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.lifecycle import keeper_and_committee
from deeds.lifecycle import Lifecycle
from workers.models import Batch, Mailroom, OutgoingMessage, Webhook

EMPTY = _("The text of this mail has been deleted, so it cannot be sent again.")


NO_ACCESS = _("The committee has not granted this, or the time for it is over.")


def operators(_thing):
    return ["operator"]


def an_operator(person, _thing):
    return person is not None and rules.operates(person)


def the_clock(person, _thing):
    return person is None


def has_text(mail):
    return bool(mail.body)


def kind_of(thing):
    return {"kind": _kind(thing)}


def _kind(thing):
    kinds = dict(OutgoingMessage.Kind.choices)
    return kinds.get(thing.kind, _("what was waiting when the dump was made"))


Room = Mailroom.State
MAILROOM = (
    Lifecycle("mailroom")
    .step("pause_bulk", sources=[Room.OPEN, Room.PAUSED], target=Room.BULK_PAUSED, who=an_operator,
          title=_("%(by)s paused digests and notices."), audience=operators)
    .step("pause", sources=[Room.OPEN, Room.BULK_PAUSED], target=Room.PAUSED, who=an_operator,
          title=_("%(by)s paused all mail, sign-in codes too."), audience=operators)
    .step("open", sources=[Room.BULK_PAUSED, Room.PAUSED], target=Room.OPEN, who=an_operator,
          title=_("%(by)s let mail go out again."), audience=operators)
)  # fmt: skip

Run = Batch.State
BATCH = (
    Lifecycle("batch")
    .step("hold", sources=[Run.RUNNING], target=Run.HELD, who=the_clock, names=kind_of,
          title=_("Mails are held until an operator looks: %(kind)s."), audience=operators)
    .step("release", sources=[Run.HELD], target=Run.RELEASED, who=an_operator, names=kind_of,
          title=_("%(by)s released the held mails: %(kind)s."), audience=operators)
    .step("drop", sources=[Run.HELD], target=Run.DROPPED, who=an_operator, names=kind_of,
          title=_("%(by)s dropped the held mails: %(kind)s."), audience=operators)
)  # fmt: skip

State = OutgoingMessage.State
MAIL = (
    Lifecycle("mail")
    .step("retry", sources=[State.DEAD, State.BOUNCED, State.RETRY], target=State.PENDING, who=an_operator,
          guard=has_text, why_not=EMPTY, names=kind_of,
          title=_("%(by)s had a mail sent again: %(kind)s."), audience=operators)
    .step("give_up", sources=[State.PENDING, State.RETRY, State.HELD], target=State.CANCELLED, who=an_operator,
          names=kind_of, title=_("%(by)s gave up a mail: %(kind)s."), audience=operators)
)  # fmt: skip


def its_keeper(person, webhook):
    return person is not None and rules.keeps(person, webhook.partner)


def reads_now(webhook):
    return webhook.partner.reads_now


def partner_of(webhook):
    return {"partner": webhook.partner}


def of_partner(webhook):
    return keeper_and_committee(webhook.partner)


Hook = Webhook.State
WEBHOOK = (
    Lifecycle("webhook")
    .step("switch_off", sources=[Hook.ON], target=Hook.OFF, who=its_keeper, names=partner_of,
          title=_("%(by)s switched off the webhook of %(partner)s at %(thing)s."), audience=of_partner)
    .step("go", sources=[Hook.ON], target=Hook.GONE, who=the_clock, names=partner_of,
          title=_("The webhook of %(partner)s at %(thing)s was switched off: it answered that it is gone."),
          audience=of_partner)
    .step("fail", sources=[Hook.ON], target=Hook.FAILED, who=the_clock, names=partner_of,
          title=_("The webhook of %(partner)s at %(thing)s was switched off after three days of failures."),
          audience=of_partner)
    .step("switch_on", sources=[Hook.OFF, Hook.GONE, Hook.FAILED], target=Hook.ON, who=its_keeper,
          guard=reads_now, why_not=NO_ACCESS, names=partner_of,
          title=_("%(by)s switched on the webhook of %(partner)s at %(thing)s."), audience=of_partner)
    .step("remove", sources=[Hook.ON, Hook.OFF, Hook.GONE, Hook.FAILED], target=Hook.REMOVED, who=its_keeper,
          names=partner_of, title=_("%(by)s removed the webhook of %(partner)s at %(thing)s."),
          audience=of_partner)
)  # fmt: skip
