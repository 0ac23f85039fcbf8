"""The judges themselves: both see what is broken, and LibreOffice reads the values."""

import zipfile
from pathlib import Path

import pytest

from tests.conformance.office import as_pdf, faults, sheets_as_shown

pytestmark = pytest.mark.conformance

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>
        <Override PartName="/xl/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
        <Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_SHEET}" xmlns:r="{_RELATIONS}">
        <sheets><sheet name="Año 1" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
        <Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="sheet1.xml"/></Relationships>""",
    "xl/sheet1.xml": f"""<worksheet xmlns="{_SHEET}"><sheetData><row r="1">
        <c r="A1"><f>1+1</f></c><c r="B1" t="inlineStr"><is><t>«ñ», "x"</t></is></c></row></sheetData></worksheet>""",
}


def _workbook(folder: Path, old: str = "", new: str = "") -> Path:
    path = folder / "libro.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, text in _PARTS.items():
            package.writestr(name, text.replace(old, new) if old else text)
    return path


@pytest.mark.parametrize(("old", "new"), [("sheetData>", "sheetDatos>"), ('"inlineStr"', '"texto"')])
def test_both_judges_see_a_broken_one(tmp_path: Path, old: str, new: str) -> None:
    before = faults(_workbook(tmp_path))
    added = set(faults(_workbook(tmp_path, old, new))) - set(before)
    assert {fault.partition(":")[0] for fault in added} == {"Open XML SDK", "openxml-audit"}


def test_libreoffice_calculates_and_prints(tmp_path: Path) -> None:
    workbook = _workbook(tmp_path)
    assert sheets_as_shown(workbook, tmp_path) == {"Año 1": [["2", '«ñ», "x"']]}
    assert as_pdf(workbook, tmp_path).read_bytes().startswith(b"%PDF-")
