"""When something is free, read from a phrase in Arabic or English, cautiously.

«من الأحد إلى الخميس صباحًا», "weekdays after 4 pm", «يوميًا ما عدا الجمعة». What is not surely understood is
unknown: a phrase with a condition («بعد الاختبارات», "until the exams") or with a denial says nothing at all.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from directory.search.analyzer import fold

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
WORKDAYS, WEEKEND = DAYS[:5], DAYS[5:]


class When(NamedTuple):
    """Days of the week, hours as (from, to) in half-open hours of the day, months; an empty one is unknown."""

    days: frozenset[str] = frozenset()
    hours: tuple[tuple[float, float], ...] = ()
    months: frozenset[int] = frozenset()


ANY_TIME = When()

_AR_DAYS = ("احد", "اثنين", "ثلاثا", "اربعا", "خميس", "جمعه", "سبت")
_EN_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_DAY_OF = {
    **dict(zip(_AR_DAYS, DAYS, strict=True)),
    **dict(zip(_EN_DAYS, DAYS, strict=True)),
    **{f"{name}s": code for name, code in zip(_EN_DAYS, DAYS, strict=True)},
    **{name[:3]: name[:3] for name in _EN_DAYS},
    **{"tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu", "خميسين": "thu"},
}
_AR_MONTHS = (
    *("يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو"),
    *("يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر"),
)
_EN_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_OF = {
    **{name: number for number, name in enumerate(_AR_MONTHS, 1)},
    **{name: number for number, name in enumerate(_EN_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_EN_MONTHS, 1)},
}
_SETS = (  # phrases that stand for several days, as folded
    (r"(?:نهايه|اخر)(?: كل)? (?:ال)?[اأ]?سبوع|ويكند|weekends?", WEEKEND),
    (r"(?:ايام|يوم)? ?(?:ال)?(?:دوام|دراسي)|ايام (?:ال)?اسبوع|weekdays?|school days", WORKDAYS),
    (
        r"يوميا|كل يوم(?! \w*(?:احد|اثنين|ثلاثا|اربعا|خميس|جمعه|سبت))|اي يوم|دايما|(?:طول|طوال) (?:ال)?اسبوع",
        DAYS,
    ),
    (r"(?:كل|اي) (?=صباح|مسا|ليله|عصر|صبح)|متي ما تبون", DAYS),
    (r"daily|every ?day|any ?day|always|(?:every|any) (?=morning|afternoon|evening)", DAYS),
)
_CONDITIONS = (  # what makes a phrase say less than it seems to
    r"رمضان|عيد|اختبار|امتحان|موسم|صيف|شتا|اجازه|معاينه|اول كل|بدايه|كل شهر|هالشهر|اسبوعين|شهور"
    r"|ramadan|\beid\b|exams?\b|season|summer|winter|term\b|holiday|notice only|beginning|every other|alternate"
    r"|\bfirst\b|\blast\b|\bonce\b|مره|(?:^|\s)(?:اول|ثاني|ثالث|رابع|اخر) (?!كل|ال?اسبوع)"
)
_DENIALS = r"(?:^|\s)(?:ليس|غير|مو|مب|لا|مغلق|الا ان)(?=\s|$)|\b(?:no|not|never|closed|unless)\b"
_EXCEPT = r"ما عدا|ماعدا|عدا|باستثنا|(?:^|\s)الا(?=\s)|\bexcept(?: for)?\b|\bbut\b"
_PARTS = (  # the longer phrase before the shorter one
    (r"قبل (?:ال)?ظهر", (6, 12)),
    (r"بعد (?:ال)?ظهر", (12, 18)),
    (r"بعد (?:ال)?عصر|(?:ال)?عصر وبعد", (15, 22)),
    (r"بعد (?:ال)?مغرب", (18, 23)),
    (r"(?:ال|ب|بال)?فجر|\bdawn\b", (4, 7)),
    (r"(?:ال|ب|بال)?(?:صباحا?|صبح)|\bmornings?\b", (6, 12)),
    (r"(?:ال|ب|بال)?(?:ظهرا?)|\bnoon\b", (11, 14)),
    (r"(?:ال|ب|بال)?(?:عصرا?)|\bafternoons?\b", (14, 18)),
    (r"(?:ال|ب|بال)?(?:مسا|ليلا?)|\bevenings?\b|\bnights?\b", (17, 23)),
)
_AM, _PM = r"am|a\.m\.|ص|صباحا|الصبح|صبح", r"pm|p\.m\.|م|مسا|المسا|عصرا|العصر|ليلا|الليل|ظهرا|الظهر"
_HALF = rf"(?P<{{0}}>{_AM}|{_PM})"
_SPAN = re.compile(
    rf"(\d{{1,2}})(?::(\d\d))?\s*{_HALF.format('one')}?\s*(?:-|to|till|الي|حتي)\s*(\d{{1,2}})(?::(\d\d))?"
    rf"\s*(?:{_HALF.format('two')}(?!\w))?"
)
_FROM = re.compile(
    rf"(?:after|from|بعد(?: الساعه)?|من(?: الساعه)?) (\d{{1,2}})(?::(\d\d))?\s*{_HALF.format('one')}(?!\w)"
)
_AT = re.compile(rf"(?<![\d:])(\d{{1,2}})(?::(\d\d))?\s*{_HALF.format('one')}(?!\w)")
_LOOSE = re.compile(r"(?:after|before|from|بعد|قبل|من)(?: الساعه)? \d")


@lru_cache(maxsize=16384)
def understood(phrase: str) -> When:
    """The phrase as far as it is surely understood."""
    text = re.sub(r"[‐-―]", "-", fold(phrase)).strip()
    if not text or re.search(_CONDITIONS, text) or re.search(_DENIALS, text):
        return ANY_TIME
    months, text = _months(text)
    return When(_days(text), _hours(text), months)


def _months(text):
    """The months that are named, from the first to the last where they are a stretch; and the text without them."""
    found = [(_MONTH_OF[word], place) for word, place in _words(text) if word in _MONTH_OF]
    if not found:
        return frozenset(), text
    numbers = [number for number, _place in found]
    if len(found) == 2 and re.search(r"-|\bto\b|الي|حتي", text[found[0][1] : found[1][1]]):
        first, last = numbers
        numbers = [(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)]
    elif re.search(r"حتي|until|till|قبل|before|after|بعد", text):
        numbers = []
    kept = " ".join(word for word in text.split() if not set(re.findall(r"[^\W\d_]+", word)) & set(_MONTH_OF))
    return frozenset(numbers), kept


def _words(text):
    """Each word with its place; in Arabic without a joined «و», in English without the verb «may»."""
    text = re.sub(r"(?<!to )(?<!- )(?<!-)(?<!and )(?<!in )\bmay\b(?! (?:to|until|and)|\s?-)", "   ", text)
    for found in re.finditer(r"[^\W\d_]+", text):
        word = found.group()
        yield (word[1:] if word[0] == "و" and word[1:] in _MONTH_OF else word), found.start()


def _days(text):
    base, _gone, excepted = _cut(text)
    days, left = _named(base), _named(excepted)
    if excepted and not left:
        return frozenset()
    return frozenset((days or set(DAYS)) - left if left else days)


def _cut(text):
    found = re.search(_EXCEPT, text)
    return (text[: found.start()], found.group(), text[found.end() :]) if found else (text, "", "")


def _named(text):
    days = set()
    for pattern, several in _SETS:
        if re.search(pattern, text):
            days |= set(several)
            text = re.sub(pattern, " ", text)
    return days | _each(text)


def _each(text):
    """Days by name, and all between two of them."""
    days, last, through = set(), None, False
    for word in re.findall(r"[^\W\d_]+|-", text):
        code, joined = _day(word)
        if code and last and (through or joined == "لل"):
            days |= set(_between(last, code))
        elif code:
            days.add(code)
        through = word in ("-", "to", "till", "الي", "حتي", "لين") and last is not None
        last = code or (last if through else None)
    return days


def _day(word):
    for joined in ("", "ال", "وال", "بال", "لل", "و", "ب", "ل"):
        bare = word.removeprefix(joined)
        if word.startswith(joined) and bare in _DAY_OF:
            return _DAY_OF[bare], joined
    return None, ""


def _between(first, last):
    start, length = DAYS.index(first), (DAYS.index(last) - DAYS.index(first)) % 7
    return [DAYS[(start + step) % 7] for step in range(length + 1)]


def _hours(text):
    """Hours that hold on all the days; unknown where days follow after them again."""
    spans, rest = [], text
    for pattern, read in ((_SPAN, _span), (_FROM, _from), (_AT, _at)):
        for found in pattern.finditer(rest):
            if span := read(found):
                spans.append((span, found.start()))
            elif pattern is _SPAN:
                return ()
        rest = pattern.sub(lambda found: " " * len(found.group()), rest)
    if not spans and _LOOSE.search(rest):
        return ()
    if not spans:
        for part, span in _PARTS:
            spans += [(span, found.start()) for found in re.finditer(rf"(?<!\w)(?:و)?(?:{part})(?!\w)", rest)]
            rest = re.sub(rf"(?<!\w)(?:و)?(?:{part})(?!\w)", lambda found: " " * len(found.group()), rest)
    places = [found.start() for found in re.finditer(r"[^\W\d_]+", _cut(text)[0]) if _day(found.group())[0]]
    if any(min(places) < place < max(places) for _span, place in spans if places):
        return ()
    return tuple(sorted({span for span, _place in spans}))


def _span(found):
    one, two = _clock(found, 1, 2), _clock(found, 4, 5)
    if one is None or two is None or found["two"] is None:
        return None
    end = _in_half(two, found["two"])
    start = _in_half(one, found["one"] or found["two"])
    if found["one"] is None and start >= end:
        start = one
    return (start, end) if start < end else None


def _from(found):
    start = _clock(found, 1, 2)
    return None if start is None else (_in_half(start, found["one"]), 24)


def _at(found):
    start = _clock(found, 1, 2)
    return None if start is None else (_in_half(start, found["one"]), _in_half(start, found["one"]) + 1)


def _clock(found, hour, minute):
    value = int(found[hour]) + int(found[minute] or 0) / 60
    return value if value <= 24 else None


def _in_half(hour, half):
    """The hour of the day of «5» with «م»; noon is 12 and midnight 0."""
    if re.fullmatch(_AM, half):
        return hour % 12 if hour >= 12 else hour
    return hour if hour >= 12 else hour + 12
