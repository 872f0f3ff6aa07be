"""The demo's exchange: requests and offers in each state, brought there by the same deeds as on the pages."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Person
from coordination.exchange.actions import posting, raising, responding, showing, writing
from coordination.exchange.models import Audience, Post, Side
from directory.actions import editing
from directory.models import Group
from directory.sections import SECTIONS

CHAIRS = ("كراسي متحركة ليوم في الحديقة", "Wheelchairs for a day in the park")
VAN = ("حافلة صغيرة مهيأة يوم الثلاثاء", "An accessible minibus on Tuesdays")
COURSE = ("دورة الإسعافات الأولية: مقاعد لمجموعاتكم", "First aid course: places for your groups")
PAINT = ("متطوعون لتلوين جدار الروضة", "Volunteers to paint the nursery wall")
HALL = ("قاعة هادئة ليوم واحد", "A quiet hall for one day")
ADVICE = ("كيف نستقبل زائرًا من فاقدي السمع؟", "How do we welcome a deaf visitor?")
EVENING = ("مترجم لغة إشارة لأمسية عائلية", "A sign language interpreter for a family evening")
BEACH = ("متطوعون لمرافقة أطفال على الشاطئ", "Volunteers to go to the beach with children")
TENTS = ("خيام ليوم الأسرة المفتوح", "Tents for an open family day")
PLANTS = ("شتلات للحدائق المدرسية", "Seedlings for school gardens")


def stories():
    yield chairs()
    yield van()
    yield course()
    yield paint()
    yield hall()
    yield advice()
    yield evening()
    yield plants()
    yield tents()
    yield beach()


def leader(group):
    return Person.objects.get(email=f"{group}@demo.test")


def write(side, group, titles, *, kind, quantity=1, unit="", audience=Audience.PUBLIC, days=40, **columns):
    """A draft of this group's, for so many days."""
    title = {"title_ar": titles[0], "title_en": titles[1]}
    owner = Group.objects.get(slug=group)
    post = posting.begin(side, owner, kind=kind, by=leader(group), **title)
    until = timezone.localdate() + timedelta(days=days)
    columns |= {"quantity": quantity, "unit": unit or post.unit, "audience": audience, "until": until}
    Post.objects.filter(pk=post.pk).update(**columns)
    return Post.objects.get(pk=post.pk)


def opened(side, group, titles, **columns):
    post = write(side, group, titles, **columns)
    return posting.open_up(post, by=leader(group), seen=post.version)


def answered(post, group, quantity, words=""):
    owner = Group.objects.get(slug=group)
    return responding.respond(now(post), owner, quantity=quantity, words=words, by=leader(group))


def now(thing):
    return type(thing)._base_manager.get(pk=thing.pk)


def go(response, deed, group, **more):
    response = now(response)
    return deed(response, by=leader(group), seen=response.version, **more)


def chairs():
    """Two groups share it; one has delivered and was thanked, the other has agreed."""
    yield 12
    post = opened(Side.REQUEST, "bait-raha", CHAIRS, kind="equipment", quantity=8)
    yield 11
    first = answered(post, "adud-md", 3, "لدينا ثلاثة كراسي نظيفة، ونوصلها بأنفسنا.")
    yield 10
    go(first, responding.accept, "bait-raha")
    writing.write(now(first), text="نلتقي عند بوابة الحديقة الساعة 9.", by=leader("bait-raha"))
    yield 9
    go(first, responding.deliver, "adud-md")
    yield 8
    go(first, responding.confirm, "bait-raha", received=3)
    go(first, responding.thank, "bait-raha", words="شكرًا لكم. خرج ثلاثة أطفال معنا بفضلكم.")
    yield 7
    row = showing.answer_offer(now(first), wanted=True, by=leader("adud-md"))
    translate(row.achievement, "Thank you. Three children came out with us because of you.")
    second = answered(post, "bustan-alkul", 2)
    yield 6
    go(second, responding.accept, "bait-raha")
    yield 2
    answered(post, "clean-coasts", 1)


