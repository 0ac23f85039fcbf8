"""What the Secretaría answered to each criterion of the verification form that came with a concept."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pmi_desktop.domain.catalog import Criterion
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.handing_in import RESULTS, Concept, Delivery, Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.record_list import RecordModel, record_view, show_records

SIGNS = {"cumple": "✓", "parcial": "!", "no_cumple": "✗", "no_aplica": "–", "": "?"}
"""Of an answer, for those who do not see its colour."""

_INTRO = "Si el concepto trae el formato de verificación lleno, copie aquí lo que marcó la Secretaría."


class CriteriaAnswers(QWidget):
    """The Secretaría's column of D02.03.F02, for the version that was delivered."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._concept: Concept | None = None
        self._current = ""
        self._findings: tuple[Finding, ...] = ()
        self._sum = text_label("", "")
        self._sum.setObjectName("criteria_sum")
        self.model = RecordModel(self._title)
        self.view = record_view(self.model, Review)
        self.view.setAccessibleName("Lo que respondió la Secretaría a cada criterio")
        self.view.setMinimumHeight(12 * em(self))
        self.view.selectionModel().currentChanged.connect(self._selected)
        self._criterion = text_label("", "section")
        self.form = Form(context, Review, (Section("", ("result", "note", ("date", "reviewer"))),), along=self._along)
        self._panel = QFrame()
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self._criterion)
        inside.addWidget(self.form)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for part in (text_label(_INTRO, "muted"), self._sum, Beside(self.view, self._panel)):
            layout.addWidget(part)

    def show_concept(self, concept: Concept, plan: Plan) -> None:
        """Show the answers to the version that a concept is about."""
        self._concept = concept
        answers = self._answers(plan)
        if self._current not in answers:
            self.settle()
            self._current = next(iter(answers), "")
        show_records(self.view, self.model, list(answers.values()), self._current)
        given = [one.result for one in answers.values() if one.result]
        self._sum.setText(_sum_of(given, len(answers)))
        self._show_current()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """What is missing in them."""
        self._findings = tuple(findings)
        self.form.show_findings(self._findings)

    def focus(self, ident: Ident, field: str) -> bool:
        """Give an answer the focus."""
        kind, key = ident
        row = self.model.row_of(key)
        if kind != Review.KIND or row < 0:
            return False
        self.view.setCurrentIndex(self.model.index(row))
        return self.form.focus(field or "result")

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()

    def _answers(self, plan: Plan) -> dict[str, Review]:
        """By key, in the order of the form; empty ones where the Secretaría has not answered."""
        assert self._concept is not None
        delivery = plan.get(Delivery, self._concept.delivery)
        version = (delivery and delivery.version) or plan.info.version
        empty = [Review(criterion=one.id, by="sed", version=version) for one in self._criteria]
        return {one.key: plan.get(Review, one.key) or one for one in empty}

    @property
    def _criteria(self) -> Sequence[Criterion]:
        return self._context.reference.criteria

    def _title(self, review: Review) -> str:
        numbered = enumerate(self._criteria, start=1)
        text = next(f"{number}. {one.text}" for number, one in numbered if one.id == review.criterion)
        return f"{SIGNS[review.result]} {RESULTS.get(review.result, 'Sin respuesta')}\n{text}"

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and key != self._current:
            self.settle()
            self._current = key
            self._show_current()

    def _show_current(self) -> None:
        review = self._answers(self._context.plan).get(self._current)
        if review is not None:
            self._criterion.setText(next(one.text for one in self._criteria if one.id == review.criterion))
            self._panel.setObjectName(f"{Review.KIND}:{review.key}")
            self.form.show_record(review)
            self.form.show_findings(self._findings)

    def _along(self, review: Review, field: str, value: object) -> Mapping[str, object]:
        """The concept's day and signer go along with the first answer."""
        if field != "result" or not value or self._concept is None:
            return {}
        concept = self._context.plan.get(Concept, self._concept.id) or self._concept
        return {"date": review.date or concept.issued_on, "reviewer": review.reviewer or concept.reviewer}


def _sum_of(given: Sequence[str], count: int) -> str:
    """How many of each answer, in words."""
    if not given:
        return f"Aún no se ha copiado ninguna respuesta, de {count}."
    parts = [f"{word}: {given.count(code)}" for code, word in RESULTS.items() if code in given]
    left = f" Quedan {count - len(given)} sin copiar." if len(given) < count else ""
    return f"{'; '.join(parts)}.{left}"
