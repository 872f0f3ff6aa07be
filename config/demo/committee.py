"""What the demo's committee decided and is deciding: its first bylaws, changes of them, and a seat."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Person
from coordination.committee.actions import closing, opening, ruling, scheduling, seating, voting
from coordination.committee.models import Ballot, Bylaw, Nomination, Seat, first_values

MEMBERS = ("chair", "secretary", "committee1", "committee2", "committee3")
FOR, AGAINST, ABSTAIN = "for", "against", "abstain"


def stories():
    yield founded()
    yield decided(
        [60, 59, 57], {"ballot_days": 10}, "أسبوع واحد لا يكفي في الإجازات.", [FOR, FOR, AGAINST, FOR, FOR]
    )
    yield decided(
        [40, 39, 37], {"secret": False}, "ليعرف الناس من صوّت وكيف.", [AGAINST, FOR, AGAINST, AGAINST, ABSTAIN]
    )
    yield decided([25, 24, 13], {"reminder_days": 3}, "يصل التذكير متأخرًا.", [FOR, FOR])
    yield scheduled()
    yield nominated()
    yield asked()


def member(name):
    return Person.objects.get(email=f"{name}@demo.test")


def founded():
    """The chair confirms the bylaws; before that the first values held."""
    yield 85
    ruling.confirm(first_values(), by=member("chair"))


def decided(days, changes, why, votes):
    """A change of the bylaws: proposed, put to the vote, and counted on the last day."""
    yield days[0]
    proposed = ruling.propose({**Bylaw.in_force().values, **changes}, why, by=member("committee1"))
    yield days[1]
    ballot = opening.open_ballot(
        "committee.bylaws", proposed.uuid, by=member("secretary"), seen=proposed.version
    )
    for name, choice in zip(MEMBERS, votes, strict=False):
        voting.vote(ballot, choice, by=member(name), seen=ballot.matter_version)
    yield days[2]
    closing.keep_time()


def scheduled():
    """A change that is voted on in some days, by itself."""
    yield 2
    longer = {**Bylaw.in_force().values, "partner_reply_days": 21}
    proposed = ruling.propose(longer, "تجتمع بعض المجموعات مرة كل شهر.", by=member("committee2"))
    at = timezone.now() + timedelta(days=5)
    matter = ("committee.bylaws", proposed.uuid)
    scheduling.schedule(*matter, at=at, by=member("chair"), seen=proposed.version)


def asked():
    """A seat for somebody who has not said yet whether they want it."""
    yield 1
    months, why = Bylaw.in_force().seat_months, "تعرف لغة الإشارة، وليس في اللجنة من يعرفها."
    seating.nominate(member("leader2"), role=Seat.Role.MEMBER, months=months, why=why, by=member("chair"))


def nominated():
    """A seat that is voted on now, with a question that waits."""
    yield 3
    months = Bylaw.in_force().seat_months
    why = "تعرف مجموعات المحافظة كلها، وتدير صفحة مجموعة بصيرة منذ سنتين."
    seating.nominate(member("editor"), role=Seat.Role.MEMBER, months=months, why=why, by=member("committee2"))
    yield 2.5
    nomination = Nomination.objects.get(person=member("editor"))
    nomination = seating.accept(nomination, by=member("editor"), seen=nomination.version)
    yield 2
    advice = "أوصي بالموافقة: مقعد محافظة حولي شاغر منذ الصيف."
    ballot = opening.open_ballot(
        "committee.seat",
        nomination.uuid,
        by=member("secretary"),
        seen=nomination.version,
        recommendation=advice,
    )
    yield 1
    voting.vote(ballot, FOR, by=member("secretary"), seen=ballot.matter_version)
    voting.ask(Ballot.objects.get(pk=ballot.pk), "هل يتسع وقتها لاجتماع كل شهر؟", by=member("committee1"))
