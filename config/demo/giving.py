"""The demo's gifts from outside: with the secretary, not passed on, open, arrived with its letter, and an answer."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import Person
from config.demo.exchange import EVENING, leader, now
from coordination.exchange.actions import giving, lettering, responding
from coordination.exchange.models import Giver, Post
from directory import media
from directory.models import Area, Group

GIVER, SECRETARY = "giver@demo.test", "secretary@demo.test"
MADA = {"organisation": "شركة المدى للتقنية", "contact": "هدى مشعل", "phone": "+965 5000 0040"}
SCHOOL = {"organisation": "Bright Steps School", "contact": "Huda Mishal", "phone": "+965 5000 0041"}
CHAIRS = ("كراسي مكتب بحالة جيدة", "Office chairs in good condition")
TABLETS = ("أجهزة لوحية للتعلم", "Tablets for learning")
ROOM = ("قاعة تدريب مساء الثلاثاء", "A training room on Tuesday evenings")
VOUCHERS = ("قسائم خصم على الأجهزة", "Discount vouchers for devices")

SHARES = {"basira": 10, "rowad-ishara": 8, "bustan-alkul": 6}


def stories():
    yield tablets()
    yield vouchers()
    yield room()
    yield chairs()
    yield interpreter()


def giver():
    return Person.objects.get(email=GIVER)


def secretary():
    return Person.objects.get(email=SECRETARY)


def asked(titles, who, *, kind, quantity, unit="", area="KW-KU", condition="", days=40):
    """An offer that the secretary has."""
    title = {"title_ar": titles[0], "title_en": titles[1]}
    post = giving.begin(by=giver(), kind=kind, **who, **title)
    until = timezone.localdate() + timedelta(days=days)
    columns = {
        "quantity": quantity,
        "unit": unit or post.unit,
        "area": Area.objects.get(pk=area),
        "until": until,
    }
    Post.objects.filter(pk=post.pk).update(**columns)
    Giver.objects.filter(pk=post.outside_id).update(condition=condition)
    post = now(post)
    return giving.ask(post, by=giver(), seen=post.version)


def passed(post):
    post = now(post)
    return giving.pass_on(post.outside, by=secretary(), seen=post.version)


def go(row, deed, by, **more):
    row = now(row)
    return deed(row, by=by, seen=row.version, **more)


def tablets():
    """Three groups shared them, and the giver took a letter."""
    yield 45
    post = asked(TABLETS, MADA, kind="equipment", quantity=24, condition="good")
    yield 43
    post = passed(post)
    yield 40
    rows = [respond(post, group, quantity) for group, quantity in SHARES.items()]
    yield 38
    for row in rows:
        go(row, responding.accept, giver())
    yield 30
    for row in rows:
        go(row, responding.deliver, giver())
    yield 29
    for row in rows:
        go(row, responding.confirm, leader_of(row.group.slug), received=row.quantity)
    yield 28
    lettering.issue(now(post), by=giver())


def respond(post, group, quantity):
    owner = Group.objects.get(slug=group)
    return responding.respond(now(post), owner, quantity=quantity, by=leader_of(group))


def leader_of(group):
    """The two groups that have log-ins are led by them."""
    known = {"basira": "leader", "rowad-ishara": "leader2"}
    return leader(known.get(group, group))


def vouchers():
    """Not passed on, with the reason."""
    yield 15
    post = asked(VOUCHERS, MADA, kind="in_kind", quantity=100)
    yield 14
    post = now(post)
    told = {"code": "sold", "reason": "القسائم شراء بسعر أقل. هل لديكم أجهزة لا تحتاجون إليها؟"}
    giving.turn_down(post.outside, **told, by=secretary(), seen=post.version)


def room():
    """Open, and nobody has answered."""
    yield 8
    post = asked(ROOM, SCHOOL, kind="venue", quantity=6, unit="days", area="KW-HA", days=60)
    yield 7
    passed(post)


def chairs():
    """Waits for the secretary, with a photo."""
    yield 2
    post = asked(CHAIRS, MADA, kind="equipment", quantity=30, condition="used")
    picture = media.read_still(SimpleUploadedFile("chair.png", drawn_chair()))
    giving.dress(post.outside, picture=picture, alt="كرسي مكتب أزرق بخمس عجلات", by=giver())


def drawn_chair():
    image = Image.new("RGB", (900, 675), "#e8efee")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((330, 90, 570, 360), 40, fill="#125a8c")
    draw.rounded_rectangle((290, 360, 610, 430), 30, fill="#0d4468")
    draw.rectangle((435, 430, 465, 560), fill="#51605e")
    draw.rounded_rectangle((310, 555, 590, 580), 12, fill="#51605e")
    for middle in (320, 450, 580):
        draw.ellipse((middle - 18, 580, middle + 18, 616), fill="#1d2b2a")
    content = BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def interpreter():
    """A public request is answered from outside; the secretary has not looked yet."""
    yield 1
    post = Post.objects.get(title_ar=EVENING[0])
    giving.answer(post, quantity=1, words="مترجمة من فريقنا متفرغة ذلك المساء.", by=giver(), **SCHOOL)
