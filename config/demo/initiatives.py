"""The demo's joint initiatives: one in each state, brought there by the same deeds as on the pages."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Person
from config.demo.reading import read
from coordination.committee.actions import closing, opening, voting
from coordination.committee.models import Ballot, RollLine
from coordination.initiatives.actions import agreeing, deciding, doing, drafting, leaving
from coordination.initiatives.models import BudgetLine, Initiative, Milestone, Permit, Report, Task
from coordination.initiatives.rules import APPROVAL
from coordination.initiatives.terms import current_hash
from directory.models import Group

WAY = (
    "draft",
    "inviting",
    "ready",
    "submitted",
    "in_review",
    "voting",
    "approved",
    "active",
    "completed",
    "closed",
)
ENDS_AFTER = {
    "withdrawn": "ready", "changes_requested": "in_review", "inquorate": "voting", "declined": "voting",
    "suspended": "approved", "cancelled": "approved",
}  # fmt: skip
LEADERS = {"basira": "leader@demo.test", "rowad-ishara": "leader2@demo.test"}
SAFE = "مشرفان بالغان في كل موعد، ورقم طوارئ واحد، ولا تصوير إلا بموافقة."
STORY = "حضر أكثر مما توقعنا، وطلب الأهالي أن نعيدها في الشتاء."
STORY_EN = "More people came than we had expected, and parents asked us to repeat it in winter."
LESSON = "نبدأ بالتسجيل قبل شهر، ونخصص متطوعًا للاستقبال."
UNTIL_COUNTED = 10.1  # a ballot runs for ten days


def stories():
    for told in read("initiatives.json"):
        yield Story(**told).deeds()


def member(name):
    return Person.objects.get(email=f"{name}@demo.test")


def leader(slug):
    return Person.objects.get(email=LEADERS.get(slug, f"{slug}@demo.test"))


class Row:
    """What the actions need of a form: some columns of a row."""

    def __init__(self, row, **columns):
        self.instance, self.columns, self.changed_data = row, columns, [*columns]

    def save(self):
        for name, value in self.columns.items():
            setattr(self.instance, name, value)
        self.instance.save(update_fields=[*self.columns] if self.instance.pk else None)


class Story(SimpleNamespace):
    """One initiative, from its first day to the state it is in now."""

    def deeds(self):
        left = self.begins_days_ago
        yield left
        self.found()
        goal = ENDS_AFTER.get(self.until, self.until)
        gap = min(left / 9, 3)
        for name in WAY[1 : WAY.index(goal) + 1]:
            left -= UNTIL_COUNTED if name == "approved" else gap
            yield left
            getattr(self, name)()
        if self.until in ENDS_AFTER:
            left -= UNTIL_COUNTED if goal == "voting" else gap
            yield left
            getattr(self, self.until)()
        if self.until == "inviting":
            yield left - 4
            self.changed_again()

    def now(self):
        return Initiative.objects.get(pk=self.pk)

    def seen(self):
        return {"by": leader(self.lead), "seen": self.now().version}

    def found(self):
        """The whole plan at once: two groups, each with its part."""
        by, day = leader(self.lead), timezone.localdate() + timedelta(days=int(self.begins_days_ago))
        group, partner = Group.objects.get(slug=self.lead), Group.objects.get(slug=self.partner)
        one = drafting.found(group, by=by, title_ar=self.title_ar, title_en=self.title_en)
        self.pk = one.pk
        begins, ends = day + timedelta(days=self.starts_in), day + timedelta(days=self.ends_in)
        plan = {"aim_ar": self.aim_ar, "summary_ar": self.aim_ar, "safeguarding_ar": SAFE, "area": group.area}
        self.edit(**plan, starts_on=begins, ends_on=ends, access_ar="مداخل بلا درج، وركن هادئ.")
        one.fields.set(group.fields.all()[:2])
        one.beneficiaries.set(group.beneficiaries.all()[:2])
        Milestone.objects.create(initiative=one, title_ar="اكتمال التجهيز", due_on=begins)
        row = drafting.add_partner(self.now(), partner, **self.seen())
        drafting.save_part(row, Row(row, role_ar=self.role_ar), **self.seen())
        Task.objects.create(partnership=row, title_ar=self.task_ar)
        kind = "money" if self.amount else "in_kind"
        BudgetLine.objects.create(partnership=row, title_ar=self.line_ar, kind=kind, amount=self.amount)
        Task.objects.create(partnership=one.partnerships.get(group=group), title_ar="التنسيق والتسجيل")

    def edit(self, **columns):
        return drafting.save(self.now(), Row(self.now(), **columns), **self.seen())

    def inviting(self):
        agreeing.invite(self.now(), **self.seen())
        if self.until == "inviting":
            self.ready()

    def changed_again(self):
        """Partners agreed; then the days moved, so that they are asked anew."""
        self.edit(starts_on=self.now().starts_on + timedelta(days=7))

    def ready(self):
        row = self.now().partnerships.get(group__slug=self.partner)
        agreeing.agree(row, hash=current_hash(self.now()), by=leader(self.partner))

    def withdrawn(self):
        leaving.withdraw(self.now(), reason="وجدنا ورشة قائمة تكفي.", **self.seen())

    def submitted(self):
        deciding.submit(self.now(), **self.seen())

    def in_review(self):
        deciding.review(self.now(), by=member("committee1"), seen=self.now().version)

    def changes_requested(self):
        said = {"by": member("committee1")}
        deciding.comment(self.now(), section="when", text="الموعد يسبق موافقة الجهة المختصة.", **said)
        reason = "أخّروا الموعد أسبوعين، واذكروا من يقود السيارة."
        deciding.ask_changes(self.now(), code="incomplete", reason=reason, seen=self.now().version, **said)

    def voting(self):
        one = self.now()
        ballot = opening.open_ballot(APPROVAL, one.uuid, by=member("secretary"), seen=one.version, days=10)
        if self.until in ("voting", "inquorate"):
            return
        choice = "against" if self.until == "declined" else "for"
        for line in ballot.roll.filter(standing=RollLine.Standing.VOTING).select_related("person"):
            ballot = Ballot.objects.get(pk=ballot.pk)
            voting.vote(ballot, choice, by=line.person, seen=ballot.matter_version)

    def counted(self):
        closing.keep_time()

    approved = declined = inquorate = counted

    def active(self):
        permit = {
            "number": "ت/118",
            "authority_ar": "وزارة الشؤون الاجتماعية",
            "granted_on": timezone.localdate(),
        }
        doing.enter_permit(self.now(), Row(Permit(), **permit), **self.seen())
        doing.start(self.now(), **self.seen())
        doing.tick(self.now().milestones.get(), done=True, **self.seen())

    def suspended(self):
        self.stopped(deciding.suspend, "لم يصل تصريح البلدية، والموعد قريب.")

    def cancelled(self):
        self.suspended()
        self.stopped(deciding.cancel, "أُغلق المضمار حتى العام القادم.")

    def stopped(self, deed, reason):
        deed(self.now(), code="not_permitted", reason=reason, by=member("chair"), seen=self.now().version)

    def completed(self):
        figures = [{"value": "64", "label_ar": "مشاركًا", "label_en": "people took part"}]
        report = {
            "story_ar": STORY,
            "story_en": STORY_EN,
            "lessons_ar": LESSON,
            "happened_on": timezone.localdate(),
            "figures": figures,
        }
        doing.write_report(self.now(), Row(Report(), **report), **self.seen())
        doing.complete(self.now(), **self.seen())

    def closed(self):
        doing.close(self.now(), **self.seen())
        row = self.now().partnerships.get(group__slug=self.partner)
        doing.answer_offer(row, wanted=True, by=leader(self.partner))
