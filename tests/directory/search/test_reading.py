"""What a typed word may mean: joined, misspelt, unfinished, in the other script, or of the same meaning."""

import pytest

from directory.search.reading import MOST_GUESSED
from tests.directory.search.world import exact, found, index_all, make_group, slugs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("كتب ببرايل", "برايل"),
        ("كتب برايل", "ببرايل"),
        ("كتب برايل", "وبالبرايل"),
        ("مدرسة الأمل", "مدرستهم"),
        ("مدرسة الأمل", "لمدرستنا"),
        ("مجموعة بصيرة", "بصييرة"),
        ("مجموعة بصيرة", "بصيرو"),
        ("مجموعة بصيرة", "مجمو"),
        ("رواد الإشارة", "رواد اشا"),
        ("Chess club", "ches"),
        ("Chess club", "chses"),
    ],
)
def test_a_word_is_found_though_joined_misspelt_or_unfinished(written, typed):
    make_group(slug="it", name_ar=written)
    make_group(slug="other", name_ar="فريق النور")
    index_all()
    assert exact(found(typed)) == {"it"}


ATTACHED = [
    ("السالمية", "بالسالمية"),
    ("المكفوفين", "للمكفوفين"),
    ("البيت", "كالبيت"),
    ("الجهراء", "والجهراء"),
    ("المدرسة", "وبالمدرسة"),
    ("سباحة", "بسباحة"),
    ("الصم", "للصم"),
    ("أطفال", "لأطفال"),
]
SHORT = [("كتاب", "بكتاب"), ("لغة", "بلغة"), ("طفل", "لطفل"), ("بيت", "لبيت"), ("أسرة", "لأسرة")]


@pytest.mark.parametrize(("bare", "joined"), ATTACHED)
def test_a_joined_preposition_hides_a_word_neither_in_a_text_nor_in_a_query(bare, joined):
    make_group(slug="bare", name_en="A", about_ar=f"نرافق من في {bare} كل أسبوع")
    make_group(slug="joined", name_en="B", about_ar=f"نرافق من هم {joined} كل أسبوع")
    make_group(slug="other", name_en="C", about_ar="نرافق من هم خارجها كل أسبوع")
    index_all()
    assert exact(found(bare)) == exact(found(joined)) == {"bare", "joined"}


@pytest.mark.parametrize(("bare", "joined"), SHORT)
def test_nor_does_it_hide_a_short_word_that_is_far_commoner_alone(bare, joined):
    make_group(slug="joined", name_en="A", about_ar=f"نرافق من هم {joined} كل أسبوع")
    for number in range(5):
        make_group(slug=f"bare-{number}", name_en="B", about_ar=f"نرافق من في {bare} كل أسبوع")
    index_all()
    assert "joined" in exact(found(bare)) == exact(found(joined))


@pytest.mark.parametrize(
    ("long", "short"), [("لسان", "سان"), ("بركة", "ركة"), ("لياقة", "ياقة"), ("بلاد", "لاد")]
)
def test_a_word_that_begins_like_a_preposition_is_no_other_word(long, short):
    for number in range(3):
        make_group(slug=f"long-{number}", name_en="A", about_ar=f"{long} كل أسبوع")
        make_group(slug=f"short-{number}", name_en="B", about_ar=f"{short} كل أسبوع")
    index_all()
    assert not exact(found(long)) & exact(found(short))


@pytest.mark.parametrize(
    ("written", "typed"), [("بحر", "حر"), ("مكتب", "كتاب"), ("درس", "مدرسة"), ("طلب", "طالب")]
)
def test_words_that_only_look_alike_stay_apart(written, typed):
    make_group(name_ar=f"نادي {written}")
    make_group(slug="typed", name_ar=f"نادي {typed}")
    index_all()
    assert exact(found(typed)) == {"typed"}


def test_a_known_word_is_not_corrected():
    make_group(slug="salwa", name_ar="فريق سلوى")
    make_group(slug="salma", name_ar="فريق سلمى")
    index_all()
    assert exact(found("سلوى")) == {"salwa"}


def test_words_of_the_same_meaning_count_less_than_the_typed_one():
    make_group(slug="plural", name_ar="أندية الشطرنج")
    make_group(slug="typed", name_ar="نادي الشطرنج")
    make_group(slug="english", name_en="Chess club")
    index_all()
    assert slugs(found("نادي")) == ["typed", "plural", "english"]


def test_a_phrase_is_matched_as_a_whole():
    make_group(slug="blood", name_ar="بنك الدم")
    make_group(slug="money", name_ar="تبرع للأسر")
    index_all()
    assert exact(found("تبرع بالدم")) == {"blood"}
    assert exact(found("تبرع")) == {"money"}


def test_a_corrected_word_has_no_equivalents():
    make_group(slug="typed", name_ar="نشاط الأسرة")
    make_group(slug="same", name_ar="فعالية الأسرة")
    index_all()
    assert exact(found("نشاظ")) == {"typed"}


def test_of_many_unknown_words_a_few_are_guessed_and_the_others_left_as_typed():
    names = ["بستان", "حديقة", "مدرسة", "مكتبة", "مسرح", "متحف", "ملعب", "مسبح", "سباحة", "قراءة", "كتابة"]
    make_group(name_ar=" ".join(names))
    index_all()
    typed = " ".join(f"{name[:2]}ض{name[2:]}" for name in names)
    assert len(found(typed).meant.split()) == len(names)
    assert len(set(found(typed).meant.split()) & set(names)) == MOST_GUESSED


@pytest.mark.parametrize(
    "typed", ["Shuwaikh", "Al-Shuwaikh", "el shuwaykh", "ash shuwaikh", "shwaix", "4uwaikh shuwai5"]
)
def test_a_name_is_found_by_how_it_sounds_in_the_other_script(typed):
    make_group(slug="it", name_ar="فريق الشويخ")
    make_group(slug="other", name_ar="فريق النور")
    index_all()
    assert slugs(found(typed)) == ["it"]


def test_an_arabic_spelling_finds_a_latin_name():
    make_group(slug="it", name_en="Roberto Foundation")
    index_all()
    assert slugs(found("روبرتو")) == ["it"]


@pytest.mark.parametrize("typed", ["بستانالأمل", "بستن الأمر", "حديقة الزهور بستان الأمل"])
def test_a_whole_name_is_found_with_a_lost_space_or_two_slips(typed):
    make_group(slug="it", name_ar="مجموعة بستان الأمل")
    make_group(slug="other", name_ar="فريق سند")
    index_all()
    assert slugs(found(typed))[:1] == ["it"]


@pytest.mark.parametrize("typed", ["توحد salmiyyah", "توحد Salmeya", "توحد السالمبة"])
def test_a_place_is_known_by_its_sound_and_through_a_slip(words, typed):
    make_group(slug="there", name_ar="فريق التوحد", area_id="KW-HA-salmiya")
    make_group(slug="far", name_ar="فريق التوحد", area_id="KW-KU")
    index_all()
    results = found(typed)
    assert (results.place.code, slugs(results)[0]) == ("KW-HA-salmiya", "there")


def test_what_matched_is_marked_in_its_own_spelling():
    make_group(name_en="A", about_ar="كُتُبٌ بـبرايل وأَنديةٌ")
    index_all()
    assert found("برايل").hits[0].why == "كُتُبٌ <mark>بـبرايل</mark> وأَنديةٌ"
    assert found("نادي").hits[0].why == "كُتُبٌ بـبرايل <mark>وأَنديةٌ</mark>"
