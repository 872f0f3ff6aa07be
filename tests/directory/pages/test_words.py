"""Days, hours, ages, prices and counts in words, in both languages."""

from datetime import time
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from directory.search.found import FacetValue
from directory.templatetags import face, words

NUMBERS = (0, 1, 2, 3, 11, 100, 1000)


def six_forms(first, *texts):
    """(number, text) for the numbers from `first` on."""
    return list(zip([number for number in NUMBERS if number >= first], texts, strict=True))


def drawn(source, lang="ar", **context):
    with override(lang):
        return Template("{% load i18n face words %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("n", "text"),
    six_forms(0, "لا توجد خدمات", "خدمة واحدة", "خدمتان", "3 خدمات", "11 خدمة", "100 خدمة", "1,000 خدمة"),
)
def test_counts_take_the_six_forms(n, text):
    assert drawn('{% include "directory/_said.html" %}', what="service", results={"count": n}).strip() == text


@pytest.mark.parametrize(
    ("n", "text"),
    six_forms(
        1,
        "تظهر مجموعة واحدة",
        "تظهر مجموعتان",
        "تظهر 3 مجموعات",
        "تظهر 11 مجموعة",
        "تظهر 100 مجموعة",
        "تظهر 1,000 مجموعة",
    ),
)
def test_ways_out_take_the_six_forms(n, text):
    way = {"count": n, "url": "/", "chip": {"label": "حولي"}}
    shown = drawn('{% include "directory/_nothing.html" %}', what="group", ways=[way], asked={"q": "س"})
    assert f"حذف «حولي»: {text}" in shown


@pytest.mark.parametrize(
    ("n", "text"), six_forms(1, "خدمة واحدة", "خدمتان", "3 خدمات", "11 خدمة", "100 خدمة", "1,000 خدمة")
)
def test_the_nearest_place_takes_the_six_forms(n, text):
    near = [
        FacetValue("KW-KU-sharq", "شرق", "Sharq", 0, True, "KW-KU"),
        FacetValue("KW-HA", "حولي", "Hawalli", n, False),
    ]
    request = RequestFactory().get("/ar/services/")
    nothing = '{% include "directory/_nothing.html" %}'
    shown = drawn(nothing, what="service", nearest=near, chips=["area"], asked={}, request=request)
    assert f"الأقرب: {text} في" in shown


@time_machine.travel("2026-11-22 09:00:00+03:00", tick=False)
def test_a_day_of_this_year_needs_no_year():
    with override("ar"):
        assert words.day("2026-11-03") == '<time datetime="2026-11-03">3 نوفمبر</time>'
        assert words.day("2025-01-03") == '<time datetime="2025-01-03">3 يناير 2025</time>'
        assert words.full_day("2026-11-03") == '<time datetime="2026-11-03">3 نوفمبر 2026</time>'
    with override("en"):
        assert words.day("2026-11-03") == '<time datetime="2026-11-03">3 Nov</time>'
        assert words.full_day("2026-11-03") == '<time datetime="2026-11-03">3 November 2026</time>'


@pytest.mark.parametrize(
    ("moment", "arabic", "english"),
    [
        (time(0, 30), "12:30 صباحًا", "12:30 am"),
        (time(9), "9:00 صباحًا", "9:00 am"),
        (time(12), "12:00 ظهرًا", "12:00 noon"),
        ("17:05", "5:05 مساءً", "5:05 pm"),
    ],
)
def test_hours_say_which_half_of_the_day(moment, arabic, english):
    with override("ar"):
        assert words.hour(moment) == arabic
    with override("en"):
        assert words.hour(moment) == english


@pytest.mark.parametrize(
    ("days", "arabic", "english"),
    [
        (["sat"], "السبت", "Saturday"),
        (["tue", "sun"], "الأحد والثلاثاء", "Sunday and Tuesday"),
        (["sun", "tue", "thu"], "الأحد، الثلاثاء والخميس", "Sunday, Tuesday and Thursday"),
        (["sun", "mon", "tue", "wed", "thu"], "من الأحد إلى الخميس", "Sunday to Thursday"),
        (["sun", "mon", "tue", "wed", "thu", "fri", "sat"], "كل يوم", "every day"),
        ([], "", ""),
    ],
)
def test_days_are_named_as_people_name_them(days, arabic, english):
    with override("ar"):
        assert words.when_words(days, None) == arabic
    with override("en"):
        assert words.when_words(days, None) == english


@pytest.mark.parametrize(
    ("low", "high", "arabic", "english"),
    [
        (3, 9, "من 3 إلى 9 سنوات", "from 3 to 9 years"),
        (8, 12, "من 8 إلى 12 سنة", "from 8 to 12 years"),
        (0, 2, "من 0 إلى سنتين", "from 0 to 2 years"),
        (None, 12, "حتى 12 سنة", "up to 12 years"),
        (None, 1, "حتى سنة واحدة", "up to 1 year"),
        (60, None, "من 60 سنة فأكثر", "from 60 years"),
        (None, None, "كل الأعمار", "all ages"),
    ],
)
def test_ages_agree_with_their_number(low, high, arabic, english):
    with override("ar"):
        assert words.age_words(low, high) == arabic
    with override("en"):
        assert words.age_words(low, high) == english


@pytest.mark.parametrize(
    ("price", "arabic", "english"),
    [
        (None, "الرسوم تُعرف بالتواصل", "price on request"),
        ("0.000", "بلا رسوم", "free of charge"),
        (Decimal("2.5"), "2.500 د.ك", "KWD 2.500"),
        ("1250.500", "1,250.500 د.ك", "KWD 1,250.500"),
    ],
)
def test_prices_have_three_decimals(price, arabic, english):
    with override("ar"):
        assert words.price({"price": price}) == arabic
    with override("en"):
        assert words.price({"price": price}) == english


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("فريق أشرعة التطوعي", "أ"),
        ("مجموعة الغدير", "غ"),
        ("بيت الأمهات", "ب"),
        ("open court", "O"),
        ("فريق", "ف"),
    ],
)
def test_a_name_is_known_by_the_letter_of_its_own_word(name, letter):
    assert face.initial(name) == letter


def test_a_card_shows_only_the_tags_it_has_room_for():
    terms = [
        {"ar": "الإعاقة الحركية ومستخدمو الكراسي المتحركة"},
        {"ar": "التوحد"},
        {"ar": "الأسر"},
        {"ar": "الشباب"},
    ]
    with override("ar"):
        shown, more = face.few(terms)
        assert (len(shown), more) == (1, 3)
        shown, more = face.few(terms[1:])
        assert (len(shown), more) == (3, 0)
        assert face.few([]) == ([], 0)
