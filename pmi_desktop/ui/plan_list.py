"""The plans of this PC as a list: whose, for which years, how far, when saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmi_desktop.domain.numbers import show_long_date, show_time
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.lists import FLAGS, ROOT, Index, set_up_list

_CARD = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan as the start screen shows it; ``note`` says what is odd about it (its stick is away, it is damaged)."""

    path: Path
    school: str
    years: str
    complete: int = 0
    steps: int = 0
    saved_at: datetime | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Whose plan it is, for which years."""
        return " · ".join(filter(None, (self.school or "Establecimiento sin nombre", self.years)))

    @property
    def details(self) -> str:
        """How far it is and when it was last saved."""
        parts = [f"{self.complete} de {self.steps} pasos listos" if self.steps else ""]
        if self.saved_at is not None:
            parts.append(f"guardado el {show_long_date(self.saved_at.date())} a las {show_time(self.saved_at.time())}")
        return self.note or " · ".join(filter(None, parts))


class CardModel(QAbstractListModel):
    """The plans; their paths are in ``Qt.UserRole``."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[PlanCard, ...] = ()

    def show(self, cards: Sequence[PlanCard]) -> None:
        """Show these."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: card.title,
            Qt.ItemDataRole.AccessibleTextRole: f"{card.title}. {card.details}",
            Qt.ItemDataRole.UserRole: str(card.path),
            _CARD: card,
        }.get(role)


class PlanList(QListView):
    """``chosen`` carries the path of a plan to open."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cards = CardModel()
        self.setModel(self._cards)
        set_up_list(self, "recent_plans", "Planes en este computador", "Elija uno y oprima Enter, o haga clic.")
        self.setMouseTracking(True)
        self.setItemDelegate(_CardDelegate(self))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    @property
    def cards(self) -> tuple[PlanCard, ...]:
        """What is listed."""
        return self._cards.cards

    @property
    def current(self) -> Path | None:
        """The plan that is chosen."""
        path = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return Path(path) if path else None

    def show_cards(self, cards: Sequence[PlanCard]) -> None:
        """List these, the first one chosen."""
        self._cards.show(cards)
        if cards:
            self.setCurrentIndex(self._cards.index(0))

    def _choose(self, index: QModelIndex) -> None:
        path = index.data(Qt.ItemDataRole.UserRole)
        if path:
            self.chosen.emit(Path(path))


class _CardDelegate(QStyledItemDelegate):
    """School and years, progress and last saving below."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _fonts(self) -> tuple[QFont, QFont]:
        large = QFont(self._view.font())
        large.setWeight(QFont.Weight.DemiBold)
        small = QFont(self._view.font())
        small.setPointSizeF(small.pointSizeF() * 0.92)
        return large, small

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: PlanCard = index.data(_CARD)
        metrics = self._view.fontMetrics()
        room = QRect(0, 0, self._view.viewport().width() - 40, 10_000)
        height = sum(metrics.boundingRect(room, FLAGS, text).height() for text in (card.title, card.details))
        return QSize(self._view.viewport().width(), height + round(em(self._view) * 1.8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = option
        rect: QRect = drawn.rect
        card: PlanCard = index.data(_CARD)
        colours = colours_of(self._view)
        large, small = self._fonts()
        painter.save()
        if drawn.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(colours.soft))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(16, round(em(self._view) * 0.7), -16, -8)
        painter.setFont(large)
        painter.setPen(QColor(colours.text))
        painter.drawText(inside, FLAGS, card.title)
        used = painter.fontMetrics().boundingRect(inside, FLAGS, card.title).height()
        painter.setFont(small)
        painter.setPen(QColor(colours.warn if card.note else colours.muted))
        painter.drawText(inside.adjusted(0, used + 4, 0, 0), FLAGS, card.details)
        painter.restore()