def translate(achievement, story):
    """Its group adds the thanks in English, as an editor would."""

    def write():
        achievement.story_en = story
        achievement.save()
        return ["story_en"]

    group = achievement.group
    editing.change(group, SECTIONS["achievements"], write, by=leader(group.slug), revision=None)


def van():
    """All of it is agreed, and said to be delivered."""
    yield 20
    post = opened(
        Side.OFFER, "mishwar-transport", VAN, kind="transport", quantity=1, audience=Audience.GROUPS
    )
    yield 18
    row = answered(post, "bustan-alkul", 1, "نحتاجها لزيارة المتحف.")
    yield 17
    go(row, responding.accept, "mishwar-transport")
    yield 3
    go(row, responding.deliver, "mishwar-transport")


def course():
    """Places go to who comes first."""
    yield 5
    columns = {"kind": "skill", "unit": "places", "quantity": 10, "first_come": True}
    post = opened(Side.OFFER, "adud-md", COURSE, **columns)
    yield 4
    answered(post, "alwan-mangaf", 3)


def paint():
    """All that was asked has come."""
    yield 60
    post = opened(Side.REQUEST, "alwan-mangaf", PAINT, kind="volunteers", quantity=6, days=30)
    yield 55
    row = answered(post, "clean-coasts", 6)
    yield 54
    go(row, responding.accept, "alwan-mangaf")
    yield 40
    go(row, responding.deliver, "clean-coasts")
    yield 39
    go(row, responding.confirm, "alwan-mangaf", received=6)


def hall():
    """Nobody could help in time."""
    yield 50
    opened(Side.REQUEST, "alwan-mangaf", HALL, kind="venue", days=20)
    yield 29
    posting.keep_time()


def advice():
    """Answers were declined and withdrawn before the request was taken back."""
    yield 25
    post = opened(Side.REQUEST, "clean-coasts", ADVICE, kind="knowledge", quantity=2)
    yield 24
    one, other = answered(post, "bait-raha", 1), answered(post, "adud-md", 1)
    yield 23
    told = {"step": "decline", "code": "no_fit", "reason": "نبحث عمن جرّب ذلك على الشاطئ."}
    go(one, responding.refuse, "clean-coasts", **told)
    go(other, responding.withdraw, "adud-md")
    yield 22
    post = now(post)
    posting.withdraw(post, by=leader("clean-coasts"), seen=post.version, reason="وجدنا دليلًا جاهزًا.")


def evening():
    """Nobody has answered yet."""
    yield 2
    opened(Side.REQUEST, "marsa-play", EVENING, kind="volunteers", days=25)


def plants():
    """Still being written."""
    yield 1
    write(Side.OFFER, "bustan-alkul", PLANTS, kind="in_kind", quantity=200)


def tents():
    """The two groups disagree on what was delivered, and the committee mediates."""
    yield 16
    post = opened(Side.REQUEST, "bait-raha", TENTS, kind="equipment", quantity=4)
    yield 15
    row = answered(post, "alwan-mangaf", 4, "نحضرها بأنفسنا قبل الموعد بساعة.")
    yield 14
    go(row, responding.accept, "bait-raha")
    yield 6
    go(row, responding.deliver, "alwan-mangaf")
    yield 5
    told = {"step": "dispute", "code": "less", "reason": "وصلت خيمتان، وإحداهما بلا أوتاد."}
    go(row, responding.refuse, "bait-raha", **told)


def beach():
    """A volunteer raised a hand, and nobody has answered yet."""
    yield 4
    post = opened(Side.REQUEST, "clean-coasts", BEACH, kind="volunteers", quantity=5, days=18)
    yield 1
    volunteer = Person.objects.get(email="volunteer@demo.test")
    said = dict.fromkeys(("phone", "guardian_name", "guardian_mail"), "")
    what = {"what": "أسبح جيدًا، وعندي شهادة إسعافات أولية.", "when": "السبت صباحًا", "is_minor": False}
    who = {"name": volunteer.name, "mail": volunteer.email}
    raising.raise_hand(post, said={**said, **what, **who}, once="demo beach", by=volunteer)
