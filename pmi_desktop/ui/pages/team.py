"""The management team with who leads each area, the act that made it, and the Consejo Directivo."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import CouncilMember, Member, PlanInfo
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordList

MEMBER = (
    Section("", ("name", ("position", "group"), "leads", "site")),
    Section("Contacto", (("email", "phone"),)),
)
COUNCIL = (Section("", ("name", "represents")),)


class TeamPage(ScrollPage):
    """Step ``team``."""

    step: ClassVar[str] = "team"
    intro: ClassVar[str] = "Quiénes llevan el plan adelante y qué área lidera cada uno. A los estudiantes, sin nombre."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._act = Form(context, PlanInfo, (Section("", ("team_act",)),))
        self._members = RecordList(
            context,
            Member,
            MEMBER,
            empty="Agregue a quienes forman el equipo de gestión. Comience por usted.",
            title=lambda member: _lines(member.name or "Integrante sin nombre", member.position),
        )
        self._leaders = text_label("", "")
        self._council = RecordList(
            context,
            CouncilMember,
            COUNCIL,
            empty="Agregue a los miembros del Consejo Directivo, que aprueba el plan.",
            title=lambda member: _lines(member.name or "Consejero sin nombre", member.represents),
        )
        leaders = QFrame()
        leaders.setProperty("role", "card")
        inside = QVBoxLayout(leaders)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(text_label("Quién lidera cada área", "section"))
        inside.addWidget(self._leaders)
        for widget in (self._act, self._members, leaders, text_label("Consejo Directivo", "title"), self._council):
            self.body.addWidget(widget)

    def show_plan(self, plan: Plan) -> None:
        self._act.show_record(plan.info)
        self._members.show_plan(plan)
        self._council.show_plan(plan)
        areas = self.context.reference.catalog(plan).areas
        self._leaders.setText("\n".join(f"{area.name}: {_leaders(plan, area.id)}" for area in areas))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        for part in (self._act, self._members, self._council):
            part.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        if kind == PlanInfo.KIND:
            return self._act.focus(field or "team_act")
        if kind == Member.KIND and not key:
            self._members.first().setFocus()
            return True
        return self._members.focus(ident, field) or self._council.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._act.first()

    def settle(self) -> None:
        for part in (self._act, self._members, self._council):
            part.settle()


def _leaders(plan: Plan, area: str) -> str:
    """Who leads an area, or that nobody does."""
    names = [member.name or member.position or "Integrante sin nombre" for member in plan.where(Member, "leads", area)]
    return ", ".join(names) or "! nadie todavía"


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
