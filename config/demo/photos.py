"""Pictures of the demo: three small scenes and a mark, drawn when the demo is loaded."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from directory import media
from directory.models import Photo

SIZE = (1200, 900)
WITHOUT_PHOTO = 3
DRESSED = "basira"
WORDS = [("بحر", 0), ("شاطئ", 0), ("كتاب", 1), ("كتب", 1), ("قراءة", 1), ("زرع", 2), ("شجر", 2), ("بستان", 2)]


def add_photos(group, number):
    """Every third group stays without; one also has a logo, a cover and a photo that nobody answered for."""
    latest = [*group.achievements.order_by("-happened_on")[:2]]
    if latest and (number % WITHOUT_PHOTO or group.slug == DRESSED):
        draw, arabic, english = scene(latest[0], number)
        keep(group, draw, "achievement", achievement=latest[0], alt_ar=arabic, alt_en=english)
    if group.slug == DRESSED:
        keep(group, mark, "logo", alt_ar="شعار المجموعة", alt_en="The group’s mark")
        keep(group, shelf, "cover", alt_ar=SCENES[1][1], alt_en=SCENES[1][2])
        for achievement in latest[1:]:
            keep(group, garden, "achievement", achievement=achievement, people="")


def scene(achievement, number):
    """The scene that fits the title's words, else each in its turn."""
    fitting = (SCENES[at] for word, at in WORDS if word in achievement.title_ar)
    return next(fitting, SCENES[number // WITHOUT_PHOTO % len(SCENES)])


@cache
def drawn(draw):
    content = BytesIO()
    draw().save(content, "PNG")
    return media.read_image(SimpleUploadedFile("drawn.png", content.getvalue()))


def keep(group, draw, use, people="nobody", **fields):
    picture = drawn(draw)
    with media.kept([picture]) as kept:
        [name] = kept
        Photo.objects.create(
            group=group,
            use=use,
            people=people,
            answered_at=timezone.now() if people else None,
            name=name,
            width=picture.width,
            height=picture.height,
            widths=[*picture.files],
            **fields,
        )


def ground(sky):
    image = Image.new("RGB", SIZE, sky)
    return image, ImageDraw.Draw(image)


def sea():
    image, pen = ground("#f8e9d2")
    pen.ellipse((780, 160, 980, 360), fill="#f3b06b")
    pen.rectangle((0, 480, 1200, 680), fill="#3f8f86")
    pen.polygon([(470, 480), (470, 160), (650, 480)], fill="#fffaf0")
    pen.polygon([(360, 500), (760, 500), (700, 570), (420, 570)], fill="#8a5230")
    pen.rectangle((0, 680, 1200, 900), fill="#ecd5a4")
    return image


def shelf():
    image, pen = ground("#dcebe8")
    pen.rectangle((0, 700, 1200, 900), fill="#d9b98a")
    pen.polygon([(220, 360), (600, 430), (600, 760), (220, 690)], fill="#fffdf8")
    pen.polygon([(980, 360), (600, 430), (600, 760), (980, 690)], fill="#f4ece2")
    for row in range(3):
        for column in range(4):
            place = (300 + 70 * column, 480 + 70 * row)
            pen.ellipse((*place, place[0] + 22, place[1] + 22), fill="#0b6b61")
    pen.arc((380, 120, 820, 560), 180, 360, fill="#1d2b2a", width=26)
    return image


def garden():
    image, pen = ground("#e4edf5")
    pen.ellipse((880, 120, 1020, 260), fill="#f6c67a")
    pen.rectangle((0, 660, 1200, 900), fill="#b6cf9a")
    for left in (160, 660):
        for stem in range(3):
            pen.ellipse((left + 40 + 120 * stem, 380, left + 120 + 120 * stem, 600), fill="#2f7d4f")
        pen.rectangle((left, 580, left + 400, 780), fill="#a4683c")
    return image


def mark():
    image = Image.new("RGB", (480, 480), "#0b6b61")
    pen = ImageDraw.Draw(image)
    pen.ellipse((80, 160, 400, 320), outline="#f6c67a", width=26)
    pen.ellipse((180, 180, 300, 300), fill="#fffaf0")
    return image


SCENES = [
    (sea, "مركب شراعي صغير قرب الشاطئ", "A small sailing boat near the beach"),
    (shelf, "كتاب مفتوح بنقاط برايل وسماعة فوقه", "An open book with Braille dots, headphones above it"),
    (garden, "أحواض زرع عالية يصل إليها الكرسي المتحرك", "High planters that a wheelchair can reach"),
]
