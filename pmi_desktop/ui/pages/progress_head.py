"""Above the actions of a cut: which cut, whose actions, how far it is, and what can be done with all of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.execution import execution_at
from pmi_desktop.domain.numbers import show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import Report, by_responsible
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.services.paper import write_action_sheets
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.cut_page import CutTabs
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import Line, text_label
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.saving import save_pdf

_EVERYBODY = "Todos"


class ProgressHead(QWidget):
    """Shows what :meth:`show_cut` gives it; tells by its signals what is wanted."""

    filtered = Signal()
    accept_wanted = Signal()
    deliver_wanted = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._cut: Checkpoint | None = None
        self.tabs = CutTabs()
        self._counter = QLabel("")
        self._counter.setObjectName("progress_counter")
        self._counter.setProperty("role", "label")
        self._counter.setWordWrap(True)
        self._person = Combo()
        self._person.setObjectName("progress_person")
        self._person.setMinimumContentsLength(12)
        self._person.setAccessibleName("Responsable")
        self._person.setAccessibleDescription("Deja en la lista las acciones de una persona, como en su hoja.")
        self._person.addItem(_EVERYBODY, "")
        self._person.currentIndexChanged.connect(lambda _: self.filtered.emit())
        self._pending = QCheckBox("Solo sin estado")
        self._pending.setObjectName("pending_only")
        self._pending.setAccessibleDescription("Deja en la lista las acciones que aún no tienen estado en este corte.")
        self._pending.toggled.connect(lambda _: self.filtered.emit())
        self._accept = push_button(
            "Dejar las demás como antes", "Copia el estado y el avance del corte anterior donde no hay estado.",
            self.accept_wanted.emit,
        )  # fmt: skip
        self._accept.setObjectName("accept_all")
        self._paper = QPushButton("Hojas en papel…")
        self._paper.setObjectName("paper")
        self._paper.setAccessibleName("Hojas en papel")
        self._paper.setAccessibleDescription("Guarda en PDF una hoja por responsable con sus acciones en este corte.")
        menu = QMenu(self._paper)
        menu.aboutToShow.connect(self.fill_menu)
        self._paper.setMenu(menu)
        self._deliver = push_button(
            "Entregar este seguimiento", "Lleva a la entrega de este corte.", self.deliver_wanted.emit
        )
        self._deliver.setObjectName("deliver")
        self._lay_out()

    @property
    def person(self) -> str:
        """Whose actions are wanted; nothing for everybody's."""
        return str(self._person.currentData() or "")

    @property
    def only_pending(self) -> bool:
        """Whether only those without state are wanted."""
        return self._pending.isChecked()

    def show_cut(self, plan: Plan, cut: Checkpoint, reports: Sequence[Report]) -> None:
        """Show how far a cut is."""
        self._cut = cut
        self._offer([(_EVERYBODY, ""), *((name, name) for name in by_responsible(plan))])
        told = sum(bool(one.now.state) for one in reports)
        late = sum(one.late for one in reports)
        executed = execution_at(plan, cut).plan
        parts = [f"{told} de {len(reports)} con estado"]
        parts += [f"! {late} {'atrasada' if late == 1 else 'atrasadas'}"] if late else []
        parts += [f"ejecución {show_percent(executed)}"] if executed is not None else []
        self._counter.setText(" · ".join(parts))
        open_ones = [one for one in reports if not one.now.state and one.before and one.before.state]
        self._accept.setVisible(bool(open_ones))
        self._accept.setEnabled(any(self._context.may_change(one.now) for one in open_ones))

    def show_everything(self) -> None:
        """Take the filters away, so that any action can be gone to."""
        self._person.setCurrentIndex(0)
        self._pending.setChecked(False)

    def fill_menu(self) -> None:
        """Offer the people of the plan as it is now."""
        menu = self._paper.menu()
        menu.clear()
        menu.addAction("Una hoja por responsable", self.write)
        menu.addSeparator()
        for name in by_responsible(self._context.plan):
            menu.addAction(name, lambda name=name: self.write(name))

    def write(self, person: str = "") -> None:
        """Ask for a file and write the sheets there."""
        plan, cut = self._context.plan, self._cut
        if cut is not None:
            name = " ".join(filter(None, ("Hojas de avance", cut.label, person)))
            save_pdf(self._context, self, name, lambda target: write_action_sheets(target, plan, cut, person=person))

    def _offer(self, offered: list[tuple[str, str]]) -> None:
        combo = self._person
        if [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())] == offered:
            return
        chosen = self.person
        combo.blockSignals(True)
        combo.clear()
        for word, value in offered:
            combo.addItem(word, value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.blockSignals(False)

    def _lay_out(self) -> None:
        label = QLabel("Responsable")
        label.setProperty("role", "label")
        label.setBuddy(self._person)
        cuts, standing = Line(gap=8), Line(gap=8)
        cuts.add(self.tabs, width=20, stretch=1)
        cuts.add(self._deliver)
        standing.add(self._counter, width=18, stretch=1)
        standing.add(self._accept)
        filters = QWidget()
        flow = FlowLayout(filters)
        for widget in (label, self._person, self._pending, self._paper):
            flow.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for part in (text_label(STEP_BY_ID["progress"].title, "title"), cuts, standing, filters):
            whole.addWidget(part)
