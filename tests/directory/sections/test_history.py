"""The history of a section, and bringing an edit back."""

import pytest
from django.urls import reverse
from django.utils import translation

from accounts import actions
from directory.models import Area, Revision, Service, Standing

from .test_conflicts import EMPTY, NAMES, address, post, texts

pytestmark = pytest.mark.django_db


def history(cast, section="texts", role="editor", **query):
    url = reverse("group_history", args=[cast.group.slug, section])
    return cast.client(role).get(url, query)


@pytest.fixture
def two_edits(cast):
    post(cast, "leader", 0, summary_ar="نقرأ مع المكفوفين")
    post(cast, "editor", 2, summary_ar="نقرأ البريد مع المكفوفين")


def test_an_edit_stands_beside_the_one_before_in_colour_and_in_words(cast, two_edits):
    page = history(cast)
    (difference,) = page.context["comparison"].found
    assert difference.runs == [("same", "نقرأ"), ("added", " البريد"), ("same", " مع المكفوفين")]
    assert (difference.removed, difference.added) == ([], ["البريد"])
    assert "<ins> البريد</ins>" in page.content.decode()
    assert "Editor" in page.content.decode()


def test_a_section_that_was_never_saved_says_so(cast):
    assert history(cast).context["shown"] is None


def test_no_such_edit_is_not_found(cast, two_edits):
    assert [history(cast, number=number).status_code for number in ("9", "x", "1" * 30)] == [404, 404, 404]


def test_long_histories_come_in_pages(cast):
    for number in range(24):
        post(cast, "leader", number and number + 1, summary_ar=f"نص {number}")
    first, second = history(cast), history(cast, page=2)
    assert [len(page.context["edits"]) for page in (first, second)] == [20, 5]


@pytest.mark.parametrize("role", ["member", "other_leader", "committee", "operator", "volunteer"])
def test_nobody_else_reads_it(cast, two_edits, role):
    assert history(cast, role=role).status_code == 404


def test_restoring_fills_the_form_and_saves_nothing_yet(cast, two_edits):
    page = cast.client("editor").get(address(cast.group), {"restore": 2})
    assert page.context["form"]["summary_ar"].value() == "نقرأ مع المكفوفين"
    assert (page.context["revision"], page.context["restored_from"]) == ("3", "2")
    assert texts(cast)[0] == "نقرأ البريد مع المكفوفين"


def test_what_is_restored_is_an_edit_of_its_own(cast, two_edits):
    post(cast, "editor", 3, summary_ar="نقرأ مع المكفوفين", restored_from=2)
    latest = Revision.objects.of(cast.group, "texts").first()
    assert (latest.number, latest.restored_from, latest.by) == (4, 2, cast.editor)
    with translation.override("en"):
        english = cast.client("editor").get(reverse("group_history", args=[cast.group.slug, "texts"]))
    assert "edit 2 restored" in english.content.decode()


def test_restoring_follows_todays_rules_and_never_touches_the_standing(cast, two_edits):
    type(cast.group).objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED, slug="basira-2")
    Revision.objects.of(cast.group, "texts").filter(number=2).update(
        data={**NAMES, **EMPTY, "summary_ar": "ن" * 400}
    )
    cast.group.refresh_from_db()
    page = cast.client("editor").get(address(cast.group), {"restore": 2})
    assert page.context["form"].errors.keys() == {"summary_ar"}
    post(cast, "editor", 3, summary_ar="نقرأ", restored_from=2)
    cast.group.refresh_from_db()
    assert (cast.group.standing, cast.group.slug) == (Standing.SUSPENDED, "basira-2")


def test_a_removed_service_comes_back_as_it_was_under_its_own_id(cast):
    place = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    service = Service.objects.create(
        group=cast.group, title_ar="قراءة", place=place, days=["sat"], starts_at="17:00", price="2.500"
    )
    cast.client("editor").post(reverse("service_remove", args=[cast.group.slug, service.uuid]))
    assert not Service.objects.exists()
    page = cast.client("editor").get(address(cast.group, "services"), {"restore": 1})
    data = {**dict(page.context["form"].data.lists()), "revision": 2, "restored_from": 1}
    assert cast.client("editor").post(address(cast.group, "services"), data).status_code == 302
    back = Service.objects.get()
    assert (back.uuid, back.title_ar, back.place, back.days) == (service.uuid, "قراءة", place, ["sat"])
    assert (f"{back.starts_at:%H:%M}", str(back.price), back.published) == ("17:00", "2.500", True)


def test_a_service_added_and_one_changed_are_told_apart(cast):
    service = Service.objects.create(group=cast.group, title_ar="قراءة")
    step = reverse("service_edit", args=[cast.group.slug, service.uuid, "what"])
    empty = {"title_en": "", "description_ar": "", "description_en": ""}
    cast.client("editor").post(step, {**empty, "title_ar": "قراءة البريد", "revision": 0})
    new = reverse("service_new", args=[cast.group.slug])
    cast.client("editor").post(new, {**empty, "title_ar": "كتابة", "revision": 2})
    kinds = {
        number: [one.kind for one in history(cast, "services", number=number).context["comparison"].found]
        for number in (2, 3)
    }
    assert kinds == {2: ["changed"], 3: ["row_added"]}


def test_an_erased_persons_edits_stay_without_a_name(cast, two_edits):
    actions.erase_own(cast.editor, by=cast.editor)
    page = history(cast, role="leader").content.decode()
    assert Revision.objects.of(cast.group, "texts").first().by == cast.editor
    assert "Editor" not in page
    assert "شخص بلا اسم ظاهر" in page
