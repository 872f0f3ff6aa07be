"""What operators do with mail, as tables: the mailroom's switch, batches that were held, single mails."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import operates
from deeds.lifecycle import Lifecycle
from workers.models import Batch, Mailroom, OutgoingMessage

EMPTY = _("The text of this mail has been deleted, so it cannot be sent again.")


def operators(_thing):
    return ["operator"]


def an_operator(person, _thing):
    return person is not None and operates(person)


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
