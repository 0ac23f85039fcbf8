"""The first screen: the plans of this PC, and the ways to a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pmi_desktop.domain.numbers import show_long_date, show_time
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.start_panel import StartPanel, act_button
from pmi_desktop.ui.theme import em

if TYPE_CHECKING:  # its inputs wait for the first paint
    from pmi_desktop.ui.new_plan import NewPlanForm

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
GAP = 16
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_CARD = Qt.ItemDataRole.UserRole + 1
_WAYS = (
    ("Nuevo plan", "new", "Comienza el PMI de su establecimiento."),
    ("Nuevo a partir de uno anterior", "renew", "Trae la escuela, el equipo y lo que sigue."),
    ("Traer de una memoria…", "bring", "Copia aquí un plan, un paquete o un área."),
    ("Abrir un archivo…", "open_file", "Abre un plan donde está, sin copiarlo aquí."),
    ("Restaurar una copia…", "restore", "Vuelve a un plan como estaba otro día."),
    ("Ver la escuela de ejemplo", "example", "Un plan completo, para mirar y ensayar."),
)


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
        return f"{self.school or 'Establecimiento sin nombre'} · {self.years}"

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

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: card.title,
            Qt.ItemDataRole.AccessibleTextRole: f"{card.title}. {card.details}",
            Qt.ItemDataRole.UserRole: str(card.path),
            _CARD: card,
        }.get(role)


class StartScreen(QWidget):
    """Recent plans at the left, the ways to a plan at the right; the form for a new one takes their place."""

    open_wanted = Signal(object)
    file_wanted = Signal()
    example_wanted = Signal()
    new_wanted = Signal(object)
    renew_wanted = Signal()
    bring_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self.setObjectName("page_ground")
        self.plans = QListView()
        self.cards = CardModel()
        self._waiting: QLabel = text_label("Buscando sus planes…", "muted")
        self._this_year = this_year
        self._new_form: NewPlanForm | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._overview())

    @property
    def waiting(self) -> str:
        """What stands in the place of the list as long as there is none."""
        return self._waiting.text()

    def show_cards(self, cards: Sequence[PlanCard]) -> None:
        """The plans of this PC, the last opened first."""
        self.cards.show(cards)
        self._waiting.setVisible(not cards)
        self.plans.setVisible(bool(cards))
        self._waiting.setText(
            "Aún no hay planes en este computador. Comience con «Nuevo plan», o mire la escuela de ejemplo."
        )
        if cards:
            self.plans.setCurrentIndex(self.cards.index(0))
            if self.isVisible() and self._pages.currentIndex() == 0:
                self.plans.setFocus()

    def show_plans(self) -> None:
        """Back to the list of plans."""
        self._pages.setCurrentIndex(0)
        (self.plans if self.cards.cards else self.new_button).setFocus()

    @property
    def current(self) -> Path | None:
        """The plan that is chosen in the list."""
        path = self.plans.currentIndex().data(Qt.ItemDataRole.UserRole)
        return Path(path) if path else None

    def show_new(self) -> None:
        """The form for a new plan."""
        if self._new_form is None:
            from pmi_desktop.ui.new_plan import NewPlanForm

            self._new_form = NewPlanForm(self._this_year)
            self._new_form.made.connect(self.new_wanted)
        self.show_panel(self._new_form)

    def show_panel(self, panel: StartPanel) -> None:
        """Something else in the place of the list, until it is left."""
        if self._pages.indexOf(panel) < 0:
            self._pages.addWidget(panel)
            panel.left.connect(self.show_plans)
        self._pages.setCurrentWidget(panel)
        panel.start()

    def _overview(self) -> QWidget:
        overview = QWidget()
        recent = QVBoxLayout()
        recent.setSpacing(GAP)
        recent.addWidget(text_label("PMI Escritorio", "title"))
        recent.addWidget(
            text_label("El plan de mejoramiento de su establecimiento, del diagnóstico a la entrega.", "muted")
        )
        recent.addWidget(text_label("Planes en este computador", "section"))
        recent.addWidget(self._waiting)
        recent.addWidget(self._plan_list(), 1)
        recent.addStretch(0)
        row = QHBoxLayout(overview)
        row.setContentsMargins(32, 32, 32, 32)
        row.setSpacing(32)
        row.addLayout(recent, 3)
        row.addWidget(self._ways(), 2)
        return overview

    def _ways(self) -> QWidget:
        """How one gets to a plan; in the largest letters they scroll."""
        ways = QFrame()
        ways.setProperty("role", "card")
        column = QVBoxLayout(ways)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(6)
        acts = [self.show_new, self.renew_wanted.emit, self.bring_wanted.emit]
        acts += [self.file_wanted.emit, self.restore_wanted.emit, self.example_wanted.emit]
        buttons = [act_button(*words, act) for words, act in zip(_WAYS, acts, strict=True)]
        self.new_button = buttons[0]
        self.new_button.setProperty("role", "main")
        for button in buttons:
            column.addWidget(button)
            column.addWidget(text_label(button.accessibleDescription(), "hint"))
            column.addSpacing(6)
        ground = QWidget()
        ground.setObjectName("page_body")
        below = QVBoxLayout(ground)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(ways)
        below.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        return area

    def _plan_list(self) -> QListView:
        view = self.plans
        view.setObjectName("recent_plans")
        view.setModel(self.cards)
        view.setAccessibleName("Planes en este computador")
        view.setAccessibleDescription("Elija uno y oprima Enter, o haga clic.")
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMouseTracking(True)
        view.setItemDelegate(_CardDelegate(view))
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        view.hide()
        return view

    def _choose(self, index: QModelIndex) -> None:
        path = index.data(Qt.ItemDataRole.UserRole)
        if path:
            self.open_wanted.emit(Path(path))


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
        height = sum(metrics.boundingRect(room, _FLAGS, text).height() for text in (card.title, card.details))
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
        painter.drawText(inside, _FLAGS, card.title)
        used = painter.fontMetrics().boundingRect(inside, _FLAGS, card.title).height()
        painter.setFont(small)
        painter.setPen(QColor(colours.warn if card.note else colours.muted))
        painter.drawText(inside.adjusted(0, used + 4, 0, 0), _FLAGS, card.details)
        painter.restore()
