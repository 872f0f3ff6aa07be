"""Two people save one section: what only one touched goes together, what both touched is asked, nothing is lost."""

import pytest
from django.urls import reverse

from directory.models import Beneficiary, Capability, Revision, Service

pytestmark = pytest.mark.django_db

NAMES = {"name_ar": "مجموعة بصيرة", "name_en": "Basira"}
EMPTY = {"summary_ar": "", "summary_en": "", "about_ar": "", "about_en": ""}


def address(group, name="texts"):
    return reverse("group_edit_section", args=[group.slug, name])


def post(cast, role, revision, name="texts", **data):
    base = {**NAMES, **EMPTY} if name == "texts" else {}
    return cast.client(role).post(address(cast.group, name), {**base, "revision": revision, **data})


def texts(cast):
    cast.group.refresh_from_db()
    return cast.group.summary_ar, cast.group.summary_en


def test_the_first_save_keeps_what_stood_before(cast):
    post(cast, "editor", 0, summary_ar="نقرأ معًا")
    before, after = Revision.objects.of(cast.group, "texts").order_by("number")
    assert (before.number, before.by, before.data["summary_ar"]) == (1, None, "")
    assert (after.number, after.by, after.data["summary_ar"]) == (2, cast.editor, "نقرأ معًا")


def test_a_save_that_changes_nothing_leaves_no_trace(cast):
    post(cast, "editor", 0, summary_ar="نقرأ معًا")
    answer = post(cast, "editor", 2, summary_ar="نقرأ معًا")
    assert answer.status_code == 302
    assert Revision.objects.number_of(cast.group, "texts") == 2


def test_untouched_fields_merge_without_a_question(cast):
    post(cast, "leader", 0, summary_ar="نقرأ معًا")
    answer = post(cast, "editor", 0, summary_en="We read together")
    assert answer.status_code == 302
    assert texts(cast) == ("نقرأ معًا", "We read together")
    assert Revision.objects.number_of(cast.group, "texts") == 3


def test_colliding_fields_alone_are_asked_and_nothing_typed_is_lost(cast):
    post(cast, "leader", 0, summary_ar="نص القائدة", about_ar="قصة")
    answer = post(cast, "editor", 0, summary_ar="نص المحرر", summary_en="Mine alone")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert [one["name"] for one in answer.context["clash"]["fields"]] == ["summary_ar"]
    assert texts(cast) == ("نص القائدة", "")
    assert ("summary_en", "Mine alone") in answer.context["clash"]["kept"]
    assert ("about_ar", "قصة") in answer.context["clash"]["kept"]
    assert 'name="yours-summary_ar" value="نص المحرر"' in page
    assert 'name="theirs-summary_ar" value="نص القائدة"' in page


@pytest.mark.parametrize(
    ("pick", "summary"), [("yours", "نص المحرر"), ("theirs", "نص القائدة"), ("new", "نص ثالث")]
)
def test_the_choice_is_saved(cast, pick, summary):
    post(cast, "leader", 0, summary_ar="نص القائدة")
    sides = {"yours-summary_ar": "نص المحرر", "theirs-summary_ar": "نص القائدة", "summary_ar": "نص ثالث"}
    answer = post(cast, "editor", 2, summary_en="Mine", **sides, **{"pick-summary_ar": pick})
    assert answer.status_code == 302
    assert texts(cast) == (summary, "Mine")


def test_who_is_overtaken_again_while_choosing_is_asked_again(cast):
    post(cast, "leader", 0, summary_ar="أول")
    assert post(cast, "editor", 0, summary_ar="ثان").status_code == 409
    post(cast, "leader", 2, summary_ar="ثالث")
    sides = {"yours-summary_ar": "ثان", "theirs-summary_ar": "أول", "summary_ar": "ثان"}
    answer = post(cast, "editor", 2, **sides, **{"pick-summary_ar": "yours"})
    clash = answer.context["clash"]["fields"]
    assert answer.status_code == 409
    assert [one["sent"] for one in clash] == [{"yours": ["ثان"], "theirs": ["ثالث"]}]
    assert (
        f'name="revision" value="{Revision.objects.number_of(cast.group, "texts")}"'
        in answer.content.decode()
    )


def test_ticks_that_both_changed_are_asked_in_words(cast):
    for code, title in (("autism", "التوحد"), ("down", "متلازمة داون")):
        Beneficiary.objects.create(code=code, title_ar=title, title_en=code)
    post(cast, "leader", 0, "scope", beneficiaries=["autism"])
    answer = post(cast, "editor", 0, "scope", beneficiaries=["down"], accepts_volunteers="on")
    (clash,) = answer.context["clash"]["fields"]
    assert clash["sent"] == {"yours": ["down"], "theirs": ["autism"]}
    assert "".join(text for _differs, text in clash["theirs"]) == "التوحد"


