"""Phrases in which groups say when something is free."""

import pytest

from coordination.exchange.matching import ANY_TIME, understood

WORKDAYS = "sun mon tue wed thu"


@pytest.mark.parametrize(
    ("phrase", "days", "hours"),
    [
        ("من الأحد إلى الخميس صباحًا", WORKDAYS, [(6, 12)]),
        ("من الأحد للخميس الصبح", WORKDAYS, [(6, 12)]),
        ("يوميًا ما عدا الجمعة", "sun mon tue wed thu sat", []),
        ("كل مساء ما عدا الخميس", "sun mon tue wed fri sat", [(17, 23)]),
        ("نهاية الأسبوع", "fri sat", []),
        ("السبت من ٨ إلى ١٢ الظهر", "sat", [(8, 12)]),
        ("الأحد إلى الخميس ٤–٨ مساءً", WORKDAYS, [(16, 20)]),
        ("weekdays after 4 pm", WORKDAYS, [(16, 24)]),
        ("Sun–Wed 5–8 pm", "sun mon tue wed", [(17, 20)]),
        ("Thursday to Saturday", "thu fri sat", []),
        ("any day except Friday", "sun mon tue wed thu sat", []),
        ("السبت صباحًا ومساءً", "sat", [(6, 12), (17, 23)]),
    ],
)
def test_what_is_plain_is_understood(phrase, days, hours):
    when = understood(phrase)
    assert (when.days, list(when.hours)) == (frozenset(days.split()), hours)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "حسب الاتفاق",
        "by appointment",
        "after exams, Tue and Wed",
        "not on Tuesday",
        "غير متاح الثلاثاء",
        "في رمضان",
        "الجمعة الأولى من كل شهر",
        "موسم التخييم، نهاية الأسبوع",
        "you may call us",
    ],
)
def test_what_is_not_surely_understood_is_unknown(phrase):
    assert understood(phrase) == ANY_TIME


def test_hours_of_one_day_are_not_taken_for_those_of_another():
    assert understood("Thu evening, Fri, Sat").hours == ()
    assert understood("Saturdays 10–2").hours == ()


def test_months_are_read_as_a_stretch_over_the_new_year():
    assert understood("Nov–Feb, Saturdays").months == {11, 12, 1, 2}
    assert understood("ديسمبر ويناير").months == {12, 1}
    assert understood("حتى نهاية مارس").months == frozenset()
