"""The dates of the follow-up cuts, with the usual ones to propose."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.cuts import proposed_cuts
from pmi_desktop.domain.numbers import show_date, show_long_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.form import Section
from pmi_desktop.ui.widgets.record_list import RecordList


class CheckpointsPage(ScrollPage):
    """Step ``checkpoints``."""

    step: ClassVar[str] = "checkpoints"
    intro: ClassVar[str] = "En cada corte se mira cómo va cada acción y cuánto marca cada indicador."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._propose = QPushButton()
        self._propose.setObjectName("propose_cuts")
        self._propose.clicked.connect(self._add_proposed)
        self._list = RecordList(
            context,
            Checkpoint,
            (Section("", (("label", "date"),)),),
            empty="Agregue las fechas en que el equipo revisará el avance. Lo usual son dos al año.",
            new=lambda key: Checkpoint(id=key, label=_label(context.plan)),
            title=lambda cut: f"{cut.label or 'Corte sin nombre'}\n{show_long_date(cut.date) or 'sin fecha'}",
        )
        self.body.addWidget(self._propose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._list)

    def show_plan(self, plan: Plan) -> None:
        days = proposed_cuts(plan, self.context.year)
        self._propose.setVisible(bool(days) and self.context.may_add(Checkpoint))
        words = " y ".join(show_date(day) for day in days)
        self._propose.setText(f"Proponer {words}")
        self._propose.setAccessibleDescription("Agrega los cortes de fechas usuales; después puede cambiarlas.")
        self._list.show_plan(plan)

    def _add_proposed(self) -> None:
        plan = self.context.plan
        first = len(plan.all(Checkpoint)) + 1
        days = proposed_cuts(plan, self.context.year)
        cuts = [
            Checkpoint(id=self.context.new_id(), label=f"Corte {number}", date=day)
            for number, day in enumerate(days, start=first)
        ]
        if cuts:
            self.context.apply(gestures.add(plan, *cuts))
            self.context.notice("Cortes agregados" if len(cuts) > 1 else "Corte agregado")
            self._list.select(cuts[0].id)
            self._list.view.setFocus()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._list.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        return self._list.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._list.first()

    def settle(self) -> None:
        self._list.settle()


def _label(plan: Plan) -> str:
    return f"Corte {len(plan.all(Checkpoint)) + 1}"
