"""Files that are no workbook, or one made to hurt: each is refused at once, by its name."""

import io
import struct
import time
import tracemalloc
import zipfile
from datetime import date

import pytest

from pmi_desktop.official.workbook import package
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.errors import (
    DamagedWorkbook,
    LinkedWorkbook,
    NotAWorkbook,
    WorkbookError,
    WorkbookTooBig,
)
from tests.official.workbook.foreign import edited, official_form, parts, rezipped, simple

SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"


def read_all(data: bytes) -> None:
    for sheet in Workbook.open(data).sheets:
        assert all(sheet.style((row, column)) for row, column, _ in sheet.cells())


def with_part(name: str, content: bytes) -> bytes:
    return rezipped({**parts(simple()), name: content})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"hola", "unknown"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (rezipped({"a.txt": b"a"}), "zip"),
        (rezipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
        (with_part("xl/vbaProject.bin", b"x"), "xlsm"),
        (edited(simple(), TYPES, ("spreadsheetml.sheet.main", "wordprocessingml.document.main")), "docx"),
        (edited(simple(), TYPES, ("spreadsheetml.sheet.main", "spreadsheetml.template.main")), "xltx"),
        (
            edited(
                simple(),
                TYPES,
                (
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                ),
            ),
            "xlsm",
        ),
        (
            edited(
                simple(),
                "xl/workbook.xml",
                (
                    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    "http://purl.oclc.org/ooxml/spreadsheetml/main",
                ),
            ),
            "strict",
        ),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(data: bytes, kind: str) -> None:
    with pytest.raises(NotAWorkbook) as problem:
        Workbook.open(data)
    assert problem.value.facts == {"kind": kind}


@pytest.mark.parametrize(
    "name", ["../fuera.xml", "/raiz.xml", "xl/../../x.xml", "C:/x.xml", "xl\\x.xml", "xl//x.xml", "a\n.xml"]
)
def test_names_that_lead_out_of_the_file_are_refused(name: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part, content in parts(simple()).items():
            archive.writestr(part, content)
        info = zipfile.ZipInfo("sustituto")
        info.filename = name
        archive.writestr(info, b"x")
    with pytest.raises(DamagedWorkbook) as problem:
        Workbook.open(data.getvalue())
    assert problem.value.facts["reason"] == "name"


def test_links_inside_the_zip_are_refused() -> None:
    data = io.BytesIO(simple())
    with zipfile.ZipFile(data, "a") as archive:
        info = zipfile.ZipInfo("xl/enlace")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(DamagedWorkbook):
        Workbook.open(data.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
def test_a_member_twice_is_refused(name: str) -> None:
    data = io.BytesIO(simple())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, b"<otra/>")
    with pytest.raises(DamagedWorkbook) as problem:
        Workbook.open(data.getvalue())
    assert problem.value.facts["reason"] == "duplicate"


def test_bombs_are_refused_quickly_and_in_little_memory() -> None:
    data = with_part("xl/media/image1.png", b"\0" * 60_000_000)
    assert len(data) < 200_000
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(WorkbookTooBig) as problem:
        Workbook.open(data)
    assert time.process_time() - start < 1
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert problem.value.facts["what"] == "ratio"


def test_too_many_members_are_refused() -> None:
    many = rezipped({**parts(simple()), **{f"xl/x{number}.xml": b"" for number in range(package.MAX_ENTRIES)}})
    with pytest.raises(WorkbookTooBig) as problem:
        Workbook.open(many)
    assert problem.value.facts["what"] == "entries"


def test_a_member_that_is_larger_than_the_zip_says_is_refused() -> None:
    data = bytearray(with_part("xl/x.bin", b"a" * 50_000))
    true, lie = struct.pack("<L", 50_000), struct.pack("<L", 10)
    assert data.count(true) == 2
    with pytest.raises(DamagedWorkbook) as problem:
        Workbook.open(bytes(data.replace(true, lie)))
    assert problem.value.facts["reason"] == "zip"


def test_an_index_that_lies_about_where_it_begins_is_refused() -> None:
    data = bytearray(simple())
    end = data.rfind(b"PK\5\6")
    data[end + 16 : end + 20] = struct.pack("<L", end + 500)
    with pytest.raises(DamagedWorkbook):
        Workbook.open(bytes(data))


def test_sheets_count_together() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(1, 30_000))
    members = {
        name: part.replace(b"<sheetData/>", f"<sheetData>{rows}</sheetData>".encode())
        for name, part in parts(simple(*"abcdefgh")).items()
    }
    with pytest.raises(WorkbookTooBig) as problem:
        read_all(rezipped(members))
    assert problem.value.facts["what"] == "nodes"


def test_a_cut_file_is_refused() -> None:
    data = official_form()
    for end in (10, 100, len(data) // 2, len(data) - 30):
        with pytest.raises(DamagedWorkbook):
            Workbook.open(data[:end])


def test_a_flipped_byte_is_a_known_problem_or_no_problem() -> None:
    data = official_form()
    for place in range(0, len(data), 211):
        hurt = bytearray(data)
        hurt[place] ^= 0x55
        try:
            book = Workbook.open(bytes(hurt))
            for sheet in book.sheets:
                list(sheet.cells())
            book.sheets[0].insert_rows(13, 2)
            book.save()
        except WorkbookError:
            continue


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused_unread(code: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 20))
    xml = f'<!DOCTYPE x [<!ENTITY e0 "ja"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]><sst>&e19;&f;</sst>'
    for name in (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", TYPES):
        data = rezipped({**parts(official_form()), name: xml.encode(code)})
        with pytest.raises(DamagedWorkbook) as problem:
            read_all(data)
        assert problem.value.facts["reason"] == "doctype"


def test_xml_too_deep_or_broken_is_refused() -> None:
    for xml in (b"<a>" * 5000, b"<worksheet", b"", b"\xff\xfe\x00"):
        with pytest.raises(DamagedWorkbook):
            list(Workbook.open(with_part(SHEET, xml)).sheets[0].cells())


def test_a_sheet_with_a_million_rows_is_refused_quickly() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(1, 1_000_000))
    data = edited(simple(), SHEET, ("<sheetData/>", f"<sheetData>{rows}</sheetData>"))
    start = time.process_time()
    with pytest.raises(WorkbookTooBig):
        list(Workbook.open(data).sheets[0].cells())
    assert time.process_time() - start < 3


def test_a_sheet_that_claims_a_million_rows_is_as_small_as_what_it_holds() -> None:
    columns = '<cols><col min="1" max="16384" width="9"/></cols>'
    data = edited(
        simple(),
        SHEET,
        ('<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'),
        (
            "<sheetData/>",
            f'{columns}<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        ),
        ("<pageMargins", '<mergeCells count="1"><mergeCell ref="A1:XFD1048575"/></mergeCells><pageMargins'),
    )
    tracemalloc.start()
    book = Workbook.open(data)
    sheet = book.sheets[0]
    assert list(sheet.cells()) == [(1_048_576, 16_384, 1)]
    sheet.set_text("C3", "x")
    book.save()
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="1"><c r="A1"/><c r="A1"/></row>',
        '<row r="1048577"/>',
        '<row r="1"><c r="ZZZZ1"/></row>',
    ],
)
def test_rows_and_cells_out_of_order_are_refused(rows: str) -> None:
    data = edited(simple(), SHEET, ("<sheetData/>", f"<sheetData>{rows}</sheetData>"))
    with pytest.raises(WorkbookError):
        list(Workbook.open(data).sheets[0].cells())


def test_values_from_other_files_are_refused_unless_allowed() -> None:
    data = with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    with pytest.raises(LinkedWorkbook):
        Workbook.open(data)
    assert Workbook.open(data, allow_links=True).sheet_names == ("Plan",)


@pytest.mark.parametrize("missing", ["xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_a_workbook_without_one_of_its_parts_is_refused(missing: str) -> None:
    members = parts(simple())
    del members[missing]
    with pytest.raises(DamagedWorkbook):
        Workbook.open(rezipped(members))


def test_a_workbook_without_styles_or_shared_texts_is_read() -> None:
    members = parts(simple())
    del members["xl/styles.xml"]
    book = Workbook.open(rezipped(members))
    book.sheet("Plan").set_text("A1", "x")
    book.sheet("Plan").set_number("A2", 5)
    again = Workbook.open(book.save()).sheet("Plan")
    assert [value for _, _, value in again.cells()] == ["x", 5]
    with pytest.raises(DamagedWorkbook):
        again.set_date("A3", date(2026, 1, 1))
