"""The demo's library: the opening guides, one of a group that was edited and is questioned, a draft, one put away."""

from accounts.models import Person
from coordination.exchange.actions import correcting
from coordination.exchange.actions import guides as actions
from coordination.exchange.forms.guides import GuideForm, GuideSourceForm
from coordination.exchange.models import Guide, GuideSource
from directory.models import Group

VISITS = {
    "title_ar": "زيارة بيت فيه شخص كفيف",
    "title_en": "Visiting a home where a blind person lives",
    "summary_ar": "كيف نطرق الباب ونعرّف بأنفسنا ونترك كل شيء في مكانه.",
    "summary_en": "How we knock, say who we are, and leave everything in its place.",
    "text_ar": "## عند الباب\n\nقولوا أسماءكم وسبب الزيارة قبل الدخول.\n\n## في البيت\n\n- لا تحركوا شيئًا من مكانه.\n"
    "- صفوا ما تفعلون.\n- أخبروا قبل أن تخرجوا.\n\n## بعد الزيارة\n\nاسألوا: هل نعود؟ ومتى؟",
    "text_en": "## At the door\n\nSay your names and why you come before you enter.\n\n## In the home\n\n"
    "- Move nothing from its place.\n- Say what you are doing.\n- Tell before you leave.\n\n"
    "## After the visit\n\nAsk whether to come again, and when.",
}
LATER = VISITS["text_ar"].replace("قولوا أسماءكم", "قولوا أسماءكم واسم مجموعتكم")
RIDES = {"title_ar": "مرافقة في الحافلة", "title_en": "Company on the bus"}
FORMER = {
    "title_ar": "التسجيل بالاستمارة الورقية",
    "title_en": "Registering on paper",
    "summary_ar": "خطوات التسجيل القديمة.",
    "summary_en": "The former steps of registering.",
    "text_ar": "اطبعوا الاستمارة واملؤوها.",
    "text_en": "Print the form and fill it in.",
}
SOURCE = {
    "title_ar": "اتفاقية حقوق الأشخاص ذوي الإعاقة، الأمم المتحدة، 2006",
    "title_en": "Convention on the Rights of Persons with Disabilities, United Nations, 2006",
    "url": "https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-persons-disabilities",
}


def stories():
    yield opening()
    yield visits()
    yield rides()
    yield former()


def member(name):
    return Person.objects.get(email=f"{name}@demo.test")


def now(guide):
    return Guide.objects.get(pk=guide.pk)


def write(guide, texts, by):
    guide = now(guide)
    form = GuideForm({**texts, "fields": ["D13"], "beneficiaries": ["blind_low_vision"]}, instance=guide)
    assert form.is_valid(), form.errors
    return actions.save(guide, form, by=by, seen=guide.version)


def begun(slug, texts, by):
    titles = {name: texts[name] for name in ("title_ar", "title_en")}
    return actions.begin(Group.objects.get(slug=slug) if slug else None, by=by, **titles)


def opening():
    yield 60
    actions.open_library(by=member("committee1"))


def visits():
    """Published, edited a week later, and questioned by a reader."""
    yield 30
    leader = member("leader")
    guide = write(begun("basira", VISITS, leader), VISITS, leader)
    source = GuideSourceForm(SOURCE, instance=GuideSource(guide=guide))
    assert source.is_valid(), source.errors
    guide = actions.add_source(guide, source, by=leader, seen=guide.version)
    actions.publish(guide, by=leader, seen=guide.version)
    yield 22
    write(guide, {**VISITS, "text_ar": LATER}, leader)
    yield 2
    correcting.report(now(guide), "الفقرة الأخيرة لا تذكر رقم المجموعة الجديد.", by=member("volunteer"))


def rides():
    yield 4
    begun("basira", RIDES, member("editor"))


def former():
    yield 50
    seat = member("committee2")
    guide = write(begun("", FORMER, seat), FORMER, seat)
    guide = actions.publish(guide, by=seat, seen=guide.version)
    yield 12
    actions.archive(now(guide), reason="صار التسجيل على الموقع.", by=seat, seen=now(guide).version)
