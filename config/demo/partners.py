"""Partner institutions of the demo: one waits, one was refused, and one drafts for a group that lets it.

None of them has the key that everybody is told: that one only reads.
"""

from datetime import timedelta

from django.utils import timezone

from accounts import granting
from accounts.forms.partners import Asking
from accounts.models import Partner, Person, Scope
from api.drafts import filled
from config.demo.visits import group_of, leader_of
from coordination.initiatives.actions import drafting
from coordination.initiatives.models import Initiative
from directory.actions import mandates

LIBRARIES = "شبكة مكتبات الأحياء"
BOTH = [Scope.READ_DIRECTORY, Scope.WRITE_INITIATIVES]
PURPOSE = "نعرض على شاشات المكتبات ما تقدمه المجموعات القريبة، ونقترح عليها أمسيات مشتركة."
EVENINGS = {
    "title_ar": "أمسيات قراءة في مكتبات الأحياء",
    "title_en": "Reading evenings in neighbourhood libraries",
    "summary_ar": "مساء كل ثلاثاء في ثلاث مكتبات، بصوت عالٍ ومع ترجمة إشارة.",
    "aim_ar": "أن يجد كل قارئ كفيف كتابًا ورفيقًا في مكتبة قريبة.",
}


def stories():
    yield asked("مرصد العمل الاجتماعي", "خريطة تبيّن أين تنقص الخدمات.", [Scope.READ_DIRECTORY])
    yield refused()
    yield lets_it_write()


def person(name):
    return Person.objects.get(email=f"{name}@demo.test")


def ask(name, purpose, scopes):
    form = Asking(
        {"name": name, "contact_email": "dev@partners.example", "purpose": purpose, "scopes": scopes}
    )
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    return granting.ask(form, by=person("volunteer"))


def asked(name, purpose, scopes):
    yield 2
    ask(name, purpose, scopes)


def refused():
    yield 40
    partner = ask("بريق للإعلانات", "قائمة اتصال لحملات ترويجية.", [Scope.READ_DIRECTORY])
    yield 38
    reason = "لا تُستعمل وسائل التواصل مع المجموعات للتسويق."
    granting.refuse(partner, reason=reason, by=person("chair"), seen=partner.version)


def lets_it_write():
    """The committee grants it, Basira lets it, and its first draft waits to be read."""
    yield 60
    partner = ask(LIBRARIES, PURPOSE, BOTH)
    yield 55
    ends_on = timezone.localdate() + timedelta(days=330)
    granting.grant(
        partner, scopes=BOTH, ends_on=ends_on, per_minute=120, by=person("chair"), seen=partner.version
    )
    yield 54
    partner = Partner.objects.get(name=LIBRARIES)
    key, _text = granting.make_key(
        partner, name="شاشات المكتبات", by=person("volunteer"), seen=partner.version
    )
    yield 20
    group = group_of("basira")
    mandates.give(
        group,
        partner,
        scopes=[Scope.WRITE_INITIATIVES],
        ends_on=timezone.localdate() + timedelta(days=180),
        by=leader_of(group),
        seen=group.version,
    )
    yield 1
    drafting.draft(group_of("basira"), filled(Initiative(), EVENINGS), key=key)
