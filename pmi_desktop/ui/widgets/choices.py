"""Inputs for what is chosen: one of a list, some of a list, yes or no."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from pmi_desktop.domain.fields import Field
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.widgets.inputs import Input, LineEdit, NotAValue, TypedInput
from pmi_desktop.ui.widgets.wrapping_mark import WrappingMark

Options = Sequence[tuple[object, str]]
"""Values with their words on screen."""


class Combo(QComboBox):
    """A list to drop down, which the wheel does not change in passing and a long word does not widen.

    What has no room ends in «…»: it stands whole in its tip and in the list that drops down.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt would cut a long word in the middle of a letter."""
        shown = self.shown()
        if shown == self.currentText():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """The whole word where only part of it is shown."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.shown() != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        """As wide as its longest word, as far as the window goes."""
        view, window = self.view(), self.window()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        most = window.width() - self.mapTo(window, self.rect().topLeft()).x()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + bar + 8, most))
        super().showPopup()

    def shown(self) -> str:
        """What of the current word has room."""
        option = self._option()
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def _option(self) -> Any:
        """A ``QStyleOptionComboBox``, whose fields PySide's stubs do not know."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option


def named_combo(name: str, said: str, description: str) -> Combo:
    """One called ``name``; ``said`` and ``description`` are what those hear who do not see it."""
    combo = Combo()
    combo.setObjectName(name)
    combo.setAccessibleName(said)
    combo.setAccessibleDescription(description)
    return combo


def below_its_name(combo: Combo, role: str = "label") -> QWidget:
    """A combo with its accessible name above it, as low as those beside it on a line."""
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    label = text_label(combo.accessibleName(), role)
    label.setBuddy(combo)
    layout.addStretch(1)
    layout.addWidget(label)
    layout.addWidget(combo)
    return cell


SHORT = 36
"""Letters of an option that a list to drop down shows; a longer one is cut at a word and stands whole below it."""


class ChoiceInput(Input):
    """One of a few values, or none yet. ``options`` may change with the plan."""

    def __init__(self, field: Field, options: Options, nothing: tuple[object, str]) -> None:
        self._combo = Combo()
        box = QWidget()
        super().__init__(field, box, self._combo)
        self._whole = text_label("", "hint")
        self._whole.hide()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._combo)
        layout.addWidget(self._whole)
        self._nothing = nothing
        self._options: list[tuple[object, str]] = []
        self._value: object = nothing[0]
        self.set_options(options)
        self._combo.currentIndexChanged.connect(self._chosen)

    def set_options(self, options: Options) -> None:
        """Other options, the value kept."""
        wanted = [self._nothing, *options]
        if wanted == self._options:
            return
        self._options = wanted
        self._combo.blockSignals(True)
        self._combo.clear()
        for row, (value, word) in enumerate(wanted):
            self._combo.addItem(_short(word), value)
            self._combo.setItemData(row, word, Qt.ItemDataRole.ToolTipRole)
        self._combo.blockSignals(False)
        self._select()

    def show_value(self, value: object) -> None:
        if value != self._value:
            self._value = value
            self._select()

    def _select(self) -> None:
        values = [value for value, _ in self._options]
        self._combo.blockSignals(True)
        self._combo.setCurrentIndex(values.index(self._value) if self._value in values else 0)
        self._combo.blockSignals(False)
        self._tell_whole()

    def _tell_whole(self) -> None:
        word = self._options[max(self._combo.currentIndex(), 0)][1]
        self._whole.setText(word if word != _short(word) else "")
        self._whole.setVisible(bool(self._whole.text()))

    def _chosen(self, index: int) -> None:
        value = self._options[index][0] if 0 <= index < len(self._options) else self._nothing[0]
        self._tell_whole()
        if value != self._value:
            self._value = value
            self.changed.emit(value)


def _short(word: str) -> str:
    return word if len(word) <= SHORT else f"{word[:SHORT].rsplit(' ', 1)[0]}…"


class YesNoInput(Input):
    """A mark: yes when it is there."""

    def __init__(self, field: Field) -> None:
        self._mark = QCheckBox(field.label)
        super().__init__(field, self._mark)
        self._mark.toggled.connect(self.changed.emit)

    def show_value(self, value: object) -> None:
        self._mark.blockSignals(True)
        self._mark.setChecked(bool(value))
        self._mark.blockSignals(False)


