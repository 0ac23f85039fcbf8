"""The review of the school's identity: its texts, the guide's questions, its own figures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.guide import IDENTITY_QUESTIONS
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import TOPICS, Answer, ContextFigure, Identity
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordList

SECTIONS = (
    Section("Quiénes somos", ("mission", "vision", "principles", "values", "objectives")),
    Section("Dónde estamos", ("pei_comparison", "context")),
    Section("Preguntas de apoyo", ("answers",), "Las de la guía o las que el equipo quiera hacerse."),
)
FIGURES = (Section("", (("topic", "year"), ("value", "unit"), "source", "reading")),)


class IdentityPage(ScrollPage):
    """Step ``identity``."""

    step: ClassVar[str] = "identity"
    intro: ClassVar[str] = "Antes de valorar, mírense: qué dice el PEI y qué pasa de verdad."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._form = Form(context, Identity, SECTIONS)
        self._figures = RecordList(
            context,
            ContextFigure,
            FIGURES,
            empty="Agregue los datos con que cuentan: matrícula, inasistencia, deserción, resultados de Saber.",
            new=lambda key: ContextFigure(id=key, year=context.plan.info.start_year - 1),
            title=_title,
        )
        self._ask = QPushButton("Agregar las preguntas de la guía")
        self._ask.setObjectName("guide_questions")
        self._ask.setAccessibleDescription("Agrega las preguntas de apoyo que aún no están, para responderlas aquí.")
        self._ask.clicked.connect(self._add_questions)
        self.body.addWidget(self._form)
        self.body.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(text_label("Los datos del establecimiento", "title"))
        self.body.addWidget(self._figures)

    def _add_questions(self) -> None:
        plan = self.context.plan
        answers = (*plan.identity.answers, *(Answer(question=one) for one in _unasked(plan)))
        edit = gestures.change(plan, plan.identity, answers=answers)
        self.context.apply(replace(edit, label="agregar las preguntas de la guía"))
        self.context.notice("Preguntas agregadas")
        self._form.focus("answers")

    def show_plan(self, plan: Plan) -> None:
        self._form.show_record(plan.identity)
        self._ask.setVisible(bool(_unasked(plan)) and self.context.may_change(plan.identity))
        self._figures.show_plan(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._form.show_findings(findings)
        self._figures.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        if ident == (Identity.KIND, ""):
            return self._form.focus(field or "mission")
        return self._figures.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._form.first()

    def settle(self) -> None:
        self._form.settle()
        self._figures.settle()


def _unasked(plan: Plan) -> list[str]:
    """The guide's questions that the school has not taken up yet."""
    asked = {answer.question for answer in plan.identity.answers}
    return [question for question in IDENTITY_QUESTIONS if question not in asked]


def _title(figure: ContextFigure) -> str:
    """«Asistencia 2025: 14,8 % de inasistencia»."""
    topic = " ".join(part for part in (TOPICS.get(figure.topic, "Dato"), str(figure.year or "")) if part)
    value = " ".join(part for part in (show_number(figure.value), figure.unit) if part)
    return f"{topic}: {value}" if value else topic
