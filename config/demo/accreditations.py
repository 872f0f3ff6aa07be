"""What the demo's groups hold: an accreditation in each state, one of them appealed about and one renewed."""

from datetime import timedelta

from config.demo.assessments import Story
from config.demo.initiatives import leader
from config.demo.standards import member
from coordination.standards.actions import appealing, assessing, reopening, revoking
from coordination.standards.models import Accreditation
from coordination.standards.models.accreditation import site_day

MET = {"E1": ["met"], "E2": ["met"], "E3": ["met"]}
SAID = {
    "E1": ["met", "المدخل ودورة المياه والمواقف مذكورة في كل إعلان."],
    "E2": ["met", "نسأل كل مشارك في نموذج التسجيل."],
    "E3": ["met", "غرفة صغيرة هادئة بجانب القاعة."],
}
COMPLAINT = "كتبت أسرتان أن المدخل المذكور في الإعلان كان مغلقًا."
UNTRUE = "زار عضوان القاعة ولم يجدا فيها مكانًا هادئًا."


def stories():
    for slug, days_ago in {
        "kufouf-workshop": {"begin": 41, "submit": 40, "take_up": 39, "decide": 37, "change": 6, "submit_again": 5},
        "miftah-repairs": {"begin": 40, "submit": 39, "take_up": 38, "decide": 36, "suspend": 7},
        "thakirat-bait": {"begin": 39, "submit": 38, "take_up": 37, "decide": 35, "propose": 13, "second": 11,
                          "file_appeal": 3},
        "qusour-drop": {"begin": 38, "submit": 37, "take_up": 36, "decide": 34, "expire": 1},
        "tayf-mothers": {"begin": 37, "submit": 36, "take_up": 35, "decide": 33, "begin_again": 16, "submit_again": 15,
                         "review_again": 14},
        "watar-ms": {"begin": 36, "submit": 35, "take_up": 34, "decide": 32, "suspend": 18, "file_appeal": 12,
                     "lift": 8},
    }.items():  # fmt: skip
        yield Held(group=slug, standard="events", said=SAID, marks=MET, days_ago=days_ago).deeds()


class Held(Story):
    """An assessment that is met, and what becomes of the accreditation that it gave."""

    def held(self):
        return Accreditation.objects.filter(group__slug=self.group).first()

    def by(self, name):
        return {"by": member(name), "seen": self.held().version}

    def change(self):
        """Only what is written of one clause."""
        finding = self.now().findings.get(clause__code="E3")
        said = {"claimed": "met", "note": "خيمة هادئة بعيدة عن القاعة.", "link": ""}
        assessing.write(self.now(), code="E3", by=leader(self.group), seen=finding.at.isoformat(), **said)

    def submit_again(self):
        self.submit()

    def begin_again(self):
        self.begin()

    def review_again(self):
        self.take_up()
        self.decide()

    def suspend(self):
        revoking.suspend(self.held(), code="complaint", reason=COMPLAINT, **self.by("committee1"))

    def lift(self):
        revoking.lift(self.held(), reason="صار المدخل مفتوحًا ساعة قبل كل فعالية.", **self.by("committee2"))

    def propose(self):
        revoking.propose(self.held(), code="untrue", reason=UNTRUE, **self.by("committee1"))

    def second(self):
        revoking.second(self.held().revocations.get(), **self.by("committee2"))

    def file_appeal(self):
        words = "كان المكان الهادئ في الطابق الثاني يومها، ولم يُسأل أحد منا عنه."
        appealing.file(self.held(), words=words, by=leader(self.group), seen=self.held().version)

    def expire(self):
        """As if its months were over: the standard is younger than that."""
        day = site_day() - timedelta(days=1)
        Accreditation.objects.filter(pk=self.held().pk).update(valid_until=day)
        reopening.keep_time()
