"""What has happened to the plan: who worked on what, which day; from each line back to the field; as a PDF."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.change_log import ChangeLog, Chapter, Entry
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.fields import Field, Type
from pmi_desktop.domain.numbers import show_date, show_time
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.paper import write_change_log
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.widgets.bound import make_input
from pmi_desktop.ui.widgets.choices import Combo, below_its_name, named_combo
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import Line, labelled, text_label
from pmi_desktop.ui.widgets.lists import ROOT, Index, TitleDelegate, set_up_list
from pmi_desktop.ui.widgets.saving import save_pdf
from pmi_desktop.ui.widgets.sides import Sides

_ITEM = Qt.ItemDataRole.UserRole
_ANYBODY, _EVERYWHERE, _WHOLE = "Todas las personas", "Todas las áreas", "Lo de todo el establecimiento"
_NONE, _NONE_CHOSEN = "Todavía no se ha cambiado nada en este plan.", "Con estos filtros no hay ningún cambio."


_FIRST, _LAST = Field("first", Type.DATE, "Desde"), Field("last", Type.DATE, "Hasta")


class _Lines(QAbstractListModel):
    """Chapters or entries, newest first, as lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Chapter | Entry] = ()

    def show(self, items: Sequence[Chapter | Entry]) -> None:
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.text if isinstance(item, Chapter) else _told(item)
        return item if role == _ITEM else None


def _told(entry: Entry) -> str:
    when = f"{show_date(entry.at.date())} {show_time(entry.at.time())} · " if entry.at else ""
    return f"{when}{entry.text}"


