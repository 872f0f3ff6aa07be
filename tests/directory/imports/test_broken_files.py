"""Files as they break in life: each is answered with sentences, and nothing changes that should not."""

import csv
import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.imports import delimited, native, reading
from directory.imports.remarks import Bad, Unusable
from directory.models import Group
from tests.directory.imports.conftest import said

HEADER = "external_id,name_ar,about_ar\r\n"


def saved(tmp_path, content, name="groups.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(bring, path):
    result = bring(path)
    assert (result.code, Group.objects.count()) == (1, 0)
    assert "\n" not in result.sentence
    return result.sentence


def test_a_wrong_encoding_is_refused_with_the_line(tmp_path, bring):
    content = (HEADER + "1,أولى,\r\n2,").encode() + "مجموعة".encode("cp1256") + b",\r\n"
    assert "3" in refused(bring, saved(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_office_program_are_read(tmp_path, bring, encoding, delimiter):
    text = (HEADER + "1,مجموعة,نص\r\n").replace(",", delimiter)
    assert bring(saved(tmp_path, text.encode(encoding))).code == 0
    assert Group.objects.values_list("external_id", "name_ar", "about_ar").get() == ("1", "مجموعة", "نص")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n\r\n",
        HEADER,
        "1,مجموعة,نص\r\n2,أخرى,نص\r\n",
        "external_id,about_ar\r\n1,x\r\n",
        "name_ar,name_ar\r\nx,y\r\n",
        b"\xd0\xcf\x11\xe0" + b"\0" * 100,
        b"PK\x03\x04 and no workbook",
        b"\x00" * 5000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_table_of_groups_is_refused(tmp_path, bring, content):
    assert refused(bring, saved(tmp_path, content))


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path, bring):
    assert refused(bring, tmp_path / "nothing.csv")
    assert refused(bring, tmp_path)


def test_an_unknown_column_is_a_warning(tmp_path, bring):
    result = bring(saved(tmp_path, "name_ar,shoe_size\r\nمجموعة,44\r\n"))
    assert (result.code, said(result, "warning"), Group.objects.count()) == (0, [(1, "shoe_size")], 1)


def test_half_a_line_is_an_error_and_the_others_load(tmp_path, bring):
    result = bring(saved(tmp_path, HEADER + "1,أولى,x\r\n2,ثانية\r\n3,ثالثة,x,y\r\n\r\n4,رابعة,x"))
    assert said(result) == [(3, ""), (4, "")]
    assert list(Group.objects.values_list("external_id", flat=True)) == ["1", "4"]


def test_a_quotation_that_is_never_closed_is_an_error_of_its_line(tmp_path, bring):
    result = bring(saved(tmp_path, HEADER + '1,أولى,x\r\n2,"ثانية,x\r\n3,ثالثة,x\r\n'))
    assert said(result) == [(3, "")]
    assert Group.objects.get().external_id == "1"


def test_a_cell_of_ten_megabytes_is_an_error_of_its_line(tmp_path, bring):
    result = bring(saved(tmp_path, HEADER + f"1,أولى,{'x' * 10_000_000}\r\n2,ثانية,x\r\n"))
    assert said(result) == [(2, "about_ar")]
    assert Group.objects.get().external_id == "2"


def test_line_numbers_count_the_lines_inside_quotations(tmp_path, bring):
    result = bring(saved(tmp_path, HEADER + '1,أولى,"x\r\ny\r\nz"\r\n2,,x\r\n'))
    assert said(result) == [(5, "name_ar")]


def workbook(tmp_path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "groups.xlsx")
    return tmp_path / "groups.xlsx"


def test_a_workbook_is_read_with_its_numbers_and_days(tmp_path, bring):
    header = ["external_id", "name_ar", "founded_on", "volunteers", "accepts_volunteers"]
    path = workbook(
        tmp_path, header, [7, "مجموعة", datetime(2015, 3, 1), 12.0, True], [None] * 5, [8, "أخرى"]
    )
    assert bring(path).code == 0
    first, second = Group.objects.order_by("pk")
    assert (first.external_id, str(first.founded_on), first.volunteers) == ("7", "2015-03-01", 12)
    assert (second.external_id, second.founded_on, second.accepts_volunteers) == ("8", None, False)


def test_formulas_without_value_and_broken_ones_are_errors_of_their_lines(tmp_path, bring):
    path = workbook(tmp_path, ["name_ar", "volunteers"], ["أولى", "=1+1"], ["ثانية", 3], ["#REF!", 3])
    result = bring(path)
    assert said(result) == [(2, ""), (4, "")]
    assert Group.objects.get().name_ar == "ثانية"


def test_a_workbook_that_unfolds_without_end_is_refused_unread(tmp_path, bring):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 60_000_000)
    assert path.stat().st_size < 100_000
    assert refused(bring, path)


@pytest.mark.parametrize("damage", [slice(0, 900), slice(0, -30)])
def test_a_workbook_cut_short_is_refused(tmp_path, bring, damage):
    path = workbook(tmp_path, ["name_ar"], ["مجموعة"])
    assert refused(bring, saved(tmp_path, path.read_bytes()[damage], "cut.xlsx"))


def test_too_many_lines_are_refused(tmp_path, bring, monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 2)
    assert refused(bring, saved(tmp_path, HEADER + "1,أ,\r\n2,ب,\r\n3,ج,\r\n"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_whatever_was_written_as_csv_is_read_as_written(rows):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    text = buffer.getvalue()
    cells = [cells for _number, cells in delimited.parsed(text, ",")]
    assert cells == [row for row in rows if any(cell.strip() for cell in row)]


@pytest.mark.parametrize("column", ["services_ar", "aliases", "phone", "fields"])
def test_a_cell_that_lists_thousands_of_things_is_an_error_of_its_row(tmp_path, bring, column):
    many = ";".join(f"{number:06}" for number in range(40_000))
    result = bring(saved(tmp_path, f"external_id,name_ar,{column}\r\n1,أولى,{many}\r\n2,ثانية,\r\n"))
    assert said(result) == [(2, column)]
    assert [*Group.objects.values_list("external_id", flat=True)] == ["2"]


def answer(read, expected):
    """What reading gives, or the complaint it raises; anything else it raises fails the test."""
    try:
        return read()
    except expected as complaint:
        return complaint


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(tmp_path, data):
    path = tmp_path / "any.csv"
    path.write_bytes(b"name_ar,name_en\n" + data)
    told = answer(lambda: reading.read(path, needed=native.NEEDED, known=native.COLUMNS), Unusable)
    if not isinstance(told, Unusable):
        assert all(set(line.cells) == {"name_ar", "name_en"} for line in told.lines)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(native.GROUP_COLUMNS)), st.text(max_size=60))
def test_any_cell_is_a_value_or_a_sentence(column, cell):
    told = answer(lambda: native.GROUP_COLUMNS[column](cell), Bad)
    assert not isinstance(told, Bad) or str(told.reason)
