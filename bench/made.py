"""Groups made up from a seed, in Arabic and English, in any number: always the same for the same number.

Their words are those of the demo's texts, drawn as often as they stand there, so that a few are in most groups
and most are in a few, as in any language.
"""

import json
import random
from collections import Counter
from functools import cache
from itertools import islice
from pathlib import Path

SEED = 20
AT_ONCE = 2000
TEXTS = sorted(Path(__file__).resolve().parent.parent.glob("config/demo/groups_*.json"))
NAMES_AR = ["مجموعة", "فريق", "جمعية", "نادي", "ملتقى", "رواد", "بيت", "أصدقاء"]
NAMES_EN = ["Group", "Team", "Society", "Club", "Forum", "Pioneers", "House", "Friends"]


class Words:
    """The words of one language, drawn by how often they stand in the demo."""

    def __init__(self, texts):
        counts = Counter(word for text in texts for word in _words(text))
        self.words = list(counts)
        self.weights = list(_running(counts.values()))

    def draw(self, dice, number):
        return dice.choices(self.words, cum_weights=self.weights, k=number)

    def text(self, dice, number):
        return " ".join(self.draw(dice, number))


@cache
def words(lang):
    groups = [group for path in TEXTS for group in json.loads(path.read_text(encoding="utf-8"))]
    return Words(list(_texts(groups, lang)))


def make_groups(size):
    """Listed groups with areas, fields, beneficiaries and a service for every second one."""
    from directory.models import Group

    codes = _codes()
    rows = (_row(number) for number in range(size))
    while some := list(islice(rows, AT_ONCE)):
        _place(some, codes)
        Group.objects.bulk_create(some)
        _sort(some, codes)


def questions(number):
    """What people may type: one to three words of the demo, in one language, some without a hamza."""
    dice = random.Random(SEED)
    for _question in range(number):
        typed = words(dice.choice(["ar", "en"])).text(dice, dice.choice([1, 2, 2, 3]))
        yield typed.replace("أ", dice.choice("أا"))


def _row(number):
    from django.utils import timezone

    from directory.models import Group, Kind

    dice = random.Random(SEED + number)
    kind = dice.randrange(len(NAMES_EN))
    arabic, english = words("ar"), words("en")
    return Group(
        slug=f"made-{number}",
        name_ar=f"{NAMES_AR[kind]} {arabic.text(dice, 2)} {number}",
        name_en=f"{english.text(dice, 2)} {NAMES_EN[kind]} {number}",
        summary_ar=arabic.text(dice, 14),
        summary_en=english.text(dice, 18),
        about_ar=arabic.text(dice, 40),
        kind=dice.choice(Kind.values),
        accepts_volunteers=dice.random() < 0.5,
        standing="listed",
        listed_at=timezone.now(),
    )


def _words(text):
    return [word for word in text.split() if word.isalpha()]


def _running(counts):
    total = 0
    for count in counts:
        total += count
        yield total


def _texts(value, lang):
    """Every text of a language in nested demo data: what a key ending in _ar or _en holds."""
    for item in value if isinstance(value, list) else [value]:
        for key, held in item.items() if isinstance(item, dict) else ():
            if isinstance(held, str) and key.endswith(f"_{lang}"):
                yield held
            elif isinstance(held, list | dict):
                yield from _texts(held, lang)


def _codes():
    from directory.models import Area, Beneficiary, Field

    return [list(model.objects.values_list("pk", flat=True)) for model in (Area, Field, Beneficiary)]


def _place(groups, codes):
    dice = random.Random(groups[0].slug)
    for group in groups:
        group.area_id = dice.choice(codes[0])


def _sort(groups, codes):
    """Each into two fields and two kinds of beneficiaries; every second one with a service."""
    from directory.models import Group, Service

    _areas, fields, beneficiaries = codes
    dice = random.Random(groups[0].pk)
    _join(Group.fields.through, "field_id", groups, fields, dice)
    _join(Group.beneficiaries.through, "beneficiary_id", groups, beneficiaries, dice)
    Service.objects.bulk_create(
        Service(group=group, title_ar=words("ar").text(dice, 3), title_en=words("en").text(dice, 3))
        for group in groups[::2]
    )


def _join(through, column, groups, codes, dice):
    rows = [
        through(group_id=group.pk, **{column: code}) for group in groups for code in dice.sample(codes, 2)
    ]
    through.objects.bulk_create(rows, batch_size=2000)
