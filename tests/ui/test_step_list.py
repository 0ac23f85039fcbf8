"""The list of steps: as much air above each step as above the next, whichever of them is open."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pmi_desktop.domain.steps import STEPS
from pmi_desktop.ui.step_list import StepList
from pmi_desktop.ui.theme import FAMILY, em


@pytest.fixture
def steps(qapp: QApplication) -> Iterator[StepList]:
    """The list, alone, high enough for all its steps."""
    made = StepList(STEPS)
    yield made
    made.deleteLater()


def _air(image: QImage, place: QRect) -> tuple[int, int]:
    """Rows of a place without ink, above its letters and below them."""
    ground = image.pixel(place.right() - 2, place.top() + 1)
    inked = [
        y
        for y in range(place.top() + 1, place.bottom())
        if any(image.pixel(x, y) != ground for x in range(place.left(), place.right()))
    ]
    return inked[0] - place.top(), place.bottom() - inked[-1]


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_steps_stand_at_even_distances(steps: StepList, percent: int) -> None:
    font = steps.font()
    font.setFamily(FAMILY)
    font.setPointSizeF(11 * percent / 100)
    steps.setFont(font)
    letter = em(steps)
    steps.resize(min(20 * letter, max(13 * letter, 300)), 140 * letter)
    steps.show()
    steps.show_step("school")
    image = steps.viewport().grab().toImage()
    found = {}
    for row in range(steps.steps.rowCount()):
        index = steps.steps.index(row)
        if index.data(Qt.ItemDataRole.UserRole):
            found[index.data()] = _air(image, steps.visualRect(index).adjusted(round(2.2 * letter), 0, 0, 0))
    above, below = ([air[side] for air in found.values()] for side in (0, 1))
    least = letter * 0.6  # an accent on a capital, a letter that hangs below its line
    assert max(above) - min(above) < least, found
    assert max(below) - min(below) < least, found
