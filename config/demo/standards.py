"""The demo's standards: one in each state, brought there by the same deeds as on the pages."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Person
from coordination.committee.actions import closing, opening, voting
from coordination.committee.models import Ballot, RollLine
from coordination.standards.actions import beginning, consulting, deciding, writing
from coordination.standards.forms.writing import ClauseForm, HeadForm, SectionForm
from coordination.standards.kinds import Adoptions
from coordination.standards.models import Clause, Comment, Section, Standard
from directory.models import Group

VOTE, UNTIL_COUNTED = 10, 10.1  # days
EVENTS = {"title_ar": "فعاليات يحضرها الجميع", "title_en": "Events that everybody can attend"}
VISITS = {"title_ar": "زيارات المنازل", "title_en": "Home visits"}
FEES = {"title_ar": "رسوم الاشتراك", "title_en": "Membership fees"}
PURPOSE = {
    "purpose_ar": "أن يعرف كل من يقصد فعالية قبل أن يأتي هل يستطيع دخولها والمشاركة فيها.",
    "purpose_en": "Whoever comes to an event knows beforehand whether they can get in and take part.",
}
CLAUSES = {
    "E1": ("must", "تُنشر تسهيلات الوصول مع إعلان الفعالية.", "Ways in are published with the announcement."),
    "E2": ("should", "يُسأل كل مشارك عما يحتاج إليه.", "Every participant is asked what they need."),
}
ADDED = {"E3": ("should", "هناك مكان هادئ في كل فعالية.", "There is a quiet place at every event.")}
TO_COME = {"E4": ("must", "يُعلن رقم للمساعدة يوم الفعالية.", "A number to call for help is told on the day.")}


def stories():
    yield safeguarding()
    yield governance()
    yield events()
    yield visits()
    yield fees()


def member(name):
    return Person.objects.get(email=f"{name}@demo.test")


def now(standard):
    return Standard.objects.get(pk=standard.pk)


def save(standard, form):
    assert form.is_valid(), form.errors
    standard = now(standard)
    writing.save(standard, form, by=member("committee1"), seen=standard.version)
    return form.instance


def write(standard, clauses, purpose=None):
    """Adds clauses to the first section, which it makes when there is none."""
    if purpose:
        save(standard, HeadForm({**values(standard), **purpose}, instance=now(standard)))
    section = standard.sections.first() or save(
        standard, SectionForm({"title_ar": "قبل الفعالية", "title_en": "Before", "place": 1},
                              instance=Section(standard=standard)),
    )  # fmt: skip
    for place, (code, (level, arabic, english)) in enumerate(clauses.items(), section.clauses.count() + 1):
        typed = {"code": code, "section": section.pk, "place": place, "level": level, "text_ar": arabic,
                 "text_en": english, "evidence": "link"}  # fmt: skip
        save(standard, ClauseForm(typed, instance=Clause(standard=standard)))


def values(standard):
    return {name: getattr(now(standard), name) for name in HeadForm.Meta.fields}


def ask(standard, days):
    standard = now(standard)
    until = timezone.localdate() + timedelta(days=days)
    consulting.open_consultation(standard, until=until, by=member("committee1"), seen=standard.version)


def say(standard, slug, who, code, kind, text=""):
    group = Group.objects.get(slug=slug)
    consulting.comment(now(standard), code=code, group=group, kind=kind, text=text, by=member(who))


def reply(standard, slug, answer, why):
    row = Comment.objects.select_related("standard").get(standard=standard, group__slug=slug, answer="")
    consulting.answer(row, answer=answer, why=why, by=member("committee2"), seen=row.standard.version)


def set_day(standard, days):
    """From when it is to be in force."""
    day = timezone.localdate() + timedelta(days=days)
    save(standard, HeadForm({**values(standard), "effective_on": day}, instance=now(standard)))


def put_to_vote(standard, kind=Adoptions.name):
    return open_ballot(kind, standard.uuid, now(standard).version)


def open_ballot(kind, uuid, seen):
    return opening.open_ballot(kind, uuid, by=member("secretary"), seen=seen, days=VOTE)


def vote(ballot, choice="for"):
    for line in ballot.roll.filter(standing=RollLine.Standing.VOTING).select_related("person"):
        ballot = Ballot.objects.get(pk=ballot.pk)
        voting.vote(ballot, choice, by=line.person, seen=ballot.matter_version)


def adoption(standard, left, asked, in_force_after):
    """From a draft to adopted: groups are asked for some days, then the committee votes."""
    yield left
    ask(standard, asked)
    left -= asked + 1
    yield left
    set_day(standard, in_force_after)
    vote(put_to_vote(standard))
    yield left - UNTIL_COUNTED
    closing.keep_time()


def safeguarding():
    """In force; its next version is a draft."""
    yield 84
    standard = beginning.from_text("safeguarding", by=member("committee1"))
    yield from adoption(standard, 83, 14, 30)
    yield 9
    beginning.from_version(now(standard), by=member("committee2"))


def governance():
    """In consultation: a proposal that was taken up, a concern that waits for an answer, an agreement."""
    yield 25
    standard = beginning.from_text("governance", by=member("committee2"))
    yield 12
    ask(standard, 30)
    yield 8
    first, second, third = standard.clauses.order_by("code").values_list("code", flat=True)[:3]
    say(standard, "basira", "leader", first, "proposal", "نقترح نموذجًا قصيرًا مرفقًا للفرق الصغيرة.")
    say(standard, "rowad-ishara", "leader2", first, "agree")
    yield 5
    reply(standard, "basira", "taken_up", "يُرفق نموذج من صفحتين بالإرشاد.")
    yield 3
    say(standard, "rowad-ishara", "leader2", second, "concern", "ثلاثة أشهر قليلة على فريق يعمل في المساء.")
    say(standard, "basira", "leader", third, "agree")


def events():
    """A first version that a second one replaced, and a third one that is voted on."""
    yield 88
    first = beginning.empty(by=member("committee1"), code="events", **EVENTS)
    write(first, CLAUSES, PURPOSE)
    yield from adoption(first, 87, 10, 11)
    yield 64
    second = beginning.from_version(now(first), by=member("committee1"))
    write(second, ADDED)
    yield from adoption(second, 63, 7, 11)
    yield 43
    deciding.keep_time()
    yield 40
    third = beginning.from_version(now(second), by=member("committee2"))
    write(third, TO_COME)
    yield 38
    ask(third, 20)
    yield 6
    set_day(third, 60)
    put_to_vote(third)


def visits():
    """Adopted, and later no longer in use."""
    yield 80
    standard = beginning.empty(by=member("committee2"), code="home-visits", **VISITS)
    write(standard, CLAUSES, PURPOSE)
    yield from adoption(standard, 79, 7, 12)
    yield 30
    standard = now(standard)
    deciding.propose_retirement(
        standard,
        reason="دخلت بنوده في معيار الحماية والكرامة.",
        by=member("committee1"),
        seen=standard.version,
    )
    vote(put_to_vote(standard, deciding.RETIREMENT))
    yield 30 - UNTIL_COUNTED
    closing.keep_time()


def fees():
    yield 50
    standard = beginning.empty(by=member("committee1"), code="fees", **FEES)
    yield 40
    standard = now(standard)
    deciding.withdraw(
        standard,
        reason="تنظّم الوزارة الرسوم، فلا حاجة إلى معيار.",
        by=member("committee1"),
        seen=standard.version,
    )