class ChangeLogPage(Page):
    """Page ``log``, beside the steps: chapters at the left, the entries of the current one at the right."""

    step: ClassVar[str] = "log"
    title: ClassVar[str] = "Qué ha pasado"

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._log: ChangeLog | None = None
        self._asked = -1
        self._chapters, self._entries = _Lines(), _Lines()
        self._who = _filter("log.person", "Persona", "Muestra solo lo que hizo esta persona.", _ANYBODY)
        self._area = _filter("log.area", "Área", "Muestra solo lo de esta área.", _EVERYWHERE)
        for area in context.reference.catalog(context.plan).areas:
            self._area.addItem(area.name, area.id)
        self._area.addItem(_WHOLE, "")
        self._days: dict[str, dt.date | None] = {"first": None, "last": None}
        self._inputs = [self._day(field) for field in (_FIRST, _LAST)]
        self._save = QPushButton("Guardar en PDF…")
        self._save.setObjectName("save_log")
        self._save.setAccessibleDescription("Lo que se ve, como anexo de un acta.")
        self._save.clicked.connect(lambda _=False: self._print())
        self._nothing = text_label("", "muted")
        self.chapters = _view(self._chapters, "log_chapters", "Días", "Elija un día para ver qué se cambió.")
        self.chapters.selectionModel().currentChanged.connect(lambda current, _: self._show_entries(current))
        self.entries = _view(self._entries, "log_entries", "Cambios", "Con Enter o un clic se llega al campo.")
        self.entries.clicked.connect(self._go)
        self.entries.activated.connect(self._go)
        for combo in (self._who, self._area):
            combo.currentIndexChanged.connect(lambda _: self._show())
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        """Read the log again when there is something new in it."""
        if plan.revision != self._asked:
            self._asked = plan.revision
            editor, reference = self.context.editor, self.context.reference
            editor.save()
            store = editor.store

            def look() -> ChangeLog:
                log = ChangeLog(store.log(), plan, reference)
                _ = log.entries  # told here, once, and not in the window's thread
                return log

            self.context.tasks.run(look, lambda log: self._arrived(plan.revision, log), self._refused)

    def first_field(self) -> QWidget | None:
        return self._who

    def settle(self) -> None:
        for one in self._inputs:
            one.settle()

    def _arrived(self, revision: int, log: ChangeLog) -> None:
        if revision != self._asked:  # an older look may end last
            return
        self._log = log
        chosen = self._who.currentData()
        self._who.blockSignals(True)
        self._who.clear()
        self._who.addItem(_ANYBODY, None)
        for author, who in log.people:
            self._who.addItem(who, author)
        self._who.setCurrentIndex(max(self._who.findData(chosen), 0) if chosen is not None else 0)
        self._who.blockSignals(False)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for what was out of reach the time before."""
        super().showEvent(event)
        if self._asked < 0:
            self.show_plan(self.context.plan)

    def _refused(self, problem: PmiError) -> None:
        """The file is out of reach."""
        self._asked = -1
        self._nothing.setText(f"! {sentence(problem)}")
        self._nothing.show()

    def _shown(self) -> tuple[Chapter, ...]:
        if self._log is None:
            return ()
        entries = self._log.chosen(author=self._who.currentData(), area=self._area.currentData(), **self._days)
        return self._log.chapters(entries)

    def _show(self) -> None:
        if self._log is None:
            return
        chapters = self._shown()
        self._chapters.show(chapters[::-1])
        self._save.setEnabled(bool(chapters))
        self._nothing.setText(_NONE_CHOSEN if self._log.entries else _NONE)
        for part, shown in ((self._nothing, not chapters), (self.chapters, chapters), (self.entries, chapters)):
            part.setVisible(bool(shown))
        self.chapters.setCurrentIndex(self._chapters.index(0))
        self._show_entries(self.chapters.currentIndex())

    def _show_entries(self, current: QModelIndex) -> None:
        chapter = current.data(_ITEM)
        self._entries.show(chapter.entries[::-1] if isinstance(chapter, Chapter) else ())

    def _go(self, index: QModelIndex) -> None:
        entry = index.data(_ITEM)
        if isinstance(entry, Entry) and self.context.plan.find(entry.ident) is None:
            self.context.say("Eso ya no está en el plan.")
        elif isinstance(entry, Entry):
            self.context.go_to(entry.ident, entry.field, entry.step)

    def _print(self) -> None:
        self.settle()
        plan, chapters, about = self.context.plan, self._shown(), self._about()
        save_pdf(
            self.context,
            self,
            f"Cambios del PMI {plan.school.name}".strip(),
            lambda target: write_change_log(target, plan, chapters, about=about, detailed=True),
        )

    def _about(self) -> str:
        """What the filters say, for the head of the PDF."""
        first, last = self._days["first"], self._days["last"]
        parts = [combo.currentText() for combo in (self._who, self._area) if combo.currentIndex() > 0]
        parts += [f"desde el {show_date(first)}"] if first else []
        parts += [f"hasta el {show_date(last)}"] if last else []
        return listed(parts)

    def _day(self, field: Field) -> Input:
        one = make_input(field, self.context)
        one.name(f"log.{field.name}", field.label, f"Muestra lo hecho {field.label.lower()} este día; vacío, todo.")

        def changed(value: object) -> None:
            self._days[field.name] = value if isinstance(value, dt.date) else None
            self._show()

        one.changed.connect(changed)
        return one

    def _lay_out(self) -> None:
        filters, days = Line(), Line()
        for combo in (self._who, self._area):
            filters.add(below_its_name(combo, "hint"), width=14, stretch=1)
        for one in self._inputs:
            days.add(labelled(one), width=15, stretch=1)
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 8)
        above.setSpacing(8)
        titles = QHBoxLayout()
        titles.addWidget(text_label(self.title, "title"), 1)
        titles.addWidget(self._save)
        above.addLayout(titles)
        above.addWidget(filters)
        above.addWidget(days)
        above.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 16)
        whole.addWidget(Sides(head, self.chapters, self.entries))


def _view(model: _Lines, name: str, accessible: str, description: str) -> QListView:
    view = QListView()
    view.setModel(model)
    set_up_list(view, name, accessible, description)
    view.setWordWrap(True)
    view.setMouseTracking(True)
    view.setItemDelegate(TitleDelegate(view))
    return view


def _filter(name: str, label: str, description: str, everything: str) -> Combo:
    combo = named_combo(name, label, description)
    combo.setMinimumContentsLength(18)
    combo.addItem(everything, None)
    return combo
