"""The sites of the school: a table of them, one at a time in a form, and what they add up to."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import Site
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.form import Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordList

SECTIONS = (
    Section("", ("name", "dane_code", "main", "locality", ("zone", "address"))),
    Section("Oferta", (("grades", "model"), ("students", "teachers"), "multigrade")),
    Section("Servicios", (("electricity", "internet"),)),
)
_EMPTY = "Agregue las sedes del establecimiento, la principal primero. Cada sede tiene su propio código DANE."


class SitesPage(ScrollPage):
    """Step ``sites``."""

    step: ClassVar[str] = "sites"
    intro: ClassVar[str] = "Cada sede, con sus estudiantes y docentes. Una sola es la principal."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._totals = text_label("", "section")
        self._list = RecordList(
            context,
            Site,
            SECTIONS,
            empty=_EMPTY,
            new=lambda key: Site(id=key, main=not context.plan.all(Site)),
            title=_title,
        )
        self.body.addWidget(self._totals)
        self.body.addWidget(self._list)

    def show_plan(self, plan: Plan) -> None:
        self._totals.setText(totals(plan))
        self._totals.setVisible(bool(plan.all(Site)))
        self._list.show_plan(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._list.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        return self._list.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._list.first()

    def settle(self) -> None:
        self._list.settle()


def totals(plan: Plan) -> str:
    """What the sites add up to, in words: «6 sedes · 165 estudiantes · 11 docentes»."""
    sites = plan.all(Site)
    counts = (
        (len(sites), "sede", "sedes"),
        (sum(site.students or 0 for site in sites), "estudiante", "estudiantes"),
        (sum(site.teachers or 0 for site in sites), "docente", "docentes"),
    )
    return " · ".join(f"{show_number(count)} {one if count == 1 else many}" for count, one, many in counts)


def _title(site: Site) -> str:
    name = site.name or "Sede sin nombre"
    return f"{name}\nPrincipal" if site.main else name
