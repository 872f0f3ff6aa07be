import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.search.analyzer import analyze, fold, light10, stem

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآٱىةؤئء", min_size=1, max_size=12)
HARAKAT = "ًٌٍَُِّْٰ"


def surfaces(text):
    return [token.surface for token in analyze(text)]


def stems(text):
    return [token.stem for token in analyze(text)]


@given(st.text())
@example("ﷺ ﷲ ﻻ")
@example("İ ı ß ŉ ǰ ΐ")
@example("\ud800")
@example("3️⃣ ① ½ ٣ ௧")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_gives_words_that_give_themselves(text):
    once = surfaces(text)
    assert surfaces(" ".join(once)) == once


@given(st.text())
def test_each_word_stands_where_it_says(text):
    for token in analyze(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.surface in surfaces(text[token.start : token.end])


@given(ARABIC, st.sampled_from(HARAKAT), st.integers(0, 12))
def test_harakat_make_no_difference(word, mark, place):
    assert stems(word[:place] + word[place : place + 1] + mark + word[place + 1 :]) == stems(word)


@given(ARABIC, st.integers(1, 12))
def test_tatweel_makes_no_difference(word, place):
    assert surfaces(f"{word[:place]}ـــ{word[place:]}") == surfaces(word)


@given(ARABIC)
def test_hamza_and_last_letters_make_no_difference(word):
    typed = word.translate(str.maketrans("أإآٱىةؤئ", "اااايهوي"))
    assert surfaces(typed) == surfaces(word)


@given(ARABIC)
def test_a_light_stem_keeps_two_letters(word):
    folded = fold(word)
    assert len(light10(folded)) >= min(2, len(folded))


@pytest.mark.parametrize(
    "variants",
    [
        ["أهمية", "اهميه", "إهمية", "اهمية"],
        ["ﻣﺘﻄﻮﻋﻮﻥ", "متطوعون", "مُتَطَوِّعُون"],
        ["لغة الإشارة", "لغه الاشاره"],
        ["٢٠٢٦", "۲۰۲۶", "2026"],
        ["کویت", "كويت"],
        ["Al-Ṣabāḥ", "al sabah", "AL SABAH"],
        ["children's", "children’s", "Children"],
        ["O'Brien", "obrien"],
        ["‏توحد‎", "توحد"],
        ["هيئة", "هيئه"],
    ],
)
def test_variants_as_typed_have_the_same_words(variants):
    assert {tuple(surfaces(variant)) for variant in variants} == {tuple(surfaces(variants[0]))}


@pytest.mark.parametrize(
    "joined",
    [
        ["متطوع", "المتطوعون", "والمتطوعين", "متطوعات", "بالمتطوع"],
        ["جمعية", "الجمعيات", "جمعيات"],
        ["volunteer", "volunteers", "Volunteering"],
    ],
)
def test_forms_of_a_word_share_a_stem(joined):
    assert {stem(surface) for word in joined for surface in surfaces(word)} == {stems(joined[0])[0]}


def test_a_light_stem_does_not_join_book_and_office():
    assert stems("كتاب") != stems("مكتب")


def test_stop_words_go_unless_nothing_else_is_left():
    assert surfaces("من في البيت") == ["البيت"]
    assert surfaces("من في") == ["من", "في"]
    assert surfaces("") == []


def test_two_scripts_are_two_words():
    assert surfaces("كوفيد19 الـIEEE") == ["كوفيد", "19", "ال", "ieee"]


def test_every_block_of_unicode_is_taken():
    for start in range(0, 0x110000, 128):
        analyze("".join(map(chr, range(start, start + 128))))


def test_every_letter_stays_a_letter():
    lost = [char for char in map(chr, range(0x41, 0x3000)) if char.isalpha() and not surfaces(f"x{char}x")]
    assert lost == []
