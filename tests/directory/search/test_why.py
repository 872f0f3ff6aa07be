"""Why a hit is here, in its own spelling."""

import pytest

from directory.search.why import SNIPPET
from tests.directory.search.world import found, found_services, index_all, make_group

pytestmark = pytest.mark.django_db


def reason(q, lang="ar"):
    index_all()
    (hit,) = found(q, lang=lang).hits
    return hit.why_kind, hit.why


def test_a_matching_service_says_it_best():
    make_group(name_ar="النطق", about_ar="النطق", services=[{"title_ar": "جلساتُ نُطق"}])
    assert reason("نطق") == ("service", "جلساتُ <mark>نُطق</mark>")


def test_a_text_with_more_of_the_words_comes_before_the_service():
    make_group(name_en="A", about_en="speech therapy", services=[{"title_en": "Speech"}])
    assert reason("speech therapy") == ("text", "<mark>speech</mark> <mark>therapy</mark>")


def test_a_name_is_the_reason_when_nothing_else_is():
    make_group(name_ar="مجموعة بصيرة")
    assert reason("بصيره") == ("name", "مجموعة <mark>بصيرة</mark>")


def test_a_label_is_a_reason_too(words):
    make_group(beneficiaries=["autism"])
    assert reason("توحد") == ("text", "<mark>التوحد</mark>")


def test_without_words_there_is_no_reason():
    make_group()
    assert reason("") == ("", None)


def test_everything_but_the_marks_is_escaped():
    make_group(name_en="A", summary_en='<script>alert("chess")</script> & <b>')
    kind, why = reason("chess")
    assert kind == "text"
    assert why == "&lt;script&gt;alert(&quot;<mark>chess</mark>&quot;)&lt;/script&gt; &amp; &lt;b&gt;"


def test_a_long_text_is_cut_at_words_around_the_match():
    make_group(name_en="A", about_en="before " * 100 + "chess boxing " + "after " * 100)
    _kind, why = reason("chess boxing")
    bare = why.replace("<mark>", "").replace("</mark>", "")
    assert bare.startswith("… before")
    assert bare.endswith("after …")
    assert "<mark>chess</mark> <mark>boxing</mark>" in why
    assert len(bare) <= SNIPPET + 4


def test_the_readers_language_wins_when_both_match():
    make_group(name_en="A", about_ar="لعبة chess", about_en="the chess game")
    assert reason("chess", "ar") == ("text", "لعبة <mark>chess</mark>")
    assert reason("chess", "en") == ("text", "the <mark>chess</mark> game")


def test_a_service_shows_its_own_title():
    make_group(services=[{"title_en": "Speech sessions"}])
    index_all()
    (hit,) = found_services("speech").hits
    assert (hit.why_kind, hit.why) == ("name", "<mark>Speech</mark> sessions")
