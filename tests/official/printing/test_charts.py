"""Charts show their numbers, with title, axes and legend, and can be told apart without colours."""

import re
from typing import Any

import pytest

from pmi_desktop.official.printing.display import Box, Line, Page, Polygon, TextRun
from pmi_desktop.official.workbook.book import Workbook
from tests.official.printing.books import kinds, of, office, page, words

AREAS = ["Directiva", "Académica", "Administrativa", "Comunidad"]
LEVELS = ["Existencia", "Pertinencia"]


def chart(kind: str, subtype: str = "", change: Any = None, series: int = 2, **look: Any) -> bytes:
    """A sheet with a chart of two levels in four areas."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Perfil")
        sheet.set_paper(1)
        sheet.set_column(0, 0, 20)
        for row, area in enumerate(AREAS, start=1):
            sheet.write_row(row, 0, [area, row * 10, 50 - row * 5])
        sheet.write_row(0, 1, LEVELS)
        made = book.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})
        for column in range(1, series + 1):
            made.add_series({
                "name": ["Perfil", 0, column], "categories": ["Perfil", 1, 0, 4, 0],
                "values": ["Perfil", 1, column, 4, column], **look,
            })  # fmt: skip
        made.set_title({"name": "Niveles"})
        if change:
            change(made)
        sheet.insert_chart("A7", made, {"x_scale": 0.9})

    return office(build)


def drawn(data: bytes) -> list[str]:
    """The words of the chart alone."""
    return [text.text for text in page(data).texts() if text.y > 54 + 6 * 15]


def bars(shown: Page) -> list[Box]:
    """The bars: boxes that lie in the chart and are no frame or legend."""
    return [box for box in of(shown, Box) if 9 < max(box.rect.width, box.rect.height) < 200 and box.fill != "#FFFFFF"]


def test_columns_are_as_high_as_their_numbers() -> None:
    data = chart("column")
    first = [box.rect.height for box in bars(page(data)) if box.fill == "#4F81BD"]
    assert [height / first[0] for height in first] == pytest.approx([1, 2, 3, 4], rel=1e-3)
    assert {*AREAS, *LEVELS, "Niveles", "0", "50"} <= set(drawn(data))
    assert kinds(data) == []


def test_lying_bars_grow_to_the_right() -> None:
    data = chart("bar", change=lambda made: made.set_y_axis({"reverse": True}))
    found = [box.rect for box in bars(page(data)) if box.fill == "#4F81BD"]
    assert [rect.width / found[0].width for rect in found] == pytest.approx([1, 2, 3, 4], rel=1e-3)
    assert found[0].y < found[-1].y


@pytest.mark.parametrize(("kind", "last"), [("stacked", "80"), ("percent_stacked", "100%")])
def test_stacked_columns_stand_on_each_other(kind: str, last: str) -> None:
    data = chart("column", kind)
    blue = [box.rect for box in bars(page(data)) if box.fill == "#4F81BD"]
    red = [box.rect for box in bars(page(data)) if box.fill == "#C0504D"]
    assert [below.y for below in blue] == pytest.approx([above.bottom for above in red])
    assert last in drawn(data)


def test_series_without_looks_of_their_own_differ_by_stripes() -> None:
    shown = page(chart("column"))
    assert any(line.x1 != line.x2 and line.y1 != line.y2 for line in of(shown, Line))


def test_own_patterns_and_greys_are_kept() -> None:
    pattern: Any = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#333333", "bg_color": "#EEEEEE"}}
    shown = page(chart("column", series=1, **pattern))
    assert {box.fill for box in bars(shown)} == {"#EEEEEE"}
    assert any(line.color == "#333333" for line in of(shown, Line))


def test_labels_and_their_number_format() -> None:
    labels: Any = {"data_labels": {"value": True, "num_format": "0.0"}}
    assert {"10,0", "45,0"} <= set(drawn(chart("column", **labels)))


def test_line_goes_through_its_points_and_leaves_gaps() -> None:
    data = chart("line", marker={"type": "circle", "size": 6})
    shown = page(data)
    assert len(of(shown, Polygon)) >= 8
    blue = [line for line in of(shown, Line) if line.color == "#4F81BD"]
    assert len(blue) == 3


def test_pie_shares_out_the_circle() -> None:
    data = chart("pie", series=1, data_labels={"percentage": True, "category": True})
    assert len(of(page(data), Polygon)) == 4
    texts = drawn(data)
    assert {"10%", "20%", "30%", "40%"} <= set(texts)
    assert texts.count("Directiva") == 2


def test_doughnut_and_area() -> None:
    assert len(of(page(chart("doughnut", series=1)), Polygon)) == 4
    assert len(of(page(chart("area")), Polygon)) == 2


def test_numbers_come_from_the_cells_where_the_chart_keeps_none() -> None:
    opened = Workbook.open(chart("column"))
    opened.sheet("Perfil").set_number("B2", 40)
    found = [box.rect.height for box in bars(page(opened.save())) if box.fill == "#4F81BD"]
    assert found[0] == pytest.approx(found[-1])


def test_long_names_are_broken_or_turned_but_whole() -> None:
    def rename(data: bytes) -> bytes:
        opened = Workbook.open(data)
        opened.sheet("Perfil").set_text("A4", "Gestión administrativa y financiera institucional")
        return opened.save()

    shown = page(rename(chart("column")))
    found = " ".join(text.text for text in shown.texts() if text.y > 144)
    assert re.search(r"Gestión\s+administrativa\s+y\s+financiera\s+institucional", found)


def test_axis_titles_and_legend_places() -> None:
    def change(made: Any) -> None:
        made.set_x_axis({"name": "Áreas"})
        made.set_y_axis({"name": "Componentes", "min": 0, "max": 60, "major_unit": 20})
        made.set_legend({"position": "bottom"})

    data = chart("column", change=change)
    shown = page(data)
    turned = [text for text in shown.texts() if text.angle == 90]
    assert [text.text for text in turned] == ["Componentes"]
    assert {"Áreas", "0", "20", "40", "60"} <= set(drawn(data))
    assert _lowest(shown, "Existencia") > _lowest(shown, "Áreas")


def test_kind_that_is_not_drawn_is_named() -> None:
    assert [kind for _, kind in kinds(chart("radar"))] == ["chart"]
    assert words(page(chart("radar")))[0] == "Existencia"


def test_everything_stays_inside_the_frame() -> None:
    for kind in ("column", "bar", "line", "area"):
        shown = page(chart(kind))
        frame = max((box.rect for box in of(shown, Box)), key=lambda rect: rect.width)
        texts = [text for text in shown.texts() if text.y > 144]
        assert all(
            frame.x - 1 <= text.x and text.x + (0 if text.angle else text.width) <= frame.right + 1 for text in texts
        )


def _lowest(shown: Page, text: str) -> float:
    found: list[TextRun] = [one for one in shown.texts() if one.text == text]
    return max(one.y for one in found)
