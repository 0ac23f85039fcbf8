"""The line of an indicator: it can be drawn whatever the numbers are, tells itself in words, and needs no colour."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pmi_desktop.ui.widgets.line_chart import LineChart, Point, Series
from tests.ui.looking import picture


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def series(baseline: str, *values: str, target: str = "8") -> Series:
    points = tuple(
        Point(f"Corte {place}", number(value), number(target), place == 1) for place, value in enumerate(values, 1)
    )
    return Series("Inasistencia", "%", number(baseline), points)


def drawn(qapp: QApplication, one: Series, width: int = 420) -> QImage:
    chart = LineChart()
    chart.resize(width, chart.sizeHint().height())
    chart.show_series(one)
    return picture(chart)


def blank(image: QImage) -> bool:
    first = image.pixel(0, 0)
    return all(image.pixel(x, y) == first for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


@pytest.mark.parametrize(
    "one",
    [
        series("14.8", "11.6", "9.1"),
        series("14.8", "", "9.1"),
        series("", "5"),
        series("90", "90", "90", target="90"),
        series("0", "0", target="0"),
        series("1e12", "-1e12", target=""),
        series("14.8"),
        series("1", *["2"] * 8, target="1.01"),
    ],
)
@pytest.mark.parametrize("width", [160, 420])
def test_any_numbers_can_be_drawn(qapp: QApplication, one: Series, width: int) -> None:
    assert not blank(drawn(qapp, one, width))


def test_nothing_is_drawn_of_nothing(qapp: QApplication) -> None:
    assert blank(drawn(qapp, Series("", "", None, (Point("Corte 1", None, None),))))


def test_it_tells_itself_in_words(qapp: QApplication) -> None:
    chart = LineChart()
    chart.show_series(series("14.8", "11.6", ""))
    assert chart.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ") == (
        "Inasistencia. Línea base: 14,8 %; Corte 1: 11,6 %, meta 8 %; Corte 2: sin valor, meta 8 %."
    )


def test_another_value_is_another_picture_also_in_grey(qapp: QApplication) -> None:
    grey = QImage.Format.Format_Grayscale8
    pictures = [drawn(qapp, series("14.8", value)).convertToFormat(grey) for value in ("11.6", "9", "")]
    assert pictures[0] != pictures[1] != pictures[2]
