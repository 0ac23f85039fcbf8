"""The chain as a tree for views: a line per link, told anew only where it differs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.chain import Link
from pmi_desktop.domain.chain_moves import PARENT
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.figures.progress import targets_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.numbers import show_date, show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed
from pmi_desktop.domain.school import Member
from pmi_desktop.ui.widgets.lists import ROOT, Index

IDENT = int(Qt.ItemDataRole.UserRole) + 1
LINE = int(Qt.ItemDataRole.UserRole) + 2
MIME = "application/x-pmi-link"
NO_FACTOR = "Estos objetivos no responden a ningún factor crítico."


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: a small heading, the whole text, who does it, and what is bare."""

    heading: str
    text: str
    people: str
    lacks: str
    depth: int

    @property
    def told(self) -> str:
        """The same for those who listen."""
        return ". ".join(part for part in (self.heading, self.text, self.people, self.lacks) if part)


@dataclass(eq=False, slots=True)
class _Node:
    ident: Ident
    line: Line
    parent: "_Node | None"
    row: int
    number: int = 0
    below: list["_Node"] = field(default_factory=list)

    def shape(self) -> tuple[object, ...]:
        return self.ident, tuple(one.shape() for one in self.below)


class ChainModel(QAbstractItemModel):
    """A record's key is in ``Qt.UserRole``, kind and key in :data:`IDENT`.

    The model changes nothing by itself: ``dropped`` carries what was dragged, the link it was dropped on or in, and the
    key of the one behind which it goes (nothing: to the end).
    """

    dropped = Signal(object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._top: list[_Node] = []
        self._nodes: dict[Ident, _Node] = {}
        self._numbers = count(1)
        self._numbered: dict[int, _Node] = {}
        self._kinds = {cls.KIND: cls for cls in (Factor, Objective, Goal, Indicator, Action)}

    def show(self, plan: Plan, chain: Sequence[Link]) -> bool:
        """Show a plan's chain; true when lines came, went or moved, so that all indexes are new."""
        if plan is self._plan:  # who comes to a page has it shown three times: built, seen, and gone to a place
            return False
        self._plan = plan
        top = [_node(plan, link, None, row, 0) for row, link in enumerate(chain)]
        nodes = {node.ident: node for root in top for node in _walk(root)}
        if [one.shape() for one in top] != [one.shape() for one in self._top]:
            self.beginResetModel()
            self._top, self._nodes = top, nodes
            self._numbered = dict(zip(self._numbers, nodes.values(), strict=False))
            for number, node in self._numbered.items():
                node.number = number
            self.endResetModel()
            return True
        for ident, node in self._nodes.items():
            if node.line != nodes[ident].line:
                node.line = nodes[ident].line
                index = self.createIndex(node.row, 0, node.number)
                self.dataChanged.emit(index, index)
        return False

    def index_of(self, ident: Ident) -> QModelIndex:
        """Where something stands: a factor in the first group it belongs to; an invalid index when nowhere."""
        node = self._nodes.get(ident)
        if node is None and ident[0] == Factor.KIND and ident[1]:
            node = next((one for one in self._top if ident[1] in one.ident[1].split()), None)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.number)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        nodes = self._below(parent)
        return (
            self.createIndex(row, column, nodes[row].number) if 0 <= row < len(nodes) and column == 0 else QModelIndex()
        )

    def parent(self, child: Index = ROOT) -> QModelIndex:  # type: ignore[override]  # QObject has one too
        node = self._node_at(child)
        above = node.parent if node else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above.number)

    def rowCount(self, parent: Index = ROOT) -> int:
        return len(self._below(parent))

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self._node_at(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.line.told
        return {Qt.ItemDataRole.UserRole: node.ident[1], IDENT: node.ident, LINE: node.line}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the factors can be dragged."""
        flags = super().flags(index)
        node = self._node_at(index)
        if node is not None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
            if node.parent is not None:
                flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        node = self._node_at(indexes[0]) if indexes else None
        if node is not None:
            data.setData(MIME, QByteArray("\n".join(node.ident).encode()))
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(  # noqa: N802  # Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Only where it can hang, or on one of its kind."""
        return self._target(data, row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        target = self._target(data, row, parent)
        if target is not None:
            self.dropped.emit(*target)
        return False  # the view must remove nothing: the plan changes, and the model follows it

    def _target(self, data: QMimeData, row: int, parent: Index) -> tuple[Ident, Ident, str] | None:
        kind, _, key = bytes(data.data(MIME).data()).decode().partition("\n")
        node, dragged = self._node_at(parent), self._nodes.get((kind, key))
        if node is None or dragged is None:
            return None
        if row < 0 and node.ident[0] == kind and node is not dragged and node.parent is not None:
            return dragged.ident, node.parent.ident, node.ident[1]
        if node.ident[0] != PARENT[self._kinds[kind]].KIND:
            return None
        before = node.below[:row] if row >= 0 else node.below
        mates = [one.ident[1] for one in before if one.ident[0] == kind and one is not dragged]
        return dragged.ident, node.ident, mates[-1] if mates else ""

    def _node_at(self, index: Index) -> _Node | None:
        """The node of an index; none for one of before the last reset, which Qt may still hold."""
        return self._numbered.get(index.internalId()) if index.isValid() else None

    def _below(self, parent: Index) -> list[_Node]:
        node = self._node_at(parent)
        return node.below if node else self._top


def _walk(node: _Node) -> list[_Node]:
    return [node, *(one for child in node.below for one in _walk(child))]


def _node(plan: Plan, link: Link, parent: _Node | None, row: int, depth: int) -> _Node:
    node = _Node(link.ident, _line(plan, link, depth), parent, row)
    node.below = [_node(plan, child, node, index, depth + 1) for index, child in enumerate(link.below)]
    return node


def _line(plan: Plan, link: Link, depth: int) -> Line:
    lacks = " · ".join(link.lacks)
    if link.kind is Factor:
        return Line(*_group(link), "", f"! {lacks}" if lacks else "", depth)
    record = link.records[0]
    text = str(getattr(record, record.TITLE)).strip()
    if not text:
        text = f"{record.NOUN[:1].upper()}{record.NOUN[1:]} sin texto"
    facts = _FACTS[link.kind](record)
    heading = " · ".join((f"{record.NOUN[:1].upper()}{record.NOUN[1:]} {link.label}", *facts))
    people = _people(plan, record) if isinstance(record, Action) else ""
    return Line(heading, text, people, f"! {lacks}" if lacks else "", depth)


def _group(link: Link) -> tuple[str, str]:
    """Heading and text of the factors that objectives answer together."""
    if not link.records:
        return "Sin factor crítico", NO_FACTOR
    texts = [getattr(one, "description", "").strip() or "Factor crítico sin texto" for one in link.records]
    if len(texts) == 1:
        return f"Factor crítico {link.label}", texts[0]
    labels = link.label.split(" + ")
    return (
        f"Factores críticos {link.label}",
        "\n".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True)),
    )


def _goal_facts(goal: Any) -> list[str]:
    return [show_date(goal.due_on)] if goal.due_on else []


def _indicator_facts(indicator: Any) -> list[str]:
    targets = targets_of(indicator)
    if indicator.baseline is None or not targets:
        return []
    return [f"{show_number(indicator.baseline)} → {show_number(targets[-1])} {indicator.unit}".strip()]


def _action_facts(action: Any) -> list[str]:
    days = " a ".join(show_date(day) for day in (action.start_on, action.end_on) if day)
    weight = "" if action.weight is None else f"{action.weight}\N{NO-BREAK SPACE}%"
    return [part for part in (weight, days) if part]


_FACTS: Mapping[type[Listed], Callable[[Any], list[str]]] = {
    Objective: lambda _: [],
    Goal: _goal_facts,
    Indicator: _indicator_facts,
    Action: _action_facts,
}


def _people(plan: Plan, action: Action) -> str:
    members = (plan.get(Member, key) for key in action.responsible)
    names = [one.name or one.position for one in members if one is not None]
    return ", ".join(part for part in (*names, action.responsible_other) if part)
