"""What comes first, and what is said of it."""

import ast
from pathlib import Path

from django.utils.translation import override

from coordination.exchange import matching
from coordination.exchange.matching import Fact, Lent, Need, Pool, understood
from coordination.exchange.matching.sentences import CODES, sentence

VAN = Lent(
    "van", "transport", "باص فيه رافعة للكراسي المتحركة مع سائق", area="KW-HA-salmiya", travels=True,
    when=understood("الثلاثاء صباحًا"), quantity=1, unit="vehicles", access=frozenset({"step_free"}),
)  # fmt: skip
BUS = Lent(
    "bus", "transport", "باص للكراسي والرحلات بدون سائق", area="KW-JA-jahra", when=understood("الجمعة"),
    no_access=frozenset({"step_free"}),
)  # fmt: skip
LESSON = Lent("lesson", "skill", "تدريب على رفع الكراسي المتحركة في باص")
NEED = Need(
    "need", "transport", "باص لثلاثة أطفال على كراسٍ متحركة", area="KW-HA-bayan", when=understood("Tuesday morning"),
    quantity=1, unit="vehicles", access=frozenset({"step_free"}),
)  # fmt: skip


def ranked(need, *lent, limit=3):
    return [match.lent.id for match in Pool(lent).ranked(need, limit)]


def test_what_fits_comes_before_what_lacks_something_whatever_their_words():
    assert ranked(NEED, BUS, LESSON, VAN) == ["van", "bus"]


def test_the_first_says_why_and_the_last_says_what_it_lacks():
    van, bus = Pool([VAN, BUS]).ranked(NEED)
    assert [fact.code for fact in van.reasons] == ["words", "same_area", "access", "days", "enough"]
    assert van.missing == ()
    assert [fact.code for fact in bus.missing] == ["no_access", "other_days", "far", "no_parts"]


def test_the_right_word_of_another_kind_is_never_suggested_as_if_it_fitted():
    (match,) = Pool([LESSON]).ranked(Need("n", "volunteers", "من يرفع الكراسي المتحركة"))
    assert match.missing[0] == Fact("kind", ("skill",))
    assert not match.fits


def test_what_is_unknown_speaks_neither_for_nor_against():
    (match,) = Pool([Lent("one", "transport", "باص")]).ranked(NEED)
    assert [fact.code for fact in match.reasons] == ["words"]
    assert match.missing == (Fact("unconfirmed", ("step_free",)),)
    assert match.fits


def test_advice_comes_from_anywhere():
    far = Lent("far", "knowledge", "دليل استقبال زائر أصم", area="KW-JA-jahra")
    (match,) = Pool([far]).ranked(Need("n", "knowledge", "كيف نستقبل الزوار الصم", area="KW-AH-wafra"))
    assert match.fits
    assert [fact.code for fact in match.reasons] == ["words"]


def test_an_english_need_finds_what_is_written_in_arabic():
    assert ranked(
        Need("n", "skill", "sign language interpreter"), Lent("one", "skill", "مترجم لغة إشارة")
    ) == ["one"]


def test_an_empty_pool_and_an_empty_need_find_nothing():
    assert ranked(NEED) == []
    assert ranked(Need("n", "transport", ""), VAN) == []


def test_every_fact_that_the_matcher_states_has_a_sentence():
    source = (Path(matching.__file__).parent / "grounds.py").read_text(encoding="utf-8")
    calls = [call for call in ast.walk(ast.parse(source)) if isinstance(call, ast.Call)]
    facts = [call.args[0] for call in calls if getattr(call.func, "id", "") == "Fact"]
    stated = {code.value for code in facts if isinstance(code, ast.Constant)}
    assert stated | {"same_place", "same_area", "next_area"} == CODES


def test_facts_are_said_in_both_languages():
    def name(facet, code):
        return f"{facet}:{code}"

    facts = [
        Fact("days", ("tue", "sat")),
        Fact("no_parts", ("driver",)),
        Fact("other_hours", ((16, 20.5),)),
        Fact("too_few", (1200, 3, "people")),
        Fact("unconfirmed", ("step_free",)),
        Fact("words", ("باص", "van")),
    ]
    with override("ar"):
        assert [sentence(fact, name) for fact in facts] == [
            "متاح في: الثلاثاء والسبت",
            "ينقصه: سائق",
            "متاح في ساعات أخرى: من 16:00 إلى 20:30",
            "أقل من المطلوب، وينقص: 1,200",
            "لم يُؤكَّد بعد: access:step_free",
            "يذكر المطلوب: \u2068باص\u2069 و\u2068van\u2069",
        ]
    with override("en"):
        assert [sentence(fact, name) for fact in facts] == [
            "Free on: Tuesday and Saturday",
            "Without: driver",
            "Free at other hours: 16:00 to 20:30",
            "Too few, still missing: 1,200",
            "Not confirmed yet: access:step_free",
            "Names what is needed: \u2068باص\u2069 and \u2068van\u2069",
        ]
