"""«Hojas en papel»: which sheets, into which file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.school import Site
from pmi_desktop.services.paper import write_rating_sheets
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext


class PaperButton(QPushButton):
    """A menu with all areas, each area, and each sede; ``assessment`` says which one the sheets are for."""

    def __init__(self, context: PlanContext, assessment: Callable[[], Assessment | None]) -> None:
        super().__init__()
        self._context = context
        self._assessment = assessment
        self.setText("Hojas en papel…")
        self.setObjectName("paper")
        self.setAccessibleName("Hojas en papel")
        self.setAccessibleDescription("Guarda en PDF las hojas para valorar en papel, por área o por sede.")
        self.setToolTip(self.accessibleDescription())
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Offer what the plan holds now."""
        menu, plan, assessment = self.menu(), self._context.plan, self._assessment()
        menu.clear()
        if assessment is None:
            return
        menu.addAction("Todas las áreas", self.write)
        for area in self._context.reference.catalog(plan, assessment).areas:
            menu.addAction(area.name, lambda area=area: self.write(area=area.id, named=area.name))
        sites = [site.name for site in plan.all(Site) if site.name]
        if sites:
            menu.addSeparator()
        for site in sites:
            menu.addAction(f"Todas las áreas, sede {site}", lambda site=site: self.write(site=site, named=site))

    def write(self, *, area: str = "", site: str = "", named: str = "") -> None:
        """Ask for a file and write the sheets there."""
        assessment, context = self._assessment(), self._context
        if assessment is None:
            return
        name = " ".join(filter(None, ("Hojas de autoevaluación", str(assessment.year or ""), named)))
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Guardar las hojas", f"{name.replace('/', ' ')}.pdf", "Documento PDF (*.pdf)"
        )
        if not chosen:
            return
        target = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
        plan, reference = context.plan, context.reference
        context.tasks.run(
            lambda: write_rating_sheets(target, plan, reference, assessment, area=area, site=site),
            lambda done: context.say(f"Hojas guardadas en {done}."),
            lambda problem: context.say(sentence(problem)),
        )
