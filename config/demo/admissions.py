"""How the demo's groups came to stand where they stand: handed in, returned, declined, suspended, appealed."""

from accounts.models import Person
from config.demo.people import add_person
from coordination.admissions.actions import appealing, archiving, deciding, handing_in, suspending
from coordination.admissions.models import Admission, Suspension
from coordination.committee.models import Bylaw
from directory.models import Group, Membership, Standing

NAMES = ("أسماء وليد", "بدر ناصر", "حنان علي", "خالد سامي", "دانة فهد", "راشد عمر")


def stories():
    yield handed_in("fusha-listening", 6, "نجتمع كل سبت في مكتبة الشعب منذ سنة.")
    yield handed_in("jahra-code", 16, "")
    yield returned()
    yield declined()
    yield suspended()
    yield archived()
    yield proposed()


def group(slug):
    return Group.objects.get(slug=slug)


def member(name):
    return Person.objects.get(email=f"{name}@demo.test")


def begins(slug, standing=Standing.DRAFT):
    """The group as it was before the story, with as many people as the bylaws ask for."""
    Group.objects.filter(slug=slug).update(standing=standing)
    team = group(slug).memberships.active()
    for number, name in enumerate(NAMES[: max(0, Bylaw.in_force().founders - team.count())], start=2):
        person = add_person(f"{slug}-{number}@demo.test", name)
        Membership.objects.create(group=group(slug), person=person, state=Membership.State.ACTIVE)


def hand_in(slug, words=""):
    found = group(slug)
    handing_in.submit(found, words=words, by=member(slug), seen=found.version)
    return Admission.objects.waiting().select_related("group").get(group=found)


def waiting(slug):
    return Admission.objects.waiting().select_related("group").get(group__slug=slug)


def handed_in(slug, days, words):
    begins(slug)
    yield days
    hand_in(slug, words)


def returned():
    slug = "hand-and-paw"
    begins(slug)
    yield 20
    hand_in(slug, "نزور دور الرعاية مع كلاب مدرّبة.")
    yield 12
    row = waiting(slug)
    deciding.send_back(
        row,
        held=["real", "aims", "people", "contact"],
        codes=["licence", "safety"],
        reason="يلزم إرفاق موافقة الهيئة المختصة بالثروة الحيوانية، وذكر خطة سلامة الأطفال في الزيارات.",
        by=member("committee2"),
        seen=row.group.version,
    )


def declined():
    slug = "wameed-events"
    begins(slug)
    yield 30
    hand_in(slug)
    yield 21
    row = waiting(slug)
    deciding.decline(
        row,
        held=["real", "contact"],
        code="not_volunteer",
        reason="الخدمات المذكورة كلها برسوم تجارية، والدليل للعمل التطوعي.",
        by=member("committee1"),
        seen=row.group.version,
    )


def suspended():
    """Two members suspended it, and its leader appeals."""
    slug = "naba-relief"
    begins(slug, Standing.LISTED)
    yield 15
    found = group(slug)
    reason = "نُشرت دعوة لجمع المال من دون ترخيص. يُرفع الإيقاف بعد حذفها."
    row = suspending.propose(found, code="money", reason=reason, by=member("committee1"), seen=found.version)
    yield 14
    row = Suspension.objects.select_related("group").get(pk=row.pk)
    suspending.second(row, by=member("committee2"), seen=row.group.version)
    yield 5
    found = group(slug)
    words = "حذفنا الدعوة في اليوم نفسه، وكانت من حساب شخصي لا من المجموعة."
    appealing.file(found, words=words, by=member(slug), seen=found.version)


def archived():
    slug = "awn-pandemic"
    begins(slug, Standing.LISTED)
    yield 80
    found = group(slug)
    archiving.archive(found, by=member(slug), seen=found.version)


def proposed():
    """One member asks a second one."""
    yield 2
    found = group("miftah-repairs")
    reason = "راسلناهم ثلاث مرات هذا الشهر ولم يجب أحد."
    suspending.propose(found, code="silent", reason=reason, by=member("committee1"), seen=found.version)
