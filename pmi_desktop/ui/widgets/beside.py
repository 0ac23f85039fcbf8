"""A list with what belongs to its current line: beside it where both have room, above it elsewhere."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import GAP

_WIDE = 46
"""Width in letters' heights from which both stand side by side."""

_LOW = 12
"""Height in letters' heights that the list has at most above its panel."""


class Beside(QWidget):
    """Lays out a list and its panel by the width there is; the list is no higher than its lines."""

    def __init__(self, view: QListView, panel: QWidget, *, stretch: tuple[int, int] = (1, 2)) -> None:
        super().__init__()
        self._view = view
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(view, 1)
        column.addStretch(0)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(self._column, stretch[0])
        self._layout.addWidget(panel, stretch[1])
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.timeout.connect(self._measure)
        view.installEventFilter(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it; above its panel the list stays low."""
        super().resizeEvent(event)
        wide = self._is_wide()
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        vertical = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        for one in (self._column, self._view):
            one.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lines are higher in a narrower list and in larger letters."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._measuring.start()
        return super().eventFilter(watched, event)

    def _changed(self, *_: object) -> None:
        self._measuring.start()

    def _is_wide(self) -> bool:
        return self.width() >= _WIDE * em(self)

    def _measure(self) -> None:
        view, model = self._view, self._view.model()
        rows = [row for row in range(model.rowCount()) if not view.isRowHidden(row)]
        last = view.visualRect(model.index(rows[-1], 0)).bottom() if rows else 0
        height = last + 1 + view.verticalScrollBar().value() + 2 * view.frameWidth()
        view.setMaximumHeight(height if self._is_wide() else min(height, _LOW * em(self)))
