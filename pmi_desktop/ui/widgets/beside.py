"""A list with what belongs to its current line: beside it where both have room, above it elsewhere."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListView, QSizePolicy, QWidget

from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import GAP

_WIDE = 46
"""Width in letters' heights from which both stand side by side."""
_UNBOUND = 16_777_215


class Beside(QWidget):
    """Lays out a list and its panel by the width there is."""

    def __init__(self, view: QListView, panel: QWidget, *, stretch: tuple[int, int] = (1, 2)) -> None:
        super().__init__()
        self._view = view
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(view, stretch[0])
        self._layout.addWidget(panel, stretch[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it; above its panel the list stays low."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE * em(self)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        vertical = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self._view.setMaximumHeight(_UNBOUND if wide else 12 * em(self))
