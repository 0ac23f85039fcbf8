"""A new plan that goes on where an earlier one ends: from which one, and for which years."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pmi_desktop.services.renewing import spans_after
from pmi_desktop.ui.buttons import act_button
from pmi_desktop.ui.library_cards import years_of
from pmi_desktop.ui.start_panel import StartPanel
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.layouts import text_label

if TYPE_CHECKING:
    from pmi_desktop.services.workspace import Summary


class RenewPanel(StartPanel):
    """``wanted`` carries the earlier plan's path and the years of the new one."""

    wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("Nuevo a partir de uno anterior", "renew_panel")
        self._plans: tuple[Summary, ...] = ()
        self._none = text_label("En este computador aún no hay un plan anterior. Tráigalo primero de una memoria.", "")
        self._from = Combo()
        self._from.setObjectName("renew.plan")
        self._from.setAccessibleName("Plan anterior")
        self._from.setAccessibleDescription("El plan del que sale el nuevo; queda como está.")
        self._from.currentIndexChanged.connect(self._follow)
        self._years = Combo()
        self._years.setObjectName("renew.years")
        self._years.setAccessibleName("Años del plan nuevo")
        self._years.setAccessibleDescription("Un PMI dura de uno a cuatro años; comienza después del anterior.")
        fields = []
        for combo in (self._from, self._years):
            label = text_label(combo.accessibleName(), "label")
            label.setBuddy(combo)
            fields += [label, combo]
        self._card = QFrame()
        self._card.setProperty("role", "card")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for widget in fields:
            column.addWidget(widget)
        column.addWidget(
            text_label(
                "Vienen la escuela, las sedes, el equipo, la identidad y las metas que no se cerraron. La última "
                "autoevaluación queda como «el año anterior». El plan anterior no cambia.",
                "hint",
            )
        )
        self._make = act_button("Crear el plan", "renew_make", "Crea el plan nuevo y lo abre.", self._wanted)
        self._make.setProperty("role", "main")
        self.body.addWidget(self._none)
        self.body.addWidget(self._card)
        self.add_buttons(self._make)
        self.body.addStretch(1)

    def show_plans(self, plans: Sequence["Summary"], current: Path | None) -> None:
        """Those that can be read, with the one chosen in the list first in mind."""
        self._plans = tuple(one for one in plans if one.start_year and one.problem is None)
        self._from.clear()
        for one in self._plans:
            school = one.school or "Establecimiento sin nombre"
            self._from.addItem(f"{school} · {years_of(one.start_year, one.end_year)}", str(one.path))
        self._from.setCurrentIndex(max(self._from.findData(str(current)), 0))
        self._follow()
        self._none.setVisible(not self._plans)
        self._card.setVisible(bool(self._plans))
        self._make.setVisible(bool(self._plans))

    def start(self) -> None:
        """Begin with the plan."""
        self._from.setFocus()

    def _follow(self) -> None:
        """The new plan begins after the earlier one."""
        chosen = max(self._years.currentIndex(), 0)
        self._years.clear()
        if self._from.currentIndex() >= 0:
            for years in spans_after(self._plans[self._from.currentIndex()].end_year):
                self._years.addItem(years_of(years[0], years[-1]), years)
            self._years.setCurrentIndex(chosen)

    def _wanted(self) -> None:
        self.wanted.emit(Path(self._from.currentData()), self._years.currentData())
