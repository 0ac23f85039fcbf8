"""The bank of examples beside the tree: look for one, read it whole, insert it and adapt it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QListView, QVBoxLayout

from pmi_desktop import paths
from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.chain_moves import PARENT, children_of
from pmi_desktop.domain.diagnosis import Assessment, Factor
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed, Record
from pmi_desktop.services.bank import (
    ActionExample,
    Bank,
    GoalExample,
    IndicatorExample,
    ObjectiveExample,
    load_bank,
)
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.chain_panel import spaced
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.flow import Tabs
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.lists import TitleDelegate
from pmi_desktop.ui.widgets.record_list import RecordModel, push_button

KINDS: tuple[type[Listed], ...] = (Objective, Goal, Indicator, Action)
_WITH = {Objective: "Con sus metas, indicadores y acciones", Goal: "Con sus indicadores y acciones"}
NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of the bank that can be inserted: ``make`` gives it with all that hangs from it, under a link."""

    make: Callable[[str, NewId], tuple[Record, ...]]

    def shown(self, number: int) -> tuple[Record, ...]:
        """As it would be inserted, to be read."""
        return self.make("", map(str, count(number)).__next__)


class BankPanel(QFrame):
    """The examples for a place of the chain. ``inserted`` carries what came in, ``left`` that nothing was wanted."""

    inserted = Signal(object)
    left = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._open = False
        self._place: dict[str, str] = {}
        self._kinds: list[type[Listed]] = []
        self._pieces: list[Piece] = []
        self.setObjectName("bank")
        self.setProperty("role", "card")
        self._tabs = Tabs("Qué insertar")
        self._tabs.changed.connect(lambda _: self._show_kind())
        self._areas = text_label("", "muted")
        self.model = RecordModel(lambda record: str(getattr(record, record.TITLE)))
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setObjectName("bank_list")
        self.view.setAccessibleName("Ejemplos")
        self.view.setAccessibleDescription("Elija con las flechas; abajo se lee completo.")
        self.view.setItemDelegate(TitleDelegate(self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setWordWrap(True)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self._whole = QCheckBox("")
        self._whole.setObjectName("bank_whole")
        self._whole.setAccessibleDescription("Inserta también lo que cuelga del ejemplo.")
        self._whole.toggled.connect(lambda _: self._read())
        self._text = text_label("", "")
        self._insert = push_button(
            "Insertar este ejemplo", "Copia los textos al plan para que los adapte; se puede deshacer.", self.insert
        )
        self._insert.setObjectName("bank_insert")
        self._insert.setProperty("role", "main")
        leave = push_button("Volver", "Cierra los ejemplos sin insertar nada.", self.left.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(8)
        title = text_label("Ejemplos para insertar y adaptar", "section")
        for part in (title, self._tabs, self._areas, self.view, self._whole, self._text, spaced(self._insert, leave)):
            layout.addWidget(part)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it stands in the place of the editor."""
        return self._open

    def open_at(self, plan: Plan, path: Sequence[Ident], first: type[Listed]) -> None:
        """Show the examples for a place, those of the kind ``first`` if one can hang there."""
        self._open = True
        self._kinds = []
        self.show_place(plan, path)
        self._tabs.select(self._kinds.index(first) if first in self._kinds else 0)
        self._show_kind()

    def close_it(self) -> None:
        """Give its place back to the editor."""
        self._open = False
        self.hide()

    def first(self) -> QListView:
        """Where the focus goes."""
        return self.view

    def show_place(self, plan: Plan, path: Sequence[Ident]) -> None:
        """The examples for another place; nothing happens when it is the same."""
        place = dict(reversed(path))
        if place == self._place and self._kinds:
            return
        self._place = place
        chosen = self._kind
        self._kinds = [cls for cls in KINDS if cls is Objective or PARENT[cls].KIND in place]
        self._tabs.show_labels([cls.NOUNS[:1].upper() + cls.NOUNS[1:] for cls in self._kinds])
        self._tabs.select(self._kinds.index(chosen) if chosen in self._kinds else 0)
        self.view.setMaximumHeight(14 * em(self))
        self.view.setMinimumHeight(14 * em(self))
        self._show_kind()

    def insert(self) -> None:
        """The example into the plan, where one is, in one step."""
        row, kind = self.view.currentIndex().row(), self._kind
        if not 0 <= row < len(self._pieces) or kind is None:
            return
        plan = self._context.plan
        parent = self._place.get(PARENT[kind].KIND, "")
        records = self._kept(self._pieces[row].make(parent, self._context.new_id))
        mates = children_of(plan, kind, parent)
        chosen = next((one for one in mates if self._place.get(kind.KIND) == one.key), mates[-1] if mates else None)
        self._context.apply(gestures.together("insertar ejemplo", gestures.add(plan, *records, after=chosen)))
        self.close_it()
        self.inserted.emit(records[0].ident)

    @property
    def _kind(self) -> type[Listed] | None:
        index = self._tabs.current
        return self._kinds[index] if 0 <= index < len(self._kinds) else None

    def _show_kind(self) -> None:
        kind = self._kind
        if kind is None or not self._open:
            return
        plan, reference = self._context.plan, self._context.reference
        factors = [one for key in self._place.get(Factor.KIND, "").split() if (one := plan.get(Factor, key))]
        examples = fitting(load_bank(paths.bundled("resources")), plan, reference, factors)
        self._areas.setText(_areas_in_words(plan, reference, factors))
        self._pieces = list(pieces(examples, kind, self._context.year))
        self._whole.setVisible(kind in _WITH)
        self._whole.setText(_WITH.get(kind, ""))
        self._whole.setChecked(kind is Goal)
        self.model.show([piece.shown(row * 1000)[0] for row, piece in enumerate(self._pieces)])
        self.view.setCurrentIndex(self.model.index(0))
        self._read()

    def _chosen(self, current: QModelIndex) -> None:
        self._read()

    def _read(self) -> None:
        row = self.view.currentIndex().row()
        there = 0 <= row < len(self._pieces)
        self._insert.setEnabled(there)
        self._text.setText(told(self._kept(self._pieces[row].shown(0))) if there else "No hay ejemplos.")

    def _kept(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """What is inserted: all of it, or only the thing itself."""
        return tuple(records) if self._kind in _WITH and self._whole.isChecked() else tuple(records[:1])


def fitting(bank: Bank, plan: Plan, reference: Reference, factors: Sequence[Factor]) -> list[ObjectiveExample]:
    """The examples that answer the factors' components first, then the others of their areas; all, without factors."""
    found: dict[ObjectiveExample, None] = {}
    for factor in factors:
        found |= dict.fromkeys(bank.of_component(factor.component))
    for factor in factors:
        catalog = reference.catalog(plan, plan.get(Assessment, factor.assessment))
        for area in areas_of(factor, plan.find, reference):
            found |= dict.fromkeys(bank.of_area(catalog.id, area))
    return list(found) or [one for file in bank.files for one in file.objectives]


def pieces(examples: Sequence[ObjectiveExample], kind: type[Listed], year: int) -> Iterator[Piece]:
    """What of a kind the examples hold, in their order."""
    goals = [goal for example in examples for goal in example.goals]
    if kind is Objective:
        yield from (Piece(partial(_objective, example, year)) for example in examples)
    elif kind is Goal:
        yield from (Piece(partial(_goal, goal, year)) for goal in goals)
    elif kind is Indicator:
        yield from (Piece(partial(_indicator, one)) for goal in goals for one in goal.indicators)
    else:
        yield from (Piece(partial(_action, one, year)) for goal in goals for one in goal.actions)


def _objective(one: ObjectiveExample, year: int, parent: str, new_id: NewId) -> tuple[Record, ...]:
    return one.records(parent.split(), year, new_id)


def _goal(one: GoalExample, year: int, parent: str, new_id: NewId) -> tuple[Record, ...]:
    return one.records(parent, year, new_id)


def _indicator(one: IndicatorExample, parent: str, new_id: NewId) -> tuple[Record, ...]:
    return (one.record(parent, new_id),)


def _action(one: ActionExample, year: int, parent: str, new_id: NewId) -> tuple[Record, ...]:
    """An action alone has no share of a whole yet."""
    return (one.record(parent, year, new_id).but(weight=None),)


def told(records: Sequence[Record]) -> str:
    """Records line by line, as deep as they hang, each with what it is."""
    depths = {Objective: 0, Goal: 1, Indicator: 2, Action: 2}
    top = min((depths.get(type(one), 0) for one in records), default=0)
    lines = []
    for record in records:
        noun = f"{record.NOUN[:1].upper()}{record.NOUN[1:]}"
        lines.append(f"{'    ' * (depths.get(type(record), 0) - top)}{noun}: {getattr(record, record.TITLE)}")
    return "\n".join(lines)


def _areas_in_words(plan: Plan, reference: Reference, factors: Sequence[Factor]) -> str:
    names = {
        area.name
        for factor in factors
        for area in reference.catalog(plan, plan.get(Assessment, factor.assessment)).areas
        if area.id in areas_of(factor, plan.find, reference)
    }
    return ", ".join(sorted(names)) or "Todas las áreas"
