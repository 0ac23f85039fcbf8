"""The schedule: actions over the months, moved by dragging or keys; the deadlines somebody else has set."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.execution import NOT_REPORTED, cuts_by_date, standings_after
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import PlanInfo
from pmi_desktop.services.paper import write_schedule
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.gantt import Gantt
from pmi_desktop.ui.widgets.gantt_parts import GanttRow, Mark, shifted
from pmi_desktop.ui.widgets.layouts import Line, text_label
from pmi_desktop.ui.widgets.record_list import invitation, push_button
from pmi_desktop.ui.widgets.saving import save_pdf

_EMPTY = "El cronograma muestra las acciones por meses. Escriba primero las acciones del plan."
_HOW = "Arrastre una barra o muévala con las flechas; con Mayús cambia el final y con Ctrl, el comienzo."


class SchedulePage(ScrollPage):
    """Step ``schedule``."""

    step: ClassVar[str] = "schedule"
    intro: ClassVar[str] = _HOW

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._weeks = QCheckBox("Por semanas")
        self._weeks.setAccessibleDescription("Muestra las semanas en lugar de los meses.")
        self._print = QPushButton("Guardar en una hoja PDF…")
        self._print.setAccessibleDescription("Guarda el cronograma en PDF, en una sola hoja.")
        self._print.clicked.connect(self._save)
        line = Line(gap=8)
        line.add(self._weeks)
        line.add(self._print)
        line.add_space()
        self._to_actions = push_button("Ir a las acciones", _EMPTY, lambda: context.step_wanted.emit(Action.STEP))
        self._to_actions.setProperty("role", "main")
        self._nothing = invitation(_EMPTY, self._to_actions)
        self._chart = Gantt()
        self._weeks.toggled.connect(self._chart.show_weeks)
        self._chart.moved.connect(self._move)
        self._chart.opened.connect(lambda key: context.go_to((Action.KIND, key), "start_on"))
        self._chart.chosen.connect(lambda _: self._show_current())
        self._legend = text_label("", "hint")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._chart)
        inside.addWidget(self._legend)
        self._title = text_label("", "section")
        self._dates = Form(context, Action, (Section("", (("start_on", "end_on"),)),))
        self._deadlines = Form(context, PlanInfo, (Section("Plazos de otros", ("deadlines",)),))
        self._filled = (line, card, self._title, self._dates)
        for part in (self._nothing, *self._filled, self._deadlines):
            self.body.addWidget(part)

    def show_plan(self, plan: Plan) -> None:
        there = bool(plan.all(Action))
        self._nothing.setVisible(not there)
        for part in self._filled:
            part.setVisible(there)
        marks = tuple(_marks(plan, self.context.today()))
        self._chart.show_rows(tuple(_rows(plan)), marks, plan.years)
        self._legend.setText(_legend(marks))
        self._deadlines.show_record(plan.info)
        self._show_current()

    def _show_current(self) -> None:
        action = self.context.plan.get(Action, self._chart.current)
        self._title.setText(title_of(action) if action else "")
        self._dates.show_record(action)

    def _move(self, key: str, part: str, days: int) -> None:
        """Counted from the plan and not from the picture, which comes after the keys."""
        action = self.context.plan.get(Action, key)
        first = action and (action.start_on or action.end_on)
        last = action and (action.end_on or action.start_on)
        if action and first and last:
            start, end = shifted(first, last, part, days)
            edit = gestures.change(self.context.plan, action, start_on=start, end_on=end)
            self.context.apply(replace(edit, label="mover una acción en el cronograma"))

    def _save(self) -> None:
        self.settle()
        plan = self.context.plan
        save_pdf(self.context, self, "Cronograma del PMI", lambda target: write_schedule(target, plan))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._dates.show_findings(findings)
        self._deadlines.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        if kind == PlanInfo.KIND:
            return self._deadlines.focus(field or "deadlines")
        if kind == Action.KIND and self.context.plan.find(ident) is not None:
            self._chart.select(key)
            return self._dates.focus(field) or self._dates.focus("start_on")
        return False

    def first_field(self) -> QWidget | None:
        return self._weeks if self.context.plan.all(Action) else self._to_actions

    def settle(self) -> None:
        self._dates.settle()
        self._deadlines.settle()


def _rows(plan: Plan) -> Iterator[GanttRow]:
    """The objectives, each with the actions of its goals."""
    standings = standings_after(plan, cuts_by_date(plan))
    for number, objective in enumerate(plan.all(Objective), start=1):
        actions = [
            action
            for goal in plan.where(Goal, "objective", objective.id)
            for action in plan.where(Action, "goal", goal.id)
        ]
        if actions:
            yield GanttRow(f"{number}. {title_of(objective, 400)}")
        for action in actions:
            standing = standings.get(action.id, NOT_REPORTED)
            text = title_of(action)
            yield GanttRow(text, action.id, action.start_on, action.end_on, standing.percent, standing.state)


def _marks(plan: Plan, today: date) -> Iterator[Mark]:
    """What stands out: today, the cuts, the goals' due dates, the deadlines."""
    yield Mark(today, "today", "hoy")
    for cut in plan.all(Checkpoint):
        if cut.date:
            yield Mark(cut.date, "cut", cut.label or "corte")
    for goal in plan.all(Goal):
        if goal.due_on:
            yield Mark(goal.due_on, "due", title_of(goal, 40))
    for deadline in plan.info.deadlines:
        if deadline.date:
            yield Mark(deadline.date, "deadline", deadline.what or "plazo")


def _legend(marks: Sequence[Mark]) -> str:
    """What the signs mean, with the days of cuts and deadlines."""

    def days(kind: str) -> str:
        return "; ".join(f"{mark.text} {show_date(mark.day)}" for mark in marks if mark.kind == kind)

    parts = ["Oscuro: lo que ya se hizo", "línea a rayas: hoy"]
    if cuts := days("cut"):
        parts.append(f"\N{BLACK DOWN-POINTING TRIANGLE} cortes: {cuts}")
    if any(mark.kind == "due" for mark in marks):
        parts.append("\N{BLACK DIAMOND} vencen metas")
    if deadlines := days("deadline"):
        parts.append(f"\N{BLACK SQUARE} plazos: {deadlines}")
    return " · ".join(parts)
