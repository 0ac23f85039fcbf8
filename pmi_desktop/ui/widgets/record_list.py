"""A list of records with one editor panel for the current one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed, Record
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.lists import LineModel, ListLine, TitleDelegate, set_up_list

R = TypeVar("R", bound=Listed)


class RecordModel(LineModel):
    """Records as lines of text, which ``title`` makes."""

    def __init__(self, title: Callable[[Any], str]) -> None:
        super().__init__()
        self._title = title

    def show(self, records: Sequence[Record]) -> None:
        """Show these records."""
        self.show_lines([ListLine(record.key, self._title(record)) for record in records])


def record_view(model: RecordModel, cls: type[Record]) -> QListView:
    """A list of records of a kind, whole texts, one of them current; named like the kind."""
    view = QListView()
    view.setModel(model)
    set_up_list(view, cls.KIND, f"Lista de {cls.NOUNS}", "Elija con las flechas; los datos se escriben al lado.")
    view.setItemDelegate(TitleDelegate(view))
    view.setWordWrap(True)
    return view


def show_records(view: QListView, model: RecordModel, records: Sequence[Record], current: str) -> None:
    """Show these with one of them current, without telling anybody that it became so."""
    selection = view.selectionModel()
    selection.blockSignals(True)
    model.show(records)
    view.setCurrentIndex(model.index_of(current))
    selection.blockSignals(False)


class RecordList(QWidget, Generic[R]):
    """The records of a kind: a list, buttons to add, copy, move and remove, and the current one's form beside it.

    ``new`` makes an empty record with a given id; ``shown`` picks which records of the plan stand in the list (all of
    the kind unless given); ``form`` is one of its own, else one is made of ``sections``. The form's panel is called
    ``<kind>:<key>``; ``currentChanged`` carries the key when somebody chooses another record.
    """

    currentChanged = Signal(str)  # noqa: N815  # named like Qt's own

    def __init__(
        self,
        context: PlanContext,
        cls: type[R],
        sections: Iterable[Section] = (),
        *,
        empty: str,
        new: Callable[[str], R] | None = None,
        shown: Callable[[Plan], Sequence[R]] | None = None,
        title: Callable[[R], str] = title_of,
        form: Form | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._cls = cls
        self._new = new or (lambda key: cls(id=key))
        self._shown = shown or (lambda plan: plan.all(cls))
        self._current = ""
        self.model = RecordModel(title)
        self.view = self._make_view()
        self.form = form or Form(context, cls, sections)
        self._build(empty)

    def show_plan(self, plan: Plan) -> None:
        """Show the plan's records; the current one stays, or its neighbour takes its place."""
        records = self._shown(plan)
        keys = [record.key for record in records]
        if self._current not in keys:
            row = min(max(self.model.row_of(self._current), 0), len(keys) - 1)
            self._current = keys[row] if keys else ""
        show_records(self.view, self.model, records, self._current)
        self._invitation.setVisible(not keys)
        self._full.setVisible(bool(keys))
        self._show_current(plan)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """What is missing in the current record, below its fields."""
        self._findings = tuple(findings)
        self.form.show_findings(self._findings)

    def focus(self, ident: Ident, field: str = "") -> bool:
        """Make that record current and give its field (the first one, if none is named) the focus."""
        kind, key = ident
        if kind != self._cls.KIND or self.model.row_of(key) < 0:
            return False
        self.select(key)
        if field and self.form.focus(field):
            return True
        first = self.form.first()
        if first is not None:
            first.setFocus()
        return True

    def select(self, key: str) -> None:
        """Make a record the current one."""
        self.view.setCurrentIndex(self.model.index_of(key))

    @property
    def current(self) -> R | None:
        """The current record."""
        return self._context.plan.get(self._cls, self._current)

    def first(self) -> QWidget:
        """Where the focus goes when the page is opened."""
        return self.view if self.model.rowCount() else self._begin

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()

    def add(self, record: R | None = None) -> None:
        """A new record behind the current one, its first field ready to be typed in."""
        self.settle()
        made = record or self._new(self._context.new_id())
        self._context.apply(gestures.add(self._context.plan, made, after=self.current))
        self._current = made.key
        self.show_plan(self._context.plan)
        first = self.form.first()
        if first is not None:
            first.setFocus()

    def copy(self) -> None:
        """A copy of the current record, behind it."""
        self.settle()
        if self.current is not None:
            self.add(self.current.but(id=self._context.new_id()))

    def remove(self) -> None:
        """Remove the current record and all that hangs from it."""
        self.settle()
        record = self.current
        if record is not None:
            row = self.model.row_of(record.key)
            self._context.apply(gestures.remove(self._context.plan, record))
            done = "eliminada" if record.FEMININE else "eliminado"
            self._context.notice(f"{record.NOUN[:1].upper()}{record.NOUN[1:]} {done}")
            if self.model.rowCount():
                self.view.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))
            self.first().setFocus()

    def shift(self, steps: int) -> None:
        """The current record so many places down (or up)."""
        self.settle()
        record = self.current
        others = [one for one in self._shown(self._context.plan) if one.key != self._current]
        place = self.model.row_of(self._current) + steps
        if record is not None and 0 <= place <= len(others):
            after = others[place - 1] if place else None
            self._context.apply(gestures.move(self._context.plan, record, after=after))

    _findings: tuple[Finding, ...] = ()

    def _show_current(self, plan: Plan) -> None:
        record = plan.get(self._cls, self._current)
        other = record is None or self.form.record is None or record.ident != self.form.record.ident
        self.form.show_record(record)
        if other:
            self.form.show_findings(self._findings)
        self._panel.setObjectName(f"{self._cls.KIND}:{self._current}" if record else "")
        row, count = self.model.row_of(self._current), self.model.rowCount()
        changeable = record is None or self._context.may_change(record)
        self._up.setEnabled(changeable and row > 0)
        self._down.setEnabled(changeable and -1 < row < count - 1)
        for button in (self._add, self._begin):
            button.setEnabled(self._context.may_add(self._cls))
        for button in (self._copy, self._remove):
            button.setEnabled(changeable)

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and key != self._current:
            self._current = key
            self._show_current(self._context.plan)
            self.currentChanged.emit(key)

    def _make_view(self) -> QListView:
        view = record_view(self.model, self._cls)
        view.selectionModel().currentChanged.connect(self._selected)
        for keys, act in (
            (QKeySequence.StandardKey.Delete, self.remove),
            (QKeySequence("Alt+Up"), lambda: self.shift(-1)),
            (QKeySequence("Alt+Down"), lambda: self.shift(1)),
            (QKeySequence("Insert"), self.add),
        ):
            shortcut = QShortcut(QKeySequence(keys), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        return view

    def _build(self, empty: str) -> None:
        noun = self._cls.NOUN
        self._add = push_button(f"Agregar {noun}", "Agrega después de lo elegido (Insert).", self.add)
        self._copy = push_button("Duplicar", "Hace una copia de lo elegido.", self.copy)
        self._up = push_button("Subir", "Mueve lo elegido hacia arriba (Alt+Arriba).", lambda: self.shift(-1))
        self._down = push_button("Bajar", "Mueve lo elegido hacia abajo (Alt+Abajo).", lambda: self.shift(1))
        self._remove = push_button("Eliminar", "Elimina lo elegido; se puede deshacer (Supr).", self.remove)
        self._begin = push_button(f"Agregar {noun}", empty, self.add)
        self._begin.setProperty("role", "main")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self._add, self._copy, self._up, self._down, self._remove):
            flow.addWidget(button)
        self._panel = QFrame()
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.addWidget(self.form)
        panel.addStretch(1)
        self._full = QWidget()
        whole = QVBoxLayout(self._full)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(buttons)
        whole.addWidget(Beside(self.view, self._panel))
        self._invitation = invitation(empty, self._begin)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._invitation)
        around.addWidget(self._full)


def push_button(text: str, description: str, act: Callable[[], None]) -> QPushButton:
    """A button that says what it does also to those who listen."""
    button = QPushButton(text)
    button.setAccessibleDescription(description)
    button.setToolTip(description)
    button.clicked.connect(lambda _=False: act())
    return button


def invitation(sentence: str, button: QPushButton, title: str = "") -> QWidget:
    """What an empty page says: what to do first, with one button."""
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(GAP)
    if title:
        layout.addWidget(text_label(title, "title"))
    label: QLabel = text_label(sentence, "")
    layout.addWidget(label)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    layout.addStretch(1)
    return card
