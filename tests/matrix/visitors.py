"""The worlds that the addresses of questions, offers, reports and shortlists are asked in."""

from directory.models import Group, Report
from tests.directory.visitors import things


def of(make):
    """The link of something that a visitor sent to the cast's group."""

    def target(cast, route):
        Group.objects.filter(pk=cast.group.pk).update(accepts_volunteers=True)
        cast.group.refresh_from_db()
        row, token = make(cast.group)
        return {"slug": cast.group.slug, "uuid": row.uuid, "token": token}

    return target


def guardians_link(cast, route):
    Group.objects.filter(pk=cast.group.pk).update(accepts_volunteers=True)
    cast.group.refresh_from_db()
    things.of_a_minor(cast.group)
    (letter,) = things.letters_to("guardian@home.test")
    return {"token": next(line for line in letter.splitlines() if "/guardian/" in line).split("/")[-3]}


def left_question(cast, route):
    """A question to nobody yet; its address under a group's inbox leads nowhere."""
    row, token = things.left()
    return {"slug": cast.group.slug, "uuid": row.uuid, "token": token}


def report(kind):
    def target(cast, route):
        return {"uuid": things.reported(cast.group, kind).uuid}

    return target


TARGETS = {
    "a question": of(things.asked),
    "a left question": left_question,
    "an offer of help": of(things.offered),
    "a minor's offer": of(things.of_a_minor),
    "a guardian's link": guardians_link,
    "a false token": lambda cast, route: {"token": "x" * 43},
    "report to the leaders": report(Report.Kind.WRONG),
    "report to the committee": report(Report.Kind.HARMFUL),
}
