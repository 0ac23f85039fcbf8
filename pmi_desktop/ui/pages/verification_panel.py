"""One criterion of the verification: what the program found, and what the school answers."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pmi_desktop.domain.handing_in import RESULTS, Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.domain.verification import Verdict
from pmi_desktop.services.delivering import who
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.registry import PAGES
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.issue_box import IssueBox
from pmi_desktop.ui.widgets.layouts import GAP, Line, text_label
from pmi_desktop.ui.widgets.record_list import push_button

_BY_HAND = ("result", "date", "reviewer")
"""What only the team's own answers have: the program's is as of now."""

_ROLES = {"cumple": "good", "parcial": "warn", "no_cumple": "bad"}
_SAID = {
    "cumple": "✓ El programa no encuentra nada que falte: cumple.",
    "parcial": "! El programa encuentra asuntos por mejorar: cumple en parte.",
    "no_cumple": "✗ El programa encuentra asuntos que impiden entregar: no cumple.",
}


class CriterionPanel(QFrame):
    """Named ``review:<key>`` after the answer it shows."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._step = ""
        self._text = text_label("", "section")
        self._said = text_label("", "muted")
        self._theirs = text_label("", "muted")
        self._issues = IssueBox(context, "criterion_issues")
        self._go = push_button("", "Abre el paso en que se trabaja este asunto.", self._open)
        self._go.setObjectName("open_step")
        line = Line()
        line.add(self._go)
        line.add_space()
        self.form = Form(context, Review, (Section("", ("result", "note", ("date", "reviewer"))),), along=self._along)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for part in (self._text, self._said, self._issues, line, self.form, self._theirs):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_verdict(self, verdict: Verdict, review: Review, plan: Plan) -> None:
        """Show a criterion with the school's answer."""
        criterion = verdict.criterion
        self.setObjectName(f"{Review.KIND}:{review.key}")
        self._text.setText(criterion.text)
        if criterion.manual:
            self._say("Esto lo responde el equipo: el programa no puede saberlo.", "muted")
        else:
            self._say(_SAID[verdict.result], _ROLES[verdict.result])
        self._issues.show_findings(verdict.findings)
        self._step = criterion.step if criterion.step in PAGES else ""
        self._go.setVisible(bool(self._step))
        if self._step:
            self._go.setText(f"Ir a: {STEP_BY_ID[self._step].title}")
        self.form.show_record(review)
        for name in _BY_HAND:
            self.form.rows[name].setVisible(criterion.manual)
        self._theirs.setText(_their_answer(plan, criterion.id, review.version))
        self._theirs.setVisible(bool(self._theirs.text()))

    def focus(self, field: str) -> bool:
        """Give a field of the answer the focus."""
        wanted = field if field and not self.form.rows[field].isHidden() else "note"
        return self.form.focus(wanted)

    def _say(self, sentence: str, role: str) -> None:
        self._said.setText(sentence)
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            self._said.style().polish(self._said)

    def _open(self) -> None:
        if self._step:
            self._context.step_wanted.emit(self._step)

    def _along(self, review: Review, field: str, value: object) -> Mapping[str, object]:
        """Who answers first, and when, goes along with the answer."""
        if field != "result" or not value:
            return {}
        return {
            "date": review.date or self._context.today(),
            "reviewer": review.reviewer or who(self._context.plan, self._context.editor.author),
        }


def _their_answer(plan: Plan, criterion: str, version: int) -> str:
    """What the Secretaría last answered to a criterion, up to a version of the plan."""
    answers = [
        one
        for one in plan.where(Review, "criterion", criterion)
        if one.by == "sed" and one.version <= version and one.result
    ]
    if not answers:
        return ""
    last = max(answers, key=lambda one: one.version)
    about = "" if last.version == version else f" sobre la versión {last.version}"
    return f"La Secretaría respondió{about}: {RESULTS[last.result]}. {last.note}".strip()
