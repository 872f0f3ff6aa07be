"""Lists: what they find, what they say when there is nothing, and what they cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Contact
from tests.directory.pages.world import heading, make_full_group, page, plain
from tests.directory.search.world import index_all, make_group

MOST_QUERIES = 12
LISTS = [
    "",
    "services/",
    "services/?q=لعب&age=5&beneficiary=autism",
    "groups/",
    "groups/?q=لعب&area=KW-HA&accepting=1",
    "groups/?q=nothing&area=KW-HA&access=step_free&kind=team",
    "fields/D13/",
    "volunteer/",
    "figures/",
]
HTMX = {"HX-Request": "true"}


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(client, url)
    return len(captured)


@pytest.mark.parametrize("url", LISTS)
def test_a_list_costs_the_same_with_one_group_and_with_three(words, client, url):
    make_full_group("one")
    index_all()
    page(client, url)
    with_one = queries(client, url)
    for slug in ("two", "three"):
        make_full_group(slug)
    index_all()
    assert queries(client, url) == with_one <= MOST_QUERIES


def test_a_mother_finds_a_service_for_her_child_by_her_own_words(words, client):
    make_full_group()
    index_all()
    text = page(client, "services/?q=توحد&age=5&area=KW-HA")
    assert heading(text) == "«توحد» في حولي: خدمة واحدة"
    assert "<mark>توحد</mark>" in text
    card = plain(text)
    for words_ in ("من 3 إلى 9 سنوات", "الأحد والثلاثاء، 5:00 مساءً · بلا رسوم", "أماكن متاحة", "أُكّدت"):
        assert words_ in card
    assert "لا توجد خدمات" in heading(page(client, "services/?q=توحد&age=12"))


def test_the_list_alone_goes_to_htmx_and_caches_keep_the_two_apart(words, client):
    make_full_group()
    index_all()
    whole = client.get("/ar/groups/?area=KW-HA&kind=&q=")
    part = client.get("/ar/groups/?area=KW-HA&kind=&q=", headers=HTMX)
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert heading(part.content.decode()) == heading(whole.content.decode())
    assert part.headers["HX-Push-Url"] == "/ar/groups/?area=KW-HA"
    assert "HX-Request" in whole.headers["Vary"]
    assert "HX-Request" in part.headers["Vary"]
    assert re.search(r'data-said="مجموعة واحدة\s*"', part.content.decode())


def test_going_back_brings_the_whole_page(words, client):
    index_all()
    answer = client.get("/ar/groups/", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" in answer.content.decode()


def test_what_is_chosen_stands_first_and_can_be_undone(words, client):
    make_full_group()
    index_all()
    text = page(client, "groups/?area=KW-HA&beneficiary=autism&page=1")
    chips = re.findall(r'<a class="chip" href="([^"]+)" aria-label="([^"]+)"', text)
    assert chips == [
        ("/ar/groups/?beneficiary=autism", "حذف: حولي"),
        ("/ar/groups/?area=KW-HA", "حذف: التوحد"),
    ]
    assert text.count('id="area-KW-HA"') == text.count('id="beneficiary-autism"') == 1
    assert 'name="area" value="KW-HA" checked' in text


def test_a_place_in_the_question_is_offered_as_a_chip(words, client):
    make_full_group()
    index_all()
    text = page(client, "services/?q=توحد السالمية")
    assert "حصر النتائج في: السالمية" in plain(text)
    assert "area=KW-HA-salmiya" in text


def test_a_shape_on_the_map_is_a_filter(words, client):
    index_all()
    text = page(client, "groups/?area=KW-HA")
    shapes = dict(re.findall(r'<a href="([^"]+)" data-tick="area-([A-Z-]+)"', text))
    assert {code: url for url, code in shapes.items()}["KW-JA"] == "/ar/groups/?area=KW-HA&amp;area=KW-JA"
    assert {code: url for url, code in shapes.items()}["KW-HA"] == "/ar/groups/"
    assert len(shapes) == 6


def test_pages_keep_the_question(words, client):
    for number in range(21):
        make_group(name_ar=f"فريق {number}", area_id="KW-HA")
    index_all()
    first = page(client, "groups/?area=KW-HA&sort=name")
    assert "الصفحة 1 من 2" in plain(first)
    assert re.findall(r'rel="next" href="([^"]+)"', first) == [
        "/ar/groups/?area=KW-HA&amp;sort=name&amp;page=2"
    ]
    second = page(client, "groups/?area=KW-HA&sort=name&page=2")
    assert second.count('class="item group"') == 1
    assert re.findall(r'rel="prev" href="([^"]+)"', second) == [
        "/ar/groups/?area=KW-HA&amp;sort=name&amp;page=1"
    ]


def test_without_an_index_there_is_still_a_list_by_name(words, client):
    make_full_group()
    text = page(client, "groups/?q=anything")
    assert "البحث متوقف مؤقتًا. الدليل مرتب بالأسماء أدناه." in plain(text)
    assert 'href="/ar/groups/sails/"' in text


def test_an_unmatched_search_says_so_and_what_would_show(words, client):
    make_full_group()
    index_all()
    text = plain(page(client, "groups/?q=أشرعة&area=KW-KU"))
    assert "لا توجد بعد مجموعة تذكر « أشرعة »." in text
    assert "حذف «العاصمة»: تظهر مجموعة واحدة" in text
    assert "ترك السؤال هنا ليصل إلى من يستطيع المساعدة" in text


def test_a_place_without_services_names_the_nearest(words, client):
    make_full_group()
    index_all()
    text = plain(page(client, "services/?area=KW-KU-sharq"))
    assert "لا خدمة مسجّلة في شرق حتى الآن." in text
    assert "الأقرب: خدمة واحدة في محافظة حولي." in text


def test_related_groups_follow_under_their_own_heading(words, client):
    make_group(name_ar="فريق الرسم", services=[{"title_ar": "رسم"}])
    index_all()
    text = page(client, "groups/?q=رسم بالزيت")
    assert "نتائج قريبة من بحثكم" in plain(text)
    assert 'href="/ar/groups/' in text.partition("نتائج قريبة")[2]


def test_only_public_contacts_stand_on_the_volunteers_page(words, client):
    group = make_full_group()
    index_all()
    text = page(client, "volunteer/")
    assert re.findall(r'href="(?:tel|mailto):([^"]+)"', text) == ["+96500000001"]
    Contact.objects.filter(group=group).update(audience="committee")
    assert re.findall(r'href="(?:tel|mailto):([^"]+)"', page(client, "volunteer/")) == []


def test_names_keep_their_language_and_cannot_become_markup(words, client):
    make_group(name_en="<img src=x onerror=alert(1)>", summary_en="Open court")
    index_all()
    text = page(client, "groups/")
    assert '<bdi lang="en">&lt;img src=x onerror=alert(1)&gt;</bdi>' in text
    assert "<img" not in text


def test_an_unclaimed_group_is_not_said_to_be_confirmed(words, client):
    make_group(name_ar="نادي الجيران", confirmed_on=timezone.localdate() - timedelta(days=9))
    index_all()
    text = plain(page(client, "groups/"))
    assert "لم تؤكدها المجموعة بعد" in text
    assert "أُكّدت" not in text
