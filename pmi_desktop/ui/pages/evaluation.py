"""Evaluation and closing of a year: what was achieved, a judgement on each goal, and the plan that comes after."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.followup import Evaluation, GoalReview
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.reporting import goals_in_order
from pmi_desktop.services.paper import write_families
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.labels import tell
from pmi_desktop.ui.pages.evaluation_figures import goal_in_figures, year_in_figures
from pmi_desktop.ui.pages.evaluation_next import NextPlan
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.bound import make_input, title_of
from pmi_desktop.ui.widgets.form import FieldRow, Form, Section
from pmi_desktop.ui.widgets.layouts import GAP, Line, text_label
from pmi_desktop.ui.widgets.lists import LineModel, ListLine
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.saving import save_pdf
from pmi_desktop.ui.widgets.sign_list import SignView

_NOTHING = "Aún no hay avances ni resultados de este año. Aparecen aquí cuando se llenan los cortes."
_CHOOSE = "Elija con las flechas; Tab lleva al cumplimiento de la meta elegida."
_REVIEW = (Section("", (("judgement", "next"), "why")),)
_SIGNS = {"cumplida": "✓", "parcial": "~", "no_cumplida": "×"}


class EvaluationPage(ScrollPage):
    """Step ``evaluation``, of the year that is looked at."""

    step: ClassVar[str] = "evaluation"
    intro: ClassVar[str] = "Al terminar el año: qué se logró, qué sigue con cada meta y cómo empieza el año que viene."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._goal = ""
        self._year = context.year
        self._showing = False
        self._findings: Sequence[Finding] = ()
        self._text = FieldRow("text", make_input(field_of(Evaluation, "text"), context), Evaluation.KIND)
        self._text.input.changed.connect(self._write)
        self._figures = QVBoxLayout()
        self.model = LineModel()
        self.view = SignView(self.model, GoalReview.KIND, "Metas del plan", _CHOOSE)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.form = Form(context, GoalReview, _REVIEW)
        self._next = NextPlan(context)
        self._lay_out()
        bind("follow_up_next", self, self.next, inside=True)

    def show_plan(self, plan: Plan) -> None:
        if self._year != self.context.year:
            self.settle()
            self._year = self.context.year
        evaluation = _evaluation(plan, self._year)
        self._title.setText(f"Evaluación de {self._year}")
        self._deliver.setText(f"Entregar el cierre de {self._year}")
        self._written.setObjectName(evaluation.ident[0] + ":" + evaluation.id if evaluation else "")
        self._text.input.show_value(evaluation.text if evaluation else "")
        self._text.input.set_read_only(not self.context.may_add(Evaluation))
        self._show_figures(year_in_figures(plan, self._year))
        goals = goals_in_order(plan)
        self._reviews.setVisible(bool(goals))
        self._no_goals.setVisible(not goals)
        if goals and self._goal not in [one.id for one in goals]:
            self._goal = next((one.id for one in goals if _is_due(one, self._year)), goals[0].id)
        self._showing = True
        self._reviews_title.setText(f"Cierre de las metas en {self._year}")
        self.model.show_lines([_line(plan, one, self._year) for one in goals])
        here = self.model.index_of(f"{self._goal}/{self._year}")
        if self.view.currentIndex() != here:
            self.view.setCurrentIndex(here)
        self._showing = False
        self._show_goal(plan)
        self._next.show_plan(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self.form.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        plan = self.context.plan
        evaluation = plan.get(Evaluation, key) if kind == Evaluation.KIND else None
        goal, _, year = key.rpartition("/")
        wanted = evaluation.year if evaluation else int(year) if kind == GoalReview.KIND and year.isdecimal() else None
        if wanted is not None and wanted in plan.years:
            self.context.set_year(wanted)
        if kind == GoalReview.KIND and plan.get(Goal, goal) is not None:
            self._go_to(goal)
            return self.form.focus(field or "judgement") or self.form.focus("judgement")
        self._text.input.target.setFocus()
        return kind == Evaluation.KIND

    def first_field(self) -> QWidget | None:
        return self._text.input.target

    def settle(self) -> None:
        self._text.input.settle()
        self.form.settle()

    def next(self) -> None:
        """The next goal, the focus in its judgement."""
        self.settle()
        keys = [one.id for one in goals_in_order(self.context.plan)]
        place = keys.index(self._goal) + 1 if self._goal in keys else 0
        if place < len(keys):
            self._go_to(keys[place])
        else:
            self.context.say("Esta es la última meta.")
        self.form.focus("judgement")

    def _write(self, text: object) -> None:
        """The year's evaluation, which is there from its first letter on."""
        plan = self.context.plan
        found = _evaluation(plan, self._year)
        if found is not None:
            self.context.apply(gestures.change(plan, found, text=text))
        elif text:
            made = Evaluation(id=self.context.new_id(), year=self._year, text=str(text))
            self.context.apply(gestures.add(plan, made))

    def _go_to(self, goal: str) -> None:
        self.form.settle()
        self._goal = goal
        self.show_plan(self.context.plan)

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and not self._showing:
            self._go_to(key.rpartition("/")[0])

    def _show_goal(self, plan: Plan) -> None:
        goal = plan.get(Goal, self._goal)
        if goal is None:
            return
        empty = GoalReview(goal=goal.id, year=self._year)
        review = plan.get(GoalReview, empty.key) or empty
        self._panel.setObjectName(f"{GoalReview.KIND}:{review.key}")
        tell(self._goal_text, goal.text or "Meta sin texto")
        tell(self._goal_due, _due(goal, self._year))
        tell(self._goal_figures, goal_in_figures(plan, goal, self._year))
        self.form.show_record(review)
        self.form.show_findings(self._findings)

    def _show_figures(self, groups: list[tuple[str, str]]) -> None:
        """Beside the text: what it is written from."""
        wanted = [part for title, lines in groups for part in ((title, "label"), (lines, "muted"))] or [
            (_NOTHING, "muted")
        ]
        labels = [self._figures.itemAt(place).widget() for place in range(self._figures.count())]
        if [one.property("role") for one in labels] != [role for _, role in wanted]:
            for label in labels:
                self._figures.removeWidget(label)
                label.deleteLater()
            labels = [text_label("", role) for _, role in wanted]
            for label in labels:
                self._figures.addWidget(label)
        for label, (text, _) in zip(labels, wanted, strict=True):
            assert isinstance(label, QLabel)
            tell(label, text)

    def _hand_in(self) -> None:
        """To the step where things are handed in, at the closing of this year."""
        self.settle()
        self.context.go_to((Evaluation.KIND, str(self._year)), "", "hand_in")

    def _save_families(self) -> None:
        self.settle()
        plan, reference = self.context.plan, self.context.reference
        save_pdf(
            self.context, self, "Resumen para las familias", lambda target: write_families(target, plan, reference)
        )

    def _lay_out(self) -> None:
        self._title = text_label("", "section")
        self._written = QFrame()
        written = QVBoxLayout(self._written)
        written.setContentsMargins(0, 0, 0, 0)
        written.addWidget(self._text)
        written.addStretch(1)
        beside = QWidget()
        figures = QVBoxLayout(beside)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(8)
        self._figures.setSpacing(4)
        figures.addWidget(text_label("El año en cifras", "label"))
        figures.addLayout(self._figures)
        figures.addStretch(1)
        both = Line()
        both.add(self._written, width=20, stretch=3)
        both.add(beside, width=16, stretch=2)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(GAP, GAP, GAP, GAP)
        inside.setSpacing(GAP)
        for part in (self._title, both):
            inside.addWidget(part)
        self.body.addWidget(card)
        self._reviews_title = text_label("", "title")
        self._goal_text = text_label("", "label")
        self._goal_due = text_label("", "hint")
        self._goal_figures = text_label("", "muted")
        self._panel = QFrame()
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.setSpacing(8)
        for label in (self._goal_text, self._goal_due, self._goal_figures):
            panel.addWidget(label)
        panel.addWidget(self.form)
        panel.addStretch(1)
        self._reviews = Beside(self.view, self._panel)
        self._no_goals = text_label("El plan aún no tiene metas que cerrar.", "muted")
        families = push_button(
            "Resumen para las familias…", "Guarda en PDF una hoja para la cartelera, sin palabras técnicas.",
            self._save_families,
        )  # fmt: skip
        families.setObjectName("families")
        self._deliver = push_button("Entregar el cierre", "Lleva a la entrega del cierre de este año.", self._hand_in)
        self._deliver.setObjectName("deliver")
        acts = Line(gap=8)
        acts.add(self._deliver)
        acts.add(families)
        acts.add_space()
        below: tuple[QWidget, ...] = (self._reviews_title, self._reviews, self._no_goals, acts, self._next)
        for one in below:
            self.body.addWidget(one)


def _evaluation(plan: Plan, year: int) -> Evaluation | None:
    return next(iter(plan.where(Evaluation, "year", year)), None)


def _is_due(goal: Goal, year: int) -> bool:
    return goal.due_on is not None and goal.due_on.year == year


def _line(plan: Plan, goal: Goal, year: int) -> ListLine:
    """A goal with its judgement and what comes next."""
    key = f"{goal.id}/{year}"
    review = plan.get(GoalReview, key)
    words = [
        field_of(GoalReview, name).choices.get(value, "").lower()
        for name, value in (("judgement", review.judgement), ("next", review.next))
    ] if review else []  # fmt: skip
    told = " · ".join(filter(None, words))
    waiting = "vence este año, sin juicio" if _is_due(goal, year) else "sin juicio"
    return ListLine(key, title_of(goal, 90), _SIGNS.get(review.judgement, "") if review else "", told or waiting)


def _due(goal: Goal, year: int) -> str:
    if goal.due_on is None:
        return "Sin fecha de cumplimiento."
    verb = "Vence" if goal.due_on.year >= year else "Venció"
    return f"{verb} el {show_date(goal.due_on)}."
