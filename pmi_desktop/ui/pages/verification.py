"""The verification: the criteria of D02.03.F02, answered by the program where it can and by the school where not."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.checks import Context, Finding
from pmi_desktop.domain.handing_in import RESULTS, Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.verification import Verdict, answers_to_carry_over, summary_of, verdicts_of
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.concept_criteria import SIGNS
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.pages.verification_panel import CriterionPanel
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.layouts import Line, text_label
from pmi_desktop.ui.widgets.record_list import RecordModel, push_button, record_view, show_records


class VerificationPage(ScrollPage):
    """Step ``verification``."""

    step: ClassVar[str] = "verification"
    intro: ClassVar[str] = (
        "Con estos criterios revisará la Secretaría el plan. El programa responde lo que puede saber; lo demás lo"
        " responde el equipo."
    )

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._verdicts: Mapping[str, Verdict] = {}
        self._current = ""
        self._findings: Sequence[Finding] = ()
        self.model = RecordModel(self._title)
        self.view = record_view(self.model, Review)
        self.view.setAccessibleName("Criterios de la verificación")
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.panel = CriterionPanel(context)
        self._summary = text_label("", "")
        self._summary.setObjectName("verification_summary")
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card("Resumen para leer en voz alta")
        card.put(self._summary)
        self._carry = push_button("", "Copia las respuestas del equipo; después puede cambiarlas.", self._carry_over)
        self._carry.setObjectName("carry_over")
        self._carrying = Line()
        self._carrying.add(self._carry)
        self._carrying.add_space()
        self.view.setMinimumHeight(12 * em(self))
        for part in (card, self._carrying, Beside(self.view, self.panel)):
            self.body.addWidget(part)

    def show_plan(self, plan: Plan) -> None:
        context = Context(self.context.reference, self.context.today())
        verdicts = verdicts_of(plan, context)
        self._verdicts = {_review(plan, one).key: one for one in verdicts}
        if self._current not in self._verdicts:
            self._current = next(iter(self._verdicts), "")
        self._summary.setText(summary_of(verdicts))
        show_records(self.view, self.model, [_review(plan, one) for one in verdicts], self._current)
        self._show_current(plan)
        earlier = answers_to_carry_over(plan)
        self._carrying.setVisible(bool(earlier) and self.context.may_add(Review))
        self._carry.setText(f"Traer las respuestas de la versión {plan.info.version - 1}")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self.panel.form.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        answered = self.context.plan.find(ident)
        if isinstance(answered, Review) and self.model.row_of(key) < 0:  # the Secretaría's, or of an earlier version
            key = answered.but(by="school", version=self.context.plan.info.version).key
        row = self.model.row_of(key)
        if kind != Review.KIND or row < 0:
            return False
        self.view.setCurrentIndex(self.model.index(row))
        return self.panel.focus(field)

    def first_field(self) -> QWidget | None:
        return self.view

    def settle(self) -> None:
        self.panel.form.settle()

    def _title(self, review: Review) -> str:
        """The answer in a sign and words, then the criterion with its number."""
        verdict = self._verdicts[review.key]
        number = list(self._verdicts).index(review.key) + 1
        word = RESULTS.get(verdict.result, "Falta responder")
        return f"{SIGNS[verdict.result]} {word}\n{number}. {verdict.criterion.text}"

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and key != self._current:
            self.settle()
            self._current = key
            self._show_current(self.context.plan)

    def _show_current(self, plan: Plan) -> None:
        verdict = self._verdicts.get(self._current)
        if verdict is not None:
            self.panel.show_verdict(verdict, _review(plan, verdict), plan)
            self.panel.form.show_findings(self._findings)

    def _carry_over(self) -> None:
        plan = self.context.plan
        answers = answers_to_carry_over(plan)
        if answers:
            edit = gestures.add(plan, *answers)
            self.context.apply(gestures.together("traer las respuestas de la versión anterior", edit))
            self.context.notice("Respuestas traídas")
            self.view.setFocus()


def _review(plan: Plan, verdict: Verdict) -> Review:
    """The school's answer to a criterion, empty when there is none."""
    empty = Review(criterion=verdict.criterion.id, by="school", version=plan.info.version)
    return plan.get(Review, empty.key) or empty
