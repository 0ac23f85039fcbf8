"""Workbooks as others make them, with everything that a form of an office can hold."""

import importlib
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from PIL import Image

# XlsxWriter comes without type information.
xlsxwriter: Any = importlib.import_module("xlsxwriter")

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FIRST, LAST = 9, 13
"""The drawn rows of the table of :func:`official_form`."""

TOTAL, SIGNATURE = 14, 17


def picture() -> io.BytesIO:
    """A logo of 120 × 60 pixels."""
    data = io.BytesIO()
    Image.new("RGB", (120, 60), (20, 90, 60)).save(data, "PNG")
    data.seek(0)
    return data


def written(build: Callable[[Any], object]) -> bytes:
    """The bytes of a workbook that XlsxWriter makes."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    build(book)
    book.close()
    return data.getvalue()


def simple(*sheets: str) -> bytes:
    """A workbook with empty sheets."""
    return written(lambda book: [book.add_worksheet(name) for name in sheets or ("Plan",)])


def official_form() -> bytes:
    """A sheet ``Plan`` with a table, ``Listas`` behind it and ``Resumen`` that counts it, as an office would draw them.

    Rows 7 and 8 are the header in two rows, 9 to 13 drawn, 14 the total; all else lies below.
    """
    return written(_build)


def _build(book: Any) -> None:
    looks = {
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"border": 1, "bold": True, "bg_color": "#DDDDDD", "align": "center"}),
        "date": book.add_format({"border": 1, "num_format": "dd/mm/yyyy"}),
        "money": book.add_format({"border": 1, "num_format": '"$" #,##0'}),
    }
    plan, lists, summary = (book.add_worksheet(name) for name in ("Plan", "Listas", "Resumen"))
    _head(plan, looks)
    _table(plan, looks)
    _below(book, plan, looks)
    _rules(book, plan)
    lists.write_column("A1", ["Sí", "No", "En parte"])
    lists.write_formula("B1", f"=COUNTA(Plan!A{FIRST}:A{LAST})", None, 0)
    summary.write_formula("A1", f"=Plan!E{TOTAL}*2", None, 0)
    summary.write_formula("A2", "=A1+1", None, 1)
    summary.write_formula("A3", "=Listas!A1", None, "Sí")
    summary.write_url("A5", f"internal:'Plan'!A{SIGNATURE}", string="firmas")
    summary.write_row("A7", [1, 2, 3])
    summary.data_validation("C1", {"validate": "list", "source": f"=Plan!$A${FIRST}:$A${LAST}"})
    book.define_name("total", f"=Plan!$E${TOTAL}")
    book.define_name("filas", f"=Plan!$A${FIRST}:$E${LAST}")


def _head(plan: Any, looks: dict[str, Any]) -> None:
    plan.set_column("A:A", 30)
    plan.set_column("B:E", 14)
    plan.insert_image("A1", "logo.png", {"image_data": picture(), "object_position": 2})
    plan.merge_range("B1:E2", "Plan de mejoramiento institucional", looks["head"])
    plan.write("B4", "Establecimiento")
    plan.merge_range("C4:E4", "", looks["cell"])
    plan.merge_range("A7:A8", "Meta", looks["head"])
    plan.merge_range("B7:C7", "Fechas", looks["head"])
    plan.write("B8", "Inicio", looks["head"])
    plan.write("C8", "Fin", looks["head"])
    plan.merge_range("D7:D8", "Responsable", looks["head"])
    plan.merge_range("E7:E8", "Valor", looks["head"])
    plan.set_header("&C&G", {"image_center": "cabecera.png", "image_data_center": picture()})
    plan.set_footer("&CPágina &P de &N")
    plan.freeze_panes(8, 1)


def _table(plan: Any, looks: dict[str, Any]) -> None:
    for row in range(FIRST, LAST + 1):
        plan.set_row(row - 1, 21.75)
        plan.write_blank(row - 1, 0, None, looks["cell"])
        plan.write_blank(row - 1, 1, None, looks["date"])
        plan.write_blank(row - 1, 2, None, looks["date"])
        plan.write_blank(row - 1, 3, None, looks["cell"])
        plan.write_blank(row - 1, 4, None, looks["money"])
        plan.write_formula(row - 1, 5, f"=C{row}-B{row}", None, 0)
        plan.merge_range(row - 1, 6, row - 1, 7, "", looks["cell"])
    plan.write(TOTAL - 1, 0, "Total", looks["head"])
    plan.write_formula(TOTAL - 1, 4, f"=SUM(E{FIRST}:E{LAST})", looks["money"], 0)


def _below(book: Any, plan: Any, looks: dict[str, Any]) -> None:
    plan.write(f"A{SIGNATURE}", "Firma del rector")
    plan.merge_range(f"B{SIGNATURE}:C{SIGNATURE + 1}", "", looks["cell"])
    plan.write_url("A20", "https://example.org/guia", string="Guía")
    plan.write_url("A21", "internal:'Plan'!A17", string="arriba")
    plan.write_comment("A19", "Escriba aquí el nombre", {"visible": False})
    plan.insert_textbox("C20", "Espacio para el sello", {"object_position": 2})
    plan.insert_textbox("E2", "Grande", {"height": 400, "object_position": 2})
    plan.insert_button("A23", {"caption": "Imprimir", "macro": "nada"})
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"categories": f"=Plan!$A${FIRST}:$A${LAST}", "values": f"=Plan!$E${FIRST}:$E${LAST}", "name": "=Plan!$A$14"}
    )
    plan.insert_chart("A25", chart)
    plan.write_formula("B22", f"=E{TOTAL}/2", None, 0)
    plan.ignore_errors({"number_stored_as_text": f"A{FIRST}:A{LAST} A30"})
    plan.print_area("A1:H45")
    plan.repeat_rows(6, 7)
    plan.set_h_pagebreaks([18, 24])
    plan.set_landscape()
    plan.set_paper(5)


def _rules(book: Any, plan: Any) -> None:
    red = book.add_format({"bg_color": "#FFC7CE"})
    plan.data_validation(f"D{FIRST}:D{LAST}", {"validate": "list", "source": "=Listas!$A$1:$A$3"})
    plan.data_validation("B4", {"validate": "list", "source": ["Uno", "Dos"]})
    plan.data_validation("A30", {"validate": "list", "source": "=$A$31:$A$33"})
    plan.conditional_format(f"A{FIRST}:E{LAST}", {"type": "formula", "criteria": f'=$A{FIRST}=""', "format": red})
    plan.conditional_format(f"E{FIRST}:E{LAST}", {"type": "data_bar", "data_bar_2010": True})
    plan.conditional_format("A30:A32", {"type": "cell", "criteria": ">", "value": "=$E$14", "format": red})
    plan.add_sparkline("I14", {"range": f"Plan!E{FIRST}:E{LAST}"})
    plan.autofilter(f"A8:E{LAST}")


def parts(data: bytes) -> dict[str, bytes]:
    """The members of a workbook, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(members: dict[str, bytes]) -> bytes:
    """A workbook of these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def edited(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The workbook with texts of one part replaced; each must be there."""
    members = parts(data)
    text = members[part].decode()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    members[part] = text.encode()
    return rezipped(members)


def with_newer_validation(data: bytes, part: str, sqref: str, formula: str) -> bytes:
    """The workbook with a drop-down as Excel 2010 and later keep those with their list on another sheet."""
    rule = (
        '<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1">'
        f"<x14:formula1><xm:f>{formula}</xm:f></x14:formula1><xm:sqref>{sqref}</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext>"
    )
    members = parts(data)
    before, found, after = members[part].decode().rpartition("<extLst>")
    if not found:
        before, after = members[part].decode().removesuffix("</worksheet>"), "</extLst></worksheet>"
    members[part] = f"{before}<extLst>{rule}{after}".encode()
    return rezipped(members)


def with_relation(data: bytes, kind: str, part: str, content: str, owner: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with one more part that a sheet (or the workbook) points to."""
    folder, _, file = owner.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    members = parts(data)
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    entry = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="/{part}"/></Relationships>'.encode()
    members[rels] = members.get(rels, empty).replace(b"</Relationships>", entry)
    members[part] = content.encode()
    return rezipped(members)


def texts(data: bytes, part: str, pattern: str) -> list[Any]:
    """All matches of a regular expression in a part: texts, or tuples of them."""
    return re.findall(pattern, parts(data)[part].decode())
