"""Blank forms as a Secretaría might draw them, made with another library; what each cell asks for is said beside."""

from typing import Any, NamedTuple

from tests.official.workbook.foreign import picture

Expected = dict[tuple[str, str], str]
"""By sheet and place (a cell, or a column of a table) the value that belongs there."""


class Blank(NamedTuple):
    """A workbook, the form it is, and what it asks for."""

    data: bytes
    form: str
    expected: Expected


class Looks:
    """The formats of a blank."""

    def __init__(self, book: Any, *, unlocked: bool = False) -> None:
        lock = {"locked": False} if unlocked else {}
        self.head = book.add_format({"border": 1, "bold": True, "bg_color": "#D9E1F2", "text_wrap": True})
        self.label = book.add_format({"border": 1, "bold": True})
        self.cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", **lock})
        self.date = book.add_format({"border": 1, "num_format": "dd/mm/yyyy", **lock})
        self.money = book.add_format({"border": 1, "num_format": '"$" #,##0', **lock})
        self.title = book.add_format({"bold": True, "align": "center", "font_size": 14})


def head_of_document(sheet: Any, looks: Looks, last: str) -> None:
    """The controlled document's head: logo, names, code and version that nobody is to fill."""
    sheet.insert_image("A1", "escudo.png", {"image_data": picture(), "object_position": 2})
    sheet.merge_range(f"B1:{last}1", "GOBERNACIÓN DE NORTE DE SANTANDER", looks.title)
    sheet.merge_range(f"B2:{last}2", "SECRETARÍA DE EDUCACIÓN", looks.title)
    sheet.write("B3", "Código: D02.03.F01", looks.label)
    sheet.write("C3", "Versión", looks.label)
    sheet.write("D3", 5, looks.label)


def rows(sheet: Any, first: int, last: int, formats: list[Any], start: int = 0) -> None:
    """Blank drawn rows (from 1)."""
    for row in range(first, last + 1):
        for column, look in enumerate(formats, start=start):
            sheet.write_blank(row - 1, column, None, look)
