"""What every input of a field has in common, and the two widgets for typed text."""

import re

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from pmi_desktop.domain.fields import Field

_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n\x85\u2028\u2029]+")


def clean_prose(text: str) -> str:
    """A typed or pasted text without what no file can hold: control characters go, line ends become LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _NEVER.sub("", text)


def clean_line(text: str) -> str:
    """The same in one line: tabs and line ends become spaces."""
    return _NEVER.sub("", _BREAKS.sub(" ", text))


class Input(QObject):
    """One field's input.

    ``box`` is what the form lays out, ``target`` the widget inside it that takes the focus and the name. ``changed``
    carries a value of the field; ``complained`` the sentence why what stands there is none, with the values it might
    mean, and an empty sentence when all is well; ``hinted`` a quiet remark, such as how many characters are left.
    """

    changed = Signal(object)
    complained = Signal(str, object)
    hinted = Signal(str)

    def __init__(self, field: Field, box: QWidget, target: QWidget | None = None) -> None:
        super().__init__(box)
        self.field = field
        self.box = box
        self.target = target or box

    def show_value(self, value: object) -> None:
        """Show the plan's value. Emits nothing, and leaves alone what already means this value."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take what is typed now, as when the focus leaves."""

    @property
    def draft(self) -> str:
        """The typed text that is no value; nothing when all is well."""
        return ""

    def show_draft(self, text: str) -> None:
        """Put such a text back."""

    def forget(self) -> None:
        """Drop what is typed and no value, because another record comes."""

    def set_read_only(self, read_only: bool) -> None:
        """Only to be read."""
        self.box.setEnabled(not read_only)

    def name(self, name: str, label: str, description: str) -> None:
        """Name the input for tests and screen readers."""
        self.target.setObjectName(name)
        self.target.setAccessibleName(label)
        self.target.setAccessibleDescription(description)

    def parts(self) -> tuple[QWidget, ...]:
        """The widgets of it that take the focus."""
        return (self.target,)


def _is_undo(event: QEvent) -> bool:
    """Whether a key is undo or redo, which belong to the plan and not to one field."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


class LineEdit(QLineEdit):
    """A line of text that leaves undo to the plan."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Let the window's shortcut have the undo key."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return False
        handled = super().event(event)
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo is the plan's, also where no shortcut took the key."""
        if _is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def text_now(self) -> str:
        """What stands in it."""
        return self.text()

    def put_text(self, text: str) -> None:
        """Another text, the cursor as near as possible to where it was."""
        place = self.cursorPosition()
        self.setText(text)
        if self.hasFocus():
            self.setCursorPosition(min(place, len(text)))
        else:
            self.setCursorPosition(0)


class GrowingEdit(QPlainTextEdit):
    """A text of several lines that is as high as its text, so that nothing scrolls in a slit."""

    left = Signal()
    MOST_LINES = 40

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        shown = min(max(lines, self._lines), self.MOST_LINES)
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > self.MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(policy)
        height = round(shown * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()) + 14
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Lines are higher in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any page."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Let the window's shortcut have the undo key."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return False
        handled = super().event(event)
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return handled

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only, without control characters."""
        if source.hasText():
            self.insertPlainText(clean_prose(source.text()))

    def text_now(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def put_text(self, text: str) -> None:
        """Another text, the cursor as near as possible to where it was."""
        place = self.textCursor().position()
        self.setPlainText(text)
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)


class NotAValue(Exception):
    """What is typed is no value of the field; the sentence says why, ``meanings`` what it could stand for."""

    def __init__(self, sentence: str, meanings: tuple[object, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.meanings = meanings


class TypedInput(Input):
    """An input whose value is read from typed text; subclasses say how to read it and how to write it.

    A text that can be read is the plan's at once. One that cannot is given time while the focus is there; then it is
    marked and the field's value becomes :meth:`meanwhile`.
    """

    PATIENCE = 1200
    """Milliseconds before a half-typed text is called wrong."""

    def __init__(self, field: Field, editor: LineEdit | GrowingEdit, box: QWidget | None = None) -> None:
        super().__init__(field, box or editor, editor)
        self.editor = editor
        self._value: object = None
        self._wrong = ""
        self._busy = False
        self._idle = QTimer(self, singleShot=True, interval=self.PATIENCE)
        self._idle.timeout.connect(self._judge)
        editor.textChanged.connect(self._typed)
        editor.left.connect(self.settle)
        if field.example:
            editor.setPlaceholderText(f"Ej.: {field.example}")

    def read(self, text: str) -> object:
        """The value of a typed text; raises :class:`NotAValue`."""
        raise NotImplementedError

    def write(self, value: object) -> str:
        """How a value stands in the field."""
        raise NotImplementedError

    def finished(self, text: str) -> bool:
        """Whether a readable text is surely typed to its end: ``13/02/20`` may be on its way to 2026."""
        return True

    def meanwhile(self) -> object:
        """The field's value as long as what stands in it is none."""
        return None

    def while_typing(self, text: str) -> str:
        """The text as it should stand while it is typed."""
        return clean_line(text)

    @property
    def draft(self) -> str:
        return self._wrong

    def show_value(self, value: object) -> None:
        if value == self._value and type(value) is type(self._value):
            return
        self._value = value
        self._put(self.write(value))
        self._fine()

    def show_draft(self, text: str) -> None:
        self._put(text)
        self._judge()

    def settle(self) -> None:
        if self._idle.isActive():
            self._judge()
        if not self._wrong:
            self._put(self.write(self._value))

    def forget(self) -> None:
        self._idle.stop()
        self._put(self.write(self._value))
        self._fine()

    def set_read_only(self, read_only: bool) -> None:
        self.editor.setReadOnly(read_only)

    def _put(self, text: str) -> None:
        if text != self.editor.text_now():
            self._busy = True
            self.editor.put_text(text)
            self._busy = False

    def _typed(self) -> None:
        if self._busy:
            return
        self._put(self.while_typing(self.editor.text_now()))
        self._idle.stop()
        if not self.editor.hasFocus():
            self._judge()
            return
        try:
            value = self.read(self.editor.text_now())
        except NotAValue:
            self._idle.start()
            return
        if self.finished(self.editor.text_now()):
            self._take(value)
        else:
            self._idle.start()

    def _judge(self) -> None:
        """Say what the text means, now."""
        self._idle.stop()
        text = self.editor.text_now()
        try:
            value = self.read(text)
        except NotAValue as problem:
            self._wrong = text
            self._mark(True)
            self._emit(self.meanwhile())
            self.complained.emit(problem.sentence, problem.meanings)
            return
        self._take(value)

    def _take(self, value: object) -> None:
        self._fine()
        self._emit(value)

    def _emit(self, value: object) -> None:
        if value != self._value or type(value) is not type(self._value):
            self._value = value
            self.changed.emit(value)

    def _fine(self) -> None:
        if self._wrong:
            self._wrong = ""
            self._mark(False)
        self.complained.emit("", ())

    def _mark(self, wrong: bool) -> None:
        if bool(self.editor.property("wrong")) != wrong:
            self.editor.setProperty("wrong", wrong)
            style = self.editor.style()
            style.unpolish(self.editor)
            style.polish(self.editor)
