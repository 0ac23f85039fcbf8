"""How fields stand on a page: a label above its input, several side by side where there is room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pmi_desktop.domain.fields import Type
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.inputs import Input

__all__ = ["GAP", "WIDTHS", "Line", "Message", "labelled", "text_label"]

GAP = 16
"""Pixels between fields; half of it between what belongs together."""

WIDTHS = {
    Type.TEXT: 20, Type.PROSE: 18, Type.INTEGER: 7, Type.NUMBER: 8, Type.MONEY: 10, Type.DATE: 17, Type.TIME: 7,
    Type.CHOICE: 12, Type.DECISION: 12, Type.YES_NO: 12, Type.REF: 22, Type.PARENT: 22, Type.CODE: 15,
}  # fmt: skip
"""Width in letters' heights below which an input is no pleasure."""


class Line(QWidget):
    """Widgets side by side, or one below the other when their least widths (in letters' heights) do not fit."""

    def __init__(self, gap: int = GAP) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._widths: list[tuple[QWidget, int]] = []
        self._heads: list[QWidget] = []

    def add(
        self, widget: QWidget, *, width: int = 0, stretch: int = 0, low: bool = False, head: QWidget | None = None
    ) -> None:
        """One more widget.

        ``low`` ones stand at the height of the inputs beside them; the ``head`` of a widget is what stands above its
        input, and all heads of a line become equally high, so that the inputs stand level.
        """
        self._widths.append((widget, width))
        if head is not None:
            self._heads.append(head)
        alignment = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag(0)
        self._layout.addWidget(widget, stretch, alignment)

    def add_space(self) -> None:
        """Room that pushes the others to the left."""
        self._layout.addStretch(1)

    def _least(self) -> list[int]:
        letter = em(self)
        return [
            max(width * letter, widget.minimumSizeHint().width())
            for widget, width in self._widths
            if not widget.isHidden()
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the line when its width asks for it."""
        super().resizeEvent(event)
        self._turn()
        self._level()

    def event(self, event: QEvent) -> bool:
        """Turn and level again when what stands in it changed its size, as in larger letters."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
            self._level()
        return handled

    def _level(self) -> None:
        """Give the heads that stand side by side one height."""
        beside = self._layout.direction() == QBoxLayout.Direction.LeftToRight
        heights = [_height_of(head) for head in self._heads] if beside else [0]
        highest = max(heights, default=0)
        for head in self._heads:
            if head.minimumHeight() != highest:
                head.setMinimumHeight(highest)

    def _turn(self) -> None:
        least = self._least()
        fits = sum(least) + self._layout.spacing() * max(len(least) - 1, 0) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
            self.updateGeometry()
            for widget, _ in self._widths:
                if isinstance(widget, QPushButton | QCheckBox):
                    self._layout.setAlignment(
                        widget, Qt.AlignmentFlag.AlignBottom if fits else Qt.AlignmentFlag.AlignLeft
                    )

    def minimumSizeHint(self) -> QSize:
        """No wider than its widest widget: the rest can go below."""
        hint = super().minimumSizeHint()
        inside = max((widget.minimumSizeHint().width() for widget, _ in self._widths), default=0)
        return QSize(inside, hint.height())


def _height_of(head: QWidget) -> int:
    layout = head.layout()
    return layout.heightForWidth(head.width()) if layout is not None else 0


def labelled(one: Input) -> QWidget:
    """An input below its label, without more: for the cells of small tables."""
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    if one.field.holds is not Type.YES_NO:
        label = text_label(one.field.label, "hint")
        label.setBuddy(one.target)
        layout.addWidget(label)
    layout.addStretch(1)
    layout.addWidget(one.box)
    return cell


class Message(QWidget):
    """What is to be said about one field, below it: a sign, a sentence, and sometimes buttons to choose a meaning."""

    def __init__(self) -> None:
        super().__init__()
        self._label = text_label("", "hint")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addLayout(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()

    def say(self, sentence: str, role: str = "hint") -> None:
        """Show a sentence as ``bad`` (wrong), ``warn`` (doubtful) or ``hint``; an empty one goes away."""
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        sign = {"bad": "× ", "warn": "! "}.get(role, "") if sentence else ""
        if self._label.property("role") != role:
            self._label.setProperty("role", role)
            style = self._label.style()
            style.unpolish(self._label)
            style.polish(self._label)
        self._label.setText(sign + sentence)
        self.setVisible(bool(sentence))

    def offer(self, words: list[str]) -> list[QPushButton]:
        """Buttons below the sentence, one per word."""
        buttons = [QPushButton(word) for word in words]
        for button in buttons:
            button.setAccessibleDescription(self._label.text())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        return buttons
