"""What visitors of the demo sent, what became of it, what somebody follows, and which words led where."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import Person
from config.demo.people import add_person
from config.demo.reading import read
from directory.actions.visitors import asking, following, helping, leaving, reporting
from directory.actions.within import take
from directory.lifecycle_visitors import ASK, HELPER
from directory.models import Ask, FoundBy, Group, Helper, Membership, Miss, Report
from directory.models.counted_word import kept_words

FOLLOWER, SECRETARY = "volunteer@demo.test", "secretary@demo.test"


def stories():
    data = read("visits.json")
    for number, told in enumerate(data["asks"]):
        yield asked(number, **told)
    for number, told in enumerate(data["left"]):
        yield left(number, **told)
    for number, told in enumerate(data["helpers"]):
        yield offered(number, **told)
    for number, told in enumerate(data["reports"]):
        yield reported(number, **told)
    yield from (followed(**what) for what in data["follows"])


def group_of(slug):
    return Group.objects.get(slug=slug)


def leader_of(group):
    return Membership.objects.leaders().filter(group=group)[0].person


# --- questions


def asked(number, group, days_ago, then, **said):
    group = group_of(group)
    yield days_ago
    ask, _token = asking.send(group, once=f"demo {number}", **said)
    for step, days, *words in then:
        yield days
        STEPS_OF_ASKS[step](Ask.objects.get(pk=ask.pk), leader_of(group), *words)


STEPS_OF_ASKS: dict[str, Callable[..., Any]] = {
    "read": lambda ask, leader: asking.read(ask, by=leader),
    "answer": lambda ask, leader, text: asking.answer(ask, text=text, by=leader, seen=ask.version),
    "set_aside": lambda ask, leader, code: asking.set_aside(ask, code=code, by=leader, seen=ask.version),
    "close": lambda ask, leader: asking.close(ask, seen=ask.version),
    "fall_silent": lambda ask, leader: take(ASK, ask, "fall_silent", by=None),
}


# --- questions that no group was found for


def left(number, days_ago, then, **said):
    yield days_ago
    ask, _token = leaving.leave(once=f"demo left {number}", **said)
    for step, days, *words in then:
        yield days
        secretary = Person.objects.get(email=SECRETARY)
        STEPS_OF_LEFT[step](Ask.objects.get(pk=ask.pk), secretary, *words)


STEPS_OF_LEFT: dict[str, Callable[..., Any]] = {
    "answer": lambda ask, by, text: leaving.answer(ask, text=text, by=by, seen=ask.version),
}


# --- offers of help


def offered(number, group, days_ago, then, *, lang="ar", person="", **said):
    """With a guardian it is a minor's."""
    group, given = group_of(group), dict.fromkeys(["mail", "phone", "guardian_name", "guardian_mail"], "")
    by = add_person(person, said["name"]) if person else None
    yield days_ago
    said = {**given, "is_minor": "guardian_mail" in said, **said}
    helper, _token = helping.send(group, said=said, once=f"demo {number}", person=by, lang=lang)
    for step, days, *words in then:
        yield days
        STEPS_OF_HELPERS[step](Helper.objects.get(pk=helper.pk), leader_of(group), *words)


STEPS_OF_HELPERS: dict[str, Callable[..., Any]] = {
    "agree": lambda helper, leader: helping.agree(
        helper, seen=helper.version, text_version=helping.guardians_words()["version"]
    ),
    "reply": lambda helper, leader, text: helping.reply(helper, text=text, by=leader, seen=helper.version),
    "decline": lambda helper, leader, code: helping.decline(
        helper, code=code, by=leader, seen=helper.version
    ),
    "welcome": lambda helper, leader: helping.welcome(helper, by=leader, seen=helper.version),
    "withdraw": lambda helper, leader: helping.withdraw(helper, seen=helper.version),
    "fall_silent": lambda helper, leader: take(HELPER, helper, "fall_silent", by=None),
}


# --- reports, follows, words


def reported(number, group, days_ago, *, photo=False, settled=None, **said):
    group = group_of(group)
    yield days_ago
    shown = group.photos.public().first() if photo else None
    report = reporting.send(group, once=f"demo {number}", photo=shown, **said)
    if settled:
        step, days, email, words = settled
        yield days
        report = Report.objects.get(pk=report.pk)
        by = Person.objects.get(email=email)
        reporting.settle(report, step, words=words, by=by, seen=report.version)


def followed(days_ago, group="", **what):
    person = Person.objects.get(email=FOLLOWER)
    named = {"group": group_of(group)} if group else {}
    keys = {f"{name}_id" if name in ("field", "area") else name: value for name, value in what.items()}
    yield days_ago
    following.follow(person, **named, **keys)


def count_words():
    """Which words led to a page this month, and which were looked for in vain."""
    data, month = read("visits.json"), timezone.localdate().replace(day=1)
    FoundBy.objects.bulk_create(
        FoundBy(group=group_of(slug), word=word, typed=typed, month=month, count=count)
        for slug, words in data["found_by"].items()
        for word, typed, count in counted(words)
    )
    Miss.objects.bulk_create(
        (
            Miss(governorate=place, word=word, typed=typed, month=month, count=count)
            for place, words in data["missed"].items()
            for word, typed, count in counted(words)
        ),
        ignore_conflicts=True,
    )


def counted(words):
    """(as folded, as typed, times) of each."""
    for typed, count in words.items():
        for word in kept_words([typed]):
            yield word, typed, count
