"""Groups made up from a seed, in Arabic and English, in any number: always the same for the same number."""

import random
from itertools import islice

SEED = 20
AT_ONCE = 2000
_ARABIC_WORDS = """
    بصيرة الأمل النور العطاء الإشارة المستقبل الحياة الخير الأطفال الشباب السمع البصر الحركة النطق القراءة الرياضة
    البحر البيئة الصحة التعليم الموسيقى المسرح الرسم السباحة الكراسي الدمج التأهيل المرافقة النقل الترجمة الأسرة
"""
_ENGLISH_WORDS = """
    Insight Hope Light Giving Signing Future Life Kindness Children Youth Hearing Sight Movement Speech Reading Sport
    Sea Environment Health Learning Music Theatre Drawing Swimming Wheels Inclusion Therapy Company Transport Families
    Friendship
"""
WORDS_AR, WORDS_EN = _ARABIC_WORDS.split(), _ENGLISH_WORDS.split()
NAMES_AR = ["مجموعة", "فريق", "جمعية", "نادي", "ملتقى", "رواد", "بيت", "أصدقاء"]
NAMES_EN = ["Group", "Team", "Society", "Club", "Forum", "Pioneers", "House", "Friends"]


def make_groups(size):
    """Listed groups with areas, fields, beneficiaries and a service for every second one."""
    from directory.models import Group

    codes = _codes()
    rows = (_row(number) for number in range(size))
    while some := list(islice(rows, AT_ONCE)):
        Group.objects.bulk_create(some)
        _sort(some, codes)


def questions(number):
    """What people may type: one to three words of the vocabulary, some with a typed variant."""
    dice = random.Random(SEED)
    for _question in range(number):
        words = dice.choice([WORDS_AR, WORDS_EN])
        yield " ".join(dice.sample(words, dice.choice([1, 2, 2, 3]))).replace("أ", dice.choice("أا"))


def _row(number):
    from django.utils import timezone

    from directory.models import Group, Kind

    dice = random.Random(SEED + number)
    first, second = dice.sample(range(len(WORDS_EN)), 2)
    kind = dice.randrange(len(NAMES_EN))
    return Group(
        slug=f"made-{number}",
        name_ar=f"{NAMES_AR[kind]} {WORDS_AR[first]} {number}",
        name_en=f"{WORDS_EN[first]} {NAMES_EN[kind]} {number}",
        summary_ar=" ".join(dice.choices(WORDS_AR, k=12)),
        summary_en=" ".join(dice.choices(WORDS_EN, k=12)),
        about_ar=" ".join(dice.choices(WORDS_AR, k=40)),
        kind=dice.choice(Kind.values),
        area_id=None,
        accepts_volunteers=second % 2 == 0,
        standing="listed",
        listed_at=timezone.now(),
    )


def _codes():
    from directory.models import Area, Beneficiary, Field

    return [list(model.objects.values_list("pk", flat=True)) for model in (Area, Field, Beneficiary)]


def _sort(groups, codes):
    """Each into an area, two fields and two kinds of beneficiaries."""
    from directory.models import Group, Service

    areas, fields, beneficiaries = codes
    dice = random.Random(groups[0].pk)
    for group in groups:
        group.area_id = dice.choice(areas)
    Group.objects.bulk_update(groups, ["area"], batch_size=500)
    _join(Group.fields.through, "field_id", groups, fields, dice)
    _join(Group.beneficiaries.through, "beneficiary_id", groups, beneficiaries, dice)
    Service.objects.bulk_create(
        Service(
            group=group,
            title_ar=f"خدمة {dice.choice(WORDS_AR)}",
            title_en=f"{dice.choice(WORDS_EN)} sessions",
        )
        for group in groups[::2]
    )


def _join(through, column, groups, codes, dice):
    rows = [
        through(group_id=group.pk, **{column: code}) for group in groups for code in dice.sample(codes, 2)
    ]
    through.objects.bulk_create(rows, batch_size=2000)
