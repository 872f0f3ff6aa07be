"""«Did you mean»."""

import pytest

from tests.directory.search.world import found, index_all, make_group

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("بصييرة", "بصيرة"),
        ("مجموعة بصييرة", "مجموعة بصيرة"),
        ("Bazaer chess", "Bazaar chess"),
        ("بصيرة", ""),
        ("بصي", ""),
        ("xqzv", ""),
        ("", ""),
    ],
)
def test_a_slip_is_mended_in_the_spelling_of_what_was_found(typed, meant):
    make_group(name_ar="مجموعة بصيرة", name_en="Bazaar chess")
    index_all()
    assert found(typed).meant == meant


def test_a_word_for_search_alone_is_never_proposed():
    make_group(name_ar="مجموعة النور", about_ar="معاقين")
    index_all()
    assert found("معاقيين").count == 1
    assert found("معاقيين").meant == ""
