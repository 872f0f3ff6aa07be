"""How the demo's groups measure themselves: an assessment and an appeal in each state, and the roll of reviewers.

The deeds stand in assessments.json with how many days ago each was done.
"""

from datetime import timedelta
from itertools import cycle
from types import SimpleNamespace

from django.utils import timezone

from config.demo.initiatives import leader
from config.demo.reading import read
from config.demo.standards import member, open_ballot, vote
from coordination.committee.actions import closing
from coordination.standards.actions import appealing, assessing, proposing, reviewing, training
from coordination.standards.models import Assessment, Proposal, Standard
from directory.models import Group


def stories():
    yield reviewers()
    for told in read("assessments.json"):
        yield Story(**told).deeds()


def invited(name, course, code="", days=540):
    until = timezone.localdate() + timedelta(days=days)
    return training.invite(member(name), code=code, training=course, until=until, by=member("committee1"))


def answer(role, deed, **more):
    role.refresh_from_db()
    deed(role, by=role.person, seen=role.version, **more)


def reviewers():
    """The roll: two who were trained, one of them no longer, one who did not want to, one who has not answered."""
    yield 60
    course = "أمسيتان مع اللجنة في مركز تنمية المجتمع"
    stays, declines, leaves = (
        invited("leader2", course),
        invited("tayf-mothers", course, "events"),
        invited("ufuq-speech", course, "safeguarding"),
    )
    yield 57
    answer(stays, training.accept)
    answer(declines, training.decline)
    answer(leaves, training.accept)
    yield 18
    reviewing.keep_time()
    yield 12
    answer(leaves, training.end, reason="ضاق وقتي هذه السنة.")
    yield 7
    for row in Proposal.objects.filter(assessment__group__slug="rowad-ishara", state="proposed"):
        proposing.decline(row, reason="أعرف مسؤول المجموعة من سنوات.", by=row.person)
    yield 3
    invited("bait-raha", course, days=365)


class Story(SimpleNamespace):
    """One assessment; `said` is what the group says of each clause, `marks` what the reviewer does."""

    reviewer = "committee1"
    marks: dict[str, list[str]] = {}
    question: list[str] = []
    answered = appeal = ""
    outcome = "against"

    def deeds(self):
        for name, days in self.days_ago.items():
            yield days
            getattr(self, name)()

    def now(self):
        return Assessment.objects.get(pk=self.pk)

    def of_group(self):
        return {"by": leader(self.group), "seen": self.now().version}

    def of_reviewer(self):
        return {"by": member(self.reviewer), "seen": self.now().version}

    def begin(self):
        standard = Standard.objects.in_force().get(code=self.standard)
        group = Group.objects.get(slug=self.group)
        self.pk = assessing.begin(standard, group, by=leader(self.group)).pk
        writers = cycle(group.memberships.active().filter(role__in=["leader", "editor"]).order_by("pk"))
        for (code, (claimed, note, *link)), writer in zip(self.said.items(), writers, strict=False):
            said = {"claimed": claimed, "note": note, "link": "".join(link)}
            assessing.write(self.now(), code=code, **said, by=writer.person, seen="")

    def submit(self):
        assessing.submit(self.now(), **self.of_group())

    def withdraw(self):
        assessing.withdraw(self.now(), **self.of_group())

    def take_up(self):
        reviewing.take_up(self.now(), **self.of_reviewer())

    def ask(self):
        code, words = self.question
        reviewing.ask(self.now(), code=code, question=words, by=member(self.reviewer))

    def answer(self):
        asked = self.now().clarifications.get()
        reviewing.answer(asked, text=self.answered, by=leader(self.group))

    def mark(self):
        for code, (mark, *why) in self.marks.items():
            reviewing.mark(self.now(), code=code, mark=mark, why="".join(why), by=member(self.reviewer))

    def decide(self):
        self.mark()
        reviewing.decide(self.now(), **self.of_reviewer())

    def file_appeal(self):
        appealing.file(self.now(), words=self.appeal, **self.of_group())

    def take_appeal_back(self):
        appealing.withdraw(self.now().appeals.get(), **self.of_group())

    def open_vote(self):
        self.ballot = open_ballot(appealing.KIND, self.now().appeals.get().uuid, self.now().version)

    def vote(self):
        vote(self.ballot, self.outcome)

    def count(self):
        closing.keep_time()
