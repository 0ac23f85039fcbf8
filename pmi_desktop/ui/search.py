"""Finding any text of the plan by a part of it, and the field where it stands."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from pmi_desktop.domain.fields import Field, Type, fields_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Record
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.widgets.choices import folded
from pmi_desktop.ui.widgets.inputs import LineEdit
from pmi_desktop.ui.widgets.lists import ROOT, Index, TitleDelegate

MOST = 50
LEAST_LETTERS = 2
AROUND = 32
"""Letters shown before and after what was found, at most: words stay whole."""

NOTHING = "Ningún texto del plan lleva esas palabras."

ELSEWHERE = {
    ("plan", "team_act"): "team",
    ("plan", "priority_threshold"): "priorities",
    ("plan", "deadlines"): "schedule",
}
"""Fields that are edited on another step than their record's own."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text was found: its record and field, the step, and what stands around it."""

    ident: Ident
    field: str
    step: str
    label: str
    around: str


def step_of(kind: type[Record], field: str) -> str:
    """The step where a field of a kind is edited."""
    return ELSEWHERE.get((kind.KIND, field.partition(".")[0]), kind.STEP)


def find(plan: Plan, wanted: str, steps: frozenset[str]) -> tuple[Hit, ...]:
    """The first :data:`MOST` texts that contain all words of ``wanted``, accents and capitals aside."""
    words = folded(wanted).split()
    hits: list[Hit] = []
    if not enough(wanted):
        return ()
    for record in plan:
        for field in fields_of(type(record)):
            step = step_of(type(record), field.name)
            if step not in steps:
                continue
            for text in _texts(field, getattr(record, field.name)):
                plain = folded(text)
                if all(word in plain for word in words):
                    label = f"{STEP_BY_ID[step].title} · {field.label}"
                    hits.append(Hit(record.ident, field.name, step, label, _around(text, words[0])))
                    if len(hits) == MOST:
                        return tuple(hits)
    return tuple(hits)


def enough(wanted: str) -> bool:
    """Whether there are letters enough to search for."""
    return len("".join(wanted.split())) >= LEAST_LETTERS


def _texts(field: Field, value: Any) -> list[str]:
    if field.holds in (Type.TEXT, Type.PROSE):
        return [value] if value else []
    if field.holds is Type.ROWS and field.part is not None:
        parts = fields_of(field.part)
        return [text for row in value for part in parts for text in _texts(part, getattr(row, part.name))]
    return []


def _around(text: str, word: str) -> str:
    line = " ".join(text.split())
    place = max(folded(line).find(word), 0)
    start, end = max(place - AROUND, 0), place + len(word) + AROUND
    if start:
        start = max(line.find(" ", start, place) + 1, start)
    if end < len(line):
        end = max(line.rfind(" ", place + len(word), end), place + len(word))
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


class _HitModel(QAbstractListModel):
    """The places found, or one line that says that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self._in_vain = False

    def show(self, hits: tuple[Hit, ...], *, in_vain: bool) -> None:
        self.beginResetModel()
        self.hits, self._in_vain = hits, in_vain
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.hits) or int(self._in_vain)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hits[index.row()] if self.hits else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return f"{hit.around}\n{hit.label}" if hit is not None else NOTHING
        return hit if role == Qt.ItemDataRole.UserRole else None


class SearchBox(LineEdit):
    """Type a part of any text; choose one of the places found (``chosen`` carries its :class:`Hit`).

    Esc gives the search up (``left``).
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText("Buscar en el plan")
        self.setAccessibleName("Buscar en el plan")
        self.setAccessibleDescription("Escriba parte de cualquier texto y elija dónde está.")
        self.setClearButtonEnabled(False)
        self._plan: Plan | None = None
        self._steps: frozenset[str] = frozenset()
        self.hits = _HitModel()
        self._list = _Places(self.hits, self)
        self._list.setWidget(self)
        self._list.activated.connect(lambda _: self._choose(self._list.popup().currentIndex()))
        self.textChanged.connect(self._look)
        self.returnPressed.connect(self._first)

    def minimumSizeHint(self) -> QSize:
        """Room for what stands in it while it is empty."""
        hint = super().minimumSizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 28
        return QSize(max(hint.width(), words), hint.height())

    def show_plan(self, plan: Plan, steps: frozenset[str]) -> None:
        """Search in this plan, in the steps that have a page."""
        self._plan, self._steps = plan, steps

    def _look(self, text: str) -> None:
        if self._plan is None:
            return
        hits = find(self._plan, text, self._steps)
        self.hits.show(hits, in_vain=not hits and enough(text))
        popup = self._list.popup()
        if self.hits.rowCount():
            popup.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
            self._list.complete()
        else:
            popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, once the list is closed, empties the box."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if hit is not None:
            self.clear()
            self.chosen.emit(hit)

    def _first(self) -> None:
        if self.hits.hits and self.text():
            self._choose(self.hits.index(0))


class _Places(QCompleter):
    """The list of places below the search box; they are found by :func:`find`, not by Qt."""

    def __init__(self, model: _HitModel, parent: SearchBox) -> None:
        super().__init__(model, parent)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(7)
        places = QListView()
        places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        places.setMouseTracking(True)
        self.setPopup(places)
        places.setItemDelegate(TitleDelegate(places))  # only now: the completer brings one of its own

    def splitPath(self, path: str) -> list[str]:
        return [""]
