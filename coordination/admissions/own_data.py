"""A person's own data: what this room hands out and forgets."""

from coordination.admissions.models import Admission, Appeal, Suspension
from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("admissions", export, erase))


def export(person):
    """What someone handed in, appealed, reviewed, proposed and decided here."""
    asked = Admission.objects.filter(submitted_by=person).select_related("group")
    filed = Appeal.objects.filter(by=person).select_related("group")
    return {
        "admissions": [
            {**of(row), "at": row.submitted_at, "words": row.words, "outcome": row.outcome} for row in asked
        ],
        "admissions_decided": list(person.admissions_decided.values("uuid", "outcome", "decided_at")),
        "reviews": list(person.reviews.values("admission__uuid", "at", "lines", "outcome")),
        "appeals": [{**of(row), "at": row.filed_at, "words": row.words, "state": row.state} for row in filed],
        "appeals_heard": list(person.appeals_heard.values("uuid", "state", "decided_at")),
        "suspensions": [
            {**of(row), "part": part, "state": row.state, "at": row.proposed_at}
            for part, row in suspensions(person)
        ],
    }


def of(row):
    return {"uuid": str(row.uuid), "group": str(row.group.uuid)}


def suspensions(person):
    for part in ("proposed_by", "seconded_by", "ended_by"):
        for row in Suspension.objects.filter(**{part: person}).select_related("group"):
            yield part, row


def erase(person):
    """A person's words go once they were answered; what still waits is the group's own."""
    Admission.objects.filter(submitted_by=person).exclude(outcome=Admission.Outcome.WAITING).update(words="")
    Appeal.objects.filter(by=person).exclude(state__in=Appeal.OPEN).update(words="")