def test_what_an_import_changed_is_kept_as_an_edit_of_nobody(cast):
    post(cast, "leader", 0, summary_ar="أول")
    type(cast.group).objects.filter(pk=cast.group.pk).update(summary_en="From the import")
    answer = post(cast, "editor", 2, summary_ar="ثان")
    outside = Revision.objects.of(cast.group, "texts").get(number=3)
    assert answer.status_code == 302
    assert texts(cast) == ("ثان", "From the import")
    assert (outside.by, outside.data["summary_en"]) == (None, "From the import")


def test_a_number_that_no_edit_has_is_refused(cast):
    post(cast, "leader", 0, summary_ar="أول")
    answer = post(cast, "editor", 99, summary_ar="ثان")
    assert answer.status_code == 422
    assert texts(cast) == ("أول", "")


def test_two_steps_of_two_services_never_meet(cast):
    one, two = (Service.objects.create(group=cast.group, title_ar=title) for title in ("قراءة", "كتابة"))
    empty = {"title_en": "", "description_ar": "", "description_en": "", "revision": 0}
    for role, service in (("leader", one), ("editor", two)):
        step = reverse("service_edit", args=[cast.group.slug, service.uuid, "what"])
        answer = cast.client(role).post(step, {**empty, "title_ar": f"جديد {service.pk}"})
        assert answer.status_code == 302
    assert [service.title_ar for service in Service.objects.order_by("pk")] == [
        f"جديد {one.pk}",
        f"جديد {two.pk}",
    ]


# --- lists: capabilities stand for all of them


BLANK = dict.fromkeys(["title_ar", "title_en", "quantity", "available_ar", "available_en"], "")
BLANK["kind"] = "skill"


def rows_of(*rows):
    data = {"capabilities": [row_id for row_id, _fields in rows]}
    for row_id, fields in rows:
        blank = {
            "kind": "skill",
            "title_ar": "",
            "title_en": "",
            "quantity": "",
            "available_ar": "",
            "available_en": "",
        }
        data |= {f"capabilities-{row_id}-{name}": value for name, value in {**blank, **fields}.items()}
    return data


@pytest.fixture
def van(cast):
    return Capability.objects.create(group=cast.group, kind="transport", title_ar="حافلة")


def titles(cast):
    return sorted(cast.group.capabilities.values_list("title_ar", flat=True))


def test_rows_that_two_add_both_stay(cast, van):
    old = (str(van.pk), {"kind": "transport", "title_ar": "حافلة"})
    for role, title in (("leader", "قاعة"), ("editor", "مدرب")):
        answer = post(cast, role, 0, "capabilities", **rows_of(old, ("new-a1", {"title_ar": title})))
        assert answer.status_code == 302
    assert titles(cast) == sorted(["حافلة", "قاعة", "مدرب"])


def test_a_row_changed_by_one_and_removed_by_the_other_is_asked(cast, van):
    row = str(van.pk)
    changed = rows_of((row, {"kind": "transport", "title_ar": "حافلة كبيرة"}))
    removed = {
        **rows_of((row, {"kind": "transport", "title_ar": "حافلة"})),
        f"capabilities-{row}-removed": "on",
    }
    assert post(cast, "leader", 0, "capabilities", **changed).status_code == 302
    answer = post(cast, "editor", 0, "capabilities", **removed)
    (clash,) = answer.context["clash"]["fields"]
    assert (answer.status_code, clash["name"], clash["removal"]) == (409, f"capabilities-{row}-removed", True)
    assert titles(cast) == ["حافلة كبيرة"]


def test_a_row_written_into_after_it_was_removed_can_be_kept(cast, van):
    row = str(van.pk)
    changed = rows_of((row, {"kind": "transport", "title_ar": "حافلة كبيرة"}))
    removed = {
        **rows_of((row, {"kind": "transport", "title_ar": "حافلة"})),
        f"capabilities-{row}-removed": "on",
    }
    post(cast, "leader", 0, "capabilities", **removed)
    assert titles(cast) == []
    answer = post(cast, "editor", 0, "capabilities", **changed)
    assert answer.status_code == 409
    name = f"capabilities-{row}-removed"
    pick = {f"pick-{name}": "yours", f"theirs-{name}": "on", "revision": 2}
    assert post(cast, "editor", **{"name": "capabilities", **changed, **pick}).status_code == 302
    assert titles(cast) == ["حافلة كبيرة"]
