"""The guides that the library opens with: whole in both languages, sources named, plainly written."""

import re

import pytest
from django.core.validators import URLValidator

from coordination.exchange import starting
from coordination.exchange.models import Guide, GuideSource
from directory.markdown import chaptered

GUIDES = starting.guides()
LANGUAGES = ("ar", "en")
ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile("[A-Za-z]{3,}")
NOISE = re.compile(
    "[\u0640\u0660-\u0669,;?!]| [،؛؟.]|  |--|TODO|\\?\\?"
)  # tatweel, other digits and marks, stray spaces
LEFT_OVER = re.compile("TODO|TBD|FIXME|lorem|XXX|\\{\\{|  +\\S|[\"']", re.I)
MOST_LATIN = 14  # names of standards, formats and e-mail stand in Arabic texts too

each_guide = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)


def words(text):
    """Words with a letter in them: no signs, no numbers of lists."""
    return [word for word in text.split() if any(letter.isalpha() for letter in word)]


def test_eight_guides_come_with_the_project():
    assert list(GUIDES) == [
        "deaf-visitor", "accessible-outing", "safeguarding-basics", "team-charter", "autism-friendly-event",
        "accessible-meeting", "accessible-posts", "volunteers-who-stay",
    ]  # fmt: skip


@each_guide
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_has_five_hundred_words_in_each_language(guide, language):
    assert len(words(guide[f"text_{language}"])) >= 500


@each_guide
def test_both_languages_have_the_same_chapters_and_points(guide):
    shapes = [re.findall(r"^(##|-|\d+\.) ", guide[f"text_{language}"], re.M) for language in LANGUAGES]
    assert shapes[0].count("##") >= 6
    assert [shape.count("##") for shape in shapes] == [shapes[0].count("##")] * 2
    assert abs(len(shapes[0]) - len(shapes[1])) <= 1


@each_guide
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_markdown_is_what_pages_show(guide, language):
    html, chapters = chaptered(guide[f"text_{language}"])
    assert [title for _anchor, title in chapters if not title.strip()] == []
    assert not re.search(r"(^|>)\s*(#|\*\*|- )", html)


@each_guide
def test_each_language_is_written_in_its_own_letters(guide):
    for name in ("title", "summary", "text"):
        assert ARABIC.search(guide[f"{name}_ar"])
        assert not ARABIC.search(guide[f"{name}_en"])
    assert len(LATIN.findall(guide["text_ar"])) <= MOST_LATIN


@each_guide
def test_arabic_is_written_as_the_house_writes_it_and_nothing_is_left_over(guide):
    for name in ("title", "summary", "text"):
        assert NOISE.findall(guide[f"{name}_ar"]) == []
        assert LEFT_OVER.findall(guide[f"{name}_en"]) == []
        assert LEFT_OVER.findall(guide[f"{name}_ar"]) == []


@each_guide
def test_its_sources_are_named_in_both_languages_with_addresses_that_are_well_formed(guide):
    assert len(guide["sources"]) >= 5
    for source in guide["sources"]:
        assert (bool(ARABIC.search(source["title_ar"])), bool(ARABIC.search(source["title_en"]))) == (
            True,
            False,
        )
        assert not source["url"] or source["url"].startswith("https://")
        if source["url"]:
            URLValidator(schemes=["https"])(source["url"])
    assert len({source["title_en"] for source in guide["sources"]}) == len(guide["sources"])
    assert sum(bool(source["url"]) for source in guide["sources"]) >= 3


@each_guide
def test_it_says_what_to_check_where_one_lives(guide):
    assert chaptered(guide["text_ar"])[1][-1][1] == "ما يُتحقق منه محليًا"
    assert chaptered(guide["text_en"])[1][-1][1] == "What to check locally"


@each_guide
def test_a_guide_fits_its_row(guide):
    texts = {name: guide[name] for name in guide if name not in ("fields", "beneficiaries", "sources")}
    Guide(**texts).clean_fields(exclude=["group", "request"])
    for source in guide["sources"]:
        GuideSource(**source).clean_fields(exclude=["guide"])
