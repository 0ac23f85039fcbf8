"""Marks with one above them for «all», which is what no mark means."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.fields import Field
from pmi_desktop.ui.widgets.choices import MarksInput, Options
from pmi_desktop.ui.widgets.wrapping_mark import WrappingMark


class AllOrSomeInput(MarksInput):
    """As :class:`MarksInput`; the mark «all» is there while no other is, and takes the others away."""

    def __init__(self, field: Field, options: Options, word: str) -> None:
        self._all = WrappingMark(word)
        super().__init__(field, options)
        marks = self.box
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._all)
        layout.addWidget(marks)
        self.box = box
        self._all.clicked.connect(self._all_clicked)
        self.changed.connect(lambda _: self._paint())

    def name(self, name: str, label: str, description: str) -> None:
        super().name(name, label, description)
        self._all.setObjectName(f"{name}.all")
        self._all.setAccessibleName(f"{label}: {self._all.text()}")
        self._all.setAccessibleDescription(description or label)

    def parts(self) -> tuple[QWidget, ...]:
        return (self._all, *super().parts())

    def _paint(self) -> None:
        super()._paint()
        self._all.setChecked(not self._value)

    def _all_clicked(self) -> None:
        if self._value:
            self._value = ()
            self.changed.emit(())
        self._paint()
