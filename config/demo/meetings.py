"""What the demo's committee met about, meets about next, and announces."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from config.demo.committee import member
from coordination.committee import agenda
from coordination.committee.actions import announcing
from coordination.committee.actions.meetings import calling, holding, minuting, planning
from coordination.committee.models import Item, Meeting

ZONE = "Asia/Kuwait"
THERE = {
    "chair": "here",
    "secretary": "here",
    "committee1": "online",
    "committee2": "here",
    "committee3": "absent",
}


def stories():
    yield held()
    yield coming()
    yield announced()


def at(days, hour):
    """The moment of this hour, so many days from the story's own day."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour), ZoneInfo(ZONE))


def fresh(**found):
    return Meeting.objects.get(**found)


def call(title_ar, title_en, starts_at):
    where = {"place": "قاعة المنارة، السالمية، بلا درج", "link": "https://meet.example/multaqa", "zone": ZONE}
    columns = {
        "title_ar": title_ar,
        "title_en": title_en,
        "starts_at": starts_at,
        "minutes_each": 15,
        **where,
    }
    return calling.call(columns, by=member("secretary"))


def talk_about(meeting, title_ar, title_en, minutes):
    columns = {"title_ar": title_ar, "title_en": title_en, "minutes": minutes}
    planning.add_point(meeting, columns, by=member("secretary"), seen=fresh(pk=meeting.pk).version)


def held():
    """Two points are talked over, one is left; the minutes are published the day after."""
    yield 30
    meeting = call("اجتماع الشهر الماضي", "Last month’s meeting", at(9, 18))
    talk_about(meeting, "استعدادات الملتقى الثاني", "Preparing the second forum", 20)
    talk_about(meeting, "تقويم مشترك للمجموعات", "A calendar shared by the groups", 15)
    talk_about(meeting, "ميزانية الترجمة إلى لغة الإشارة", "Money for sign language", 10)
    yield 21
    secretary = member("secretary")
    holding.begin(meeting, by=secretary, seen=fresh(pk=meeting.pk).version)
    presences = {member(name).pk: presence for name, presence in THERE.items()}
    holding.attend(meeting, presences, by=secretary, seen=fresh(pk=meeting.pk).version)
    said = [
        (
            Item.State.DONE,
            "الموعد 12 ديسمبر، والقاعة بلا درج ومعها ترجمة إلى لغة الإشارة.",
            "يُطلب عرض ثانٍ للطباعة.",
        ),
        (Item.State.DONE, "تُجرَّب مع خمس مجموعات لشهر واحد.", ""),
        (Item.State.POSTPONED, "", "تنقص عروض الأسعار."),
    ]
    for item, (state, outcome, words) in zip(meeting.items.all(), said, strict=True):
        texts = {"outcome": outcome, "said": words}
        holding.close(meeting, item, state, texts, by=secretary, seen=fresh(pk=meeting.pk).version)
    with translation.override("ar"):
        holding.end(meeting, by=secretary, seen=fresh(pk=meeting.pk).version)
    yield 20
    minuting.publish(meeting, by=member("chair"), seen=fresh(pk=meeting.pk).version)


def coming():
    """What waits for a decision is on its agenda, and not everybody has answered."""
    yield 0.1
    meeting = call("اجتماع اللجنة القادم", "The next meeting", at(6, 18))
    matters = [*agenda.running(), *agenda.waiting()][:4]
    planning.add_matters(meeting, matters, by=member("secretary"), seen=fresh(pk=meeting.pk).version)
    for name, reply in (("chair", "coming"), ("committee1", "not"), ("committee2", "online")):
        calling.reply(meeting, reply, by=member(name))


def announced():
    yield 12
    texts = {
        "title_ar": "الملتقى الثاني: مداخل بلا درج",
        "title_en": "Second forum: entrances without steps",
        "text_ar": "يوم كامل للمجموعات التطوعية وأولياء الأمور وكل مهتم. الحضور مجاني.",
        "text_en": "A whole day for volunteer groups, parents and anybody interested. Coming is free.",
        "place_ar": "قاعة المنارة، السالمية، بلا درج، مع لغة الإشارة",
        "place_en": "Al Manara Hall, Salmiya, step-free, with sign language",
        "starts_at": at(32, 16),
        "ends_at": at(32, 20),
    }
    row = announcing.write(texts, by=member("secretary"))
    announcing.publish(row, by=member("secretary"), seen=row.version)
