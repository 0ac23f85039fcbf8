"""The school: everything that stands on the first page of each form."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import School
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.form import Form, Section

SECTIONS = (
    Section("Identificación", ("name", ("dane_code", "nit"), ("kind", "sector"), "recognition_act")),
    Section("Ubicación", (("zone", "municipality"), ("locality", "address"), "territorial_entity")),
    Section("Contacto", (("phone", "email"), "website")),
    Section("Rector o director rural", (("head_name", "head_role"),)),
    Section("Oferta educativa", ("calendar", ("levels", "shifts"))),
    Section(
        "Personal",
        (("staff.directivos", "staff.docentes", "staff.administrativos", "staff.orientadores"),),
        "Cuántas personas trabajan en todo el establecimiento.",
    ),
    Section(
        "Matrícula",
        (("enrolment.preescolar", "enrolment.primaria", "enrolment.secundaria", "enrolment.media"),),
        "Cuántos estudiantes hay en cada nivel, sumadas todas las sedes.",
    ),
)


class SchoolPage(ScrollPage):
    """Step ``school``."""

    step: ClassVar[str] = "school"
    intro: ClassVar[str] = "Estos datos encabezan todos los formatos. Se escriben una sola vez."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._form = Form(context, School, SECTIONS)
        self.body.addWidget(self._form)

    def show_plan(self, plan: Plan) -> None:
        self._form.show_record(plan.school)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._form.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        return ident == (School.KIND, "") and self._form.focus(field or "name")

    def first_field(self) -> QWidget | None:
        return self._form.first()

    def settle(self) -> None:
        self._form.settle()