class MarksInput(Input):
    """Some of several values, one mark each; the value is the tuple of those marked, in the options' order."""

    def __init__(self, field: Field, options: Options) -> None:
        box = QWidget()
        super().__init__(field, box)
        self._layout = QVBoxLayout(box)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._nothing = text_label("Aún no hay de qué escoger.", "muted")
        self._layout.addWidget(self._nothing)
        self._options: list[tuple[object, str]] = []
        self._marks: list[WrappingMark] = []
        self._value: tuple[object, ...] = ()
        self._names = ("", "", "")
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Other options, the value kept; marks that are no longer offered stay in the value."""
        self._nothing.setVisible(not options)
        if list(options) == self._options:
            return
        self._options = list(options)
        while len(self._marks) > len(self._options):
            self._marks.pop().deleteLater()
        while len(self._marks) < len(self._options):
            mark = WrappingMark()
            mark.toggled.connect(self._marked)
            self._marks.append(mark)
            self._layout.addWidget(mark)
        for mark, (_, word) in zip(self._marks, self._options, strict=True):
            mark.setText(word)
        self.name(*self._names)
        self._paint()

    def show_value(self, value: object) -> None:
        if value != self._value:
            self._value = cast("tuple[object, ...]", value)
            self._paint()

    def name(self, name: str, label: str, description: str) -> None:
        self._names = (name, label, description)
        super().name(name, label, description)
        for mark, (value, word) in zip(self._marks, self._options, strict=True):
            mark.setObjectName(f"{name}.{value}")
            mark.setAccessibleName(f"{label}: {word}")
            mark.setAccessibleDescription(description or label)
        if self._marks:
            self.target.setFocusProxy(self._marks[0])

    def parts(self) -> tuple[QWidget, ...]:
        return tuple(self._marks)

    def _paint(self) -> None:
        for mark, (value, _) in zip(self._marks, self._options, strict=True):
            mark.blockSignals(True)
            mark.setChecked(value in self._value)
            mark.blockSignals(False)

    def _marked(self) -> None:
        offered = [value for value, _ in self._options]
        marked = {value for mark, value in zip(self._marks, offered, strict=True) if mark.isChecked()}
        kept = [value for value in self._value if value not in offered]
        self._value = (*(value for value in offered if value in marked), *kept)
        self.changed.emit(self._value)


def folded(text: str) -> str:
    """A text as it is searched for: without accents, capitals or spaces at its ends (ñ stays ñ)."""
    kept = unicodedata.normalize("NFC", text).casefold().replace("ñ", "\0")
    plain = "".join(one for one in unicodedata.normalize("NFD", kept) if not unicodedata.combining(one))
    return " ".join(plain.replace("\0", "ñ").split())


class NamedInput(TypedInput):
    """One of a long list, found by typing part of its name, another name of it, or its code."""

    def __init__(self, field: Field, entries: Iterable[tuple[str, str, Sequence[str]]], wrong: str) -> None:
        super().__init__(field, LineEdit())
        self._value = ""
        self._wrong_sentence = wrong
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        shown: list[str] = []
        for code, name, aliases in entries:
            self._names[code] = name
            shown.append(name)
            shown += [f"{alias} ({name})" for alias in aliases]
            for word in (code, name, *aliases, *(f"{alias} ({name})" for alias in aliases)):
                self._codes[folded(word)] = code
        self._offer(sorted(shown, key=folded))

    def _offer(self, shown: list[str]) -> None:
        completer = _Completer(shown, self)
        completer.setMaxVisibleItems(12)
        editor = cast(LineEdit, self.editor)
        editor.setCompleter(completer)
        editor.setPlaceholderText("Escriba parte del nombre")
        completer.activated.connect(lambda _: self._judge())

    def read(self, text: str) -> object:
        if not text.strip():
            return ""
        code = self._codes.get(folded(text))
        if code is None:
            raise NotAValue(self._wrong_sentence)
        return code

    def write(self, value: object) -> str:
        return self._names.get(cast(str, value), cast(str, value))

    def meanwhile(self) -> object:
        return ""


class _Completer(QCompleter):
    """Completes with the entries that contain what is typed, accents or not."""

    def __init__(self, entries: list[str], parent: Input) -> None:
        super().__init__(parent)
        self._entries = [(folded(entry), entry) for entry in entries]
        self._shown = QStringListModel(entries, self)
        self.setModel(self._shown)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)

    def splitPath(self, path: str) -> list[str]:
        """Filter here: Qt's filter knows no accents."""
        wanted = folded(path)
        self._shown.setStringList([entry for plain, entry in self._entries if wanted in plain])
        return [""]
