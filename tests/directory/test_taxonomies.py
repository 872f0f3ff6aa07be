"""The words groups are sorted by: complete, without doubles, each in its place, and loaded without harm."""

import csv
import json
import shutil
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from deeds.models import Entry
from directory.models import AccessFeature, Area, Beneficiary, Domain, Field
from directory.search.analyzer import fold
from directory.taxonomies.loading import FOLDER, TAXONOMIES, BadRow, load

MODELS = [Field, Area, Beneficiary, AccessFeature]
POLITICAL = ["G20", "G21", "G22", "G29"]
DISABILITY = {"walking": 9, "cognition": 8, "seeing": 3, "selfcare": 3, "communication": 2, "hearing": 1}


@pytest.fixture(autouse=True)
def sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def words(db):
    return load()


def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def doubles(labels):
    return [label for label, count in Counter(map(str, labels)).items() if count > 1]


# --- what is in the files


def test_all_icnptso_classes_are_there(words):
    assert Field.objects.count() == 127
    assert Field.objects.filter(parent=None).count() == 12


def test_the_fields_are_those_of_the_official_list(words, samples):
    with (samples / "taxonomies/icnptso_ar.csv").open(encoding="utf-8-sig", newline="") as file:
        official = {row["code"]: row["title_ar"] for row in csv.DictReader(file)}
    assert dict(Field.objects.values_list("code", "title_ar")) == official


def test_a_class_stands_under_its_group_and_a_group_under_its_section(words):
    for field in Field.objects.exclude(parent=None):
        above = field.code[0] if field.code.endswith("0") else f"{field.code[:2]}0"
        assert field.parent_id == above, field.code


def test_residual_and_political_classes_are_off_in_pickers(words):
    off = Field.objects.filter(in_picker=False)
    assert off.filter(title_en__contains="not elsewhere classified").count() == 24
    assert off.count() == 27
    assert sorted(off.filter(code__in=POLITICAL).values_list("code", flat=True)) == POLITICAL


def test_the_six_governorates_are_those_of_iso_3166(words, samples):
    official = json.loads((samples / "taxonomies/kw_governorates.json").read_text(encoding="utf-8"))
    codes = {governorate["code"] for governorate in official["governorates"]}
    assert set(Area.objects.filter(parent=None).values_list("code", flat=True)) == codes


def test_there_are_at_least_ninety_checked_places(words):
    assert Area.objects.filter(parent__isnull=False, checked=True).count() >= 90


def test_every_place_lies_in_the_governorate_its_code_names(words):
    for place in Area.objects.exclude(parent=None):
        assert place.code.startswith(f"{place.parent_id}-")
        assert place.parent.parent_id is None


def test_places_agree_with_an_independent_list(words, samples):
    """The list's four known faults are left out; one of its places is a village on an island."""
    faults = {"شابح سالم", "الربيعة", "أبو الحسنية", "جنوب السرة", "الزور"}
    known = {
        (str(fold(name)), place.parent_id)
        for place in Area.objects.exclude(parent=None)
        for name in [place.title_ar, *place.aliases]
    }
    with (samples / "taxonomies/kw_places_dr5hn_ODbL.csv").open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["name_ar"] not in faults]
    assert [row for row in listed if (str(fold(row["name_ar"])), row["governorate"]) not in known] == []


@pytest.mark.parametrize("name", ["fields", "beneficiaries", "access_features"])
@pytest.mark.parametrize("column", ["ar", "en"])
def test_no_two_labels_of_a_file_are_alike(name, column):
    assert doubles(fold(row[column]) for row in rows(name)) == []


@pytest.mark.parametrize("column", ["ar", "en"])
def test_no_two_places_are_alike(column):
    assert doubles(fold(row[column]) for row in rows("areas") if row["parent"]) == []


def test_no_spelling_stands_for_two_places():
    spellings = []
    for row in rows("areas"):
        if row["parent"]:
            names = [row["ar"], row["en"], *row["aliases_ar"].split(";"), *row["aliases_en"].split(";")]
            spellings += {str(fold(name)) for name in names if name}
    assert doubles(spellings) == []


def test_every_difficulty_stands_under_a_domain(words):
    counts = Counter(Beneficiary.objects.exclude(domain="").values_list("domain", flat=True))
    assert counts == DISABILITY
    assert set(counts) == set(Domain.values)


