"""The bylaws: confirmed by the chair once, then changed by ballot."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.actions.register import register_decision
from coordination.committee.lifecycle import BYLAWS
from coordination.committee.models import Bylaw
from deeds.journal import record
from deeds.lifecycle import Refused, called

CONFIRMED = _("%(by)s confirmed the first bylaws of the committee.")
PROPOSED = _("%(by)s proposed a change of the bylaws.")
SUBJECT = _("The first bylaws")
TEXT = _("The bylaws with which the committee begins. Later changes need a ballot.")
ALREADY = _("The first bylaws are confirmed already. A change needs a ballot.")


@transaction.atomic
def confirm(values, *, by):
    """The first bylaws come into force; the chair confirms them, once."""
    if not rules.is_chair(by):
        raise Refused(_("The chair confirms the first bylaws."), "role")
    if Bylaw.objects.kept().exists():
        raise Refused(ALREADY, "confirmed")
    try:
        with transaction.atomic():
            first = Bylaw.objects.create(
                values=values, state=Bylaw.State.IN_FORCE, proposed_by=by, in_force_at=timezone.now()
            )
    except IntegrityError:
        raise Refused(ALREADY, "confirmed") from None
    register_decision("committee.bylaws", first.uuid, SUBJECT, TEXT, Bylaw.State.IN_FORCE, by=by)
    record("bylaws.confirm", first, by=by, audience=["public"], title=CONFIRMED, names={"by": called(by)})
    return first


@transaction.atomic
def propose(values, why, *, by):
    """A changed issue for the docket; what does not differ from what is in force is Refused."""
    if not rules.is_seated(by):
        raise Refused(_("Only members of the committee propose this."), "seat")
    if not Bylaw.objects.kept().exists():
        raise Refused(_("The first bylaws wait to be confirmed."), "unconfirmed")
    proposed = Bylaw(values=values, why=why, proposed_by=by, base=Bylaw.in_force())
    if not proposed.changed():
        raise Refused(_("Nothing differs from the bylaws in force."), "same")
    proposed.save()
    record("bylaws.propose", proposed, by=by, audience=["committee"], title=PROPOSED,
           names={"by": called(by)}, words=why)  # fmt: skip
    return proposed


@transaction.atomic
def withdraw(proposed, *, by, seen):
    return BYLAWS.take(proposed, "withdraw", by=by, seen=seen)


def adopt(proposed):
    """Only what was put to the vote changes; rules that another ballot changed meanwhile stay changed."""
    old = Bylaw.objects.filter(state=Bylaw.State.IN_FORCE).first()
    if old:
        BYLAWS.take(old, "supersede", by=None, seen=old.version)
    BYLAWS.take(proposed, "adopt", by=None, seen=proposed.version)
    values = {**(old.values if old else {}), **{name: new for name, _old, new in proposed.changed()}}
    Bylaw.objects.filter(pk=proposed.pk).update(in_force_at=timezone.now(), values=values)