def test_the_home_page_has_eight_topics_in_order(words):
    topics = Beneficiary.objects.exclude(topic=None).order_by("topic")
    assert [beneficiary.topic for beneficiary in topics] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert topics.first().code == "autism"


def test_the_access_features_are_the_seven_of_the_directory(words):
    assert list(AccessFeature.objects.values_list("code", flat=True)) == [
        "step_free", "sign_language", "captioning", "easy_read", "quiet_space", "transport", "companion",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["fields", "areas", "beneficiaries", "access_features"])
def test_every_row_names_its_source(name):
    assert [row["code"] for row in rows(name) if not row["source"]] == []


# --- loading


def test_loading_again_changes_nothing_and_records_nothing(words):
    before = [list(model.objects.values()) for model in MODELS]
    entries = Entry.objects.count()
    counts = load()
    assert [(count.created, count.changed) for count in counts] == [(0, 0)] * 4
    assert [list(model.objects.values()) for model in MODELS] == before
    assert Entry.objects.count() == entries


def test_a_changed_label_is_set_right_with_an_entry_about_that_word(words):
    Field.objects.filter(code="D13").update(title_ar="كلمة قديمة")
    counts = load()
    assert counts[0].changed == 1
    assert Field.objects.get(code="D13").title_ar == "خدمات الأشخاص ذوي الإعاقة"
    entry = Entry.objects.latest("pk")
    assert (entry.subject_type, entry.subject_id, entry.quiet) == ("directory.field", "D13", True)


def test_a_word_no_longer_in_the_files_stays(words):
    AccessFeature.objects.create(code="tea", title_ar="شاي", title_en="Tea")
    load()
    assert AccessFeature.objects.filter(code="tea").exists()


@pytest.mark.parametrize(
    ("file", "row", "sentence"),
    [
        ("areas.csv", "KW-HA-x,KW-ZZ,س,X,,,yes,own list", "its parent KW-ZZ does not stand above it."),
        ("areas.csv", "KW-HA-x,KW-HA,س,X,,,maybe,own list", "“maybe” is neither yes nor no."),
        ("areas.csv", "KW-HA,,حولي,Hawalli,,,yes,own list", "the code KW-HA stands here twice."),
        ("beneficiaries.csv", "x,,X,,,own list", "a code, an Arabic and an English label are needed."),
        ("beneficiaries.csv", "x,س,X,smelling,,own list", "“smelling” is none of the six domains."),
        ("beneficiaries.csv", "x,س,X,,first,own list", "the topic “first” is not a number."),
        ("access_features.csv", "x,س,X", "the number of cells differs from the header."),
    ],
)
def test_a_bad_row_is_named_in_a_sentence_and_nothing_is_loaded(db, tmp_path, file, row, sentence):
    folder = copy_to(tmp_path)
    with (folder / file).open("a", encoding="utf-8") as target:
        target.write(f"{row}\n")
    line = len((folder / file).read_text(encoding="utf-8").splitlines())
    with pytest.raises(BadRow) as bad:
        load(folder)
    assert str(bad.value) == f"{file}, line {line}: {sentence}"
    assert [model.objects.count() for model in MODELS] == [0, 0, 0, 0]


def test_a_file_with_another_header_or_encoding_is_refused(db, tmp_path):
    folder = copy_to(tmp_path)
    (folder / "fields.csv").write_text("code,title\n", encoding="utf-8")
    with pytest.raises(BadRow, match="the first line must name these columns: code, ar, en, source, parent"):
        load(folder)
    (folder / "fields.csv").write_bytes("code,حقل\n".encode("cp1256"))
    with pytest.raises(BadRow, match="fields.csv is not written in UTF-8."):
        load(folder)


def test_the_command_reports_what_it_did(db, capsys, tmp_path):
    call_command("load_taxonomies")
    call_command("load_taxonomies")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "fields.csv: 127 new, 0 changed, 0 as before"
    assert lines[4] == "fields.csv: 0 new, 0 changed, 127 as before"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_taxonomies", folder=tmp_path)


def copy_to(tmp_path):
    for taxonomy in TAXONOMIES:
        shutil.copy(FOLDER / taxonomy.file, tmp_path)
    return tmp_path
