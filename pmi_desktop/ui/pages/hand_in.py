"""Handing in: what goes, what keeps it from going, the forms to look at, the package, and what was delivered when."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.checks import Context, Finding, blocking, check
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.followup import Evaluation
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.moments import PLAN, Moment, moments_of
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.services.delivering import deliveries_at, desk_at, moment_to_deliver
from pmi_desktop.services.form_files import Form
from pmi_desktop.services.hand_in import short_title
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.hand_in_deliveries import Deliveries
from pmi_desktop.ui.pages.hand_in_forms import FormsCard
from pmi_desktop.ui.pages.hand_in_own import OwnFileCard
from pmi_desktop.ui.pages.hand_in_package import PackageCard
from pmi_desktop.ui.pages.hand_in_preview import PreviewPane
from pmi_desktop.ui.pages.hand_in_versions import VersionsCard
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.issue_box import IssueBox
from pmi_desktop.ui.widgets.layouts import text_label


class HandInPage(ScrollPage):
    """Step ``hand_in``. The pages of a form are shown in the place of everything else, until one comes back."""

    step: ClassVar[str] = "hand_in"
    intro: ClassVar[str] = "De aquí sale lo que se entrega a la Secretaría: los formatos y el paquete, sin internet."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._moment: Moment = moment_to_deliver(context.plan, context.today())
        self._came_from: QWidget | None = None
        self._choice = Combo()
        self._choice.setObjectName("moment")
        self._choice.setAccessibleName("Qué va a entregar")
        self._choice.setAccessibleDescription("El plan, el seguimiento a un corte o el cierre de un año.")
        self._choice.currentIndexChanged.connect(self._choose)
        self._about = text_label("", "muted")
        self._ready = text_label("", "good")
        self._blocking = IssueBox(context, "blocking")
        self.forms = FormsCard(context, self._blocking.view)
        self.own = OwnFileCard(context)
        self.package = PackageCard(context)
        self.deliveries = Deliveries(context)
        self.versions = VersionsCard(context)
        self.preview = PreviewPane(context)
        what = Card("Qué va a entregar")
        what.title.setBuddy(self._choice)
        what.put(self._choice, self._about)
        self._missing = Card("Qué falta para entregarlo")
        self._missing.put(self._ready, self._blocking)
        for part in (what, self._missing, self.forms, self.own, self.package, self.deliveries, self.versions):
            self.body.addWidget(part)
        around = self.layout()
        assert around is not None
        around.addWidget(self.preview)
        self.preview.hide()
        self.preview.closed.connect(self._close_preview)
        self.forms.wanted.connect(lambda form: self._look_at(form, context.plan, self._moment))
        self.own.changed.connect(self._forms_changed)
        self.package.noted.connect(self._show_delivery)
        self.versions.wanted.connect(self._look_at_version)
        self._take_forms()

    def show_plan(self, plan: Plan) -> None:
        moments = moments_of(plan)
        if self._moment not in moments:
            self._moment = PLAN
        self._show_moments(plan, moments)
        delivered = deliveries_at(plan, self._moment)
        self._about.setText(_about(plan, self._moment, delivered))
        found = check(plan, self._moment, Context(self.context.reference, self.context.today()))
        stopping = blocking(found)
        self._blocking.show_findings(stopping)
        self._ready.setText(_readiness(len(stopping), len(found) - len(stopping)))
        role = "bad" if stopping else "good"
        if self._ready.property("role") != role:
            self._ready.setProperty("role", role)
            self._ready.style().polish(self._ready)
        self.forms.show_plan(plan, self._moment)
        self.package.show_plan(plan, self._moment, blocked=bool(stopping))
        self.deliveries.show_plan(plan)
        self.versions.show_plan(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.deliveries.show_findings(findings)
        self.package.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        self._close_preview()
        moment = _moment_of(ident, self.context.plan)
        if moment is not None:
            self._moment = moment
            self.show_plan(self.context.plan)
            self._choice.setFocus()
            return True
        return self.deliveries.focus(ident, field) or self.package.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self.preview.pages if self.preview.isVisibleTo(self) else self._choice

    def settle(self) -> None:
        self.deliveries.settle()
        self.package.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the pages of a form with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.preview.isVisibleTo(self):
            self._close_preview()
        else:
            super().keyPressEvent(event)

    def _take_forms(self) -> None:
        """The forms as they are on this PC now; at once, so that the page does not build itself up under one's eyes."""
        path, data = self.context.opened.path, self.context.workspace.data
        try:
            desk = desk_at(path, data, self.context.reference, self.context.today())
        except PmiError as problem:
            self.forms.refuse(sentence(problem))
            self.own.refuse()
            return
        for part in (self.forms, self.own, self.package, self.preview):
            part.use(desk)

    def _forms_changed(self) -> None:
        """Another file is filled from now on."""
        self._take_forms()
        self.show_plan(self.context.plan)

    def _show_delivery(self, key: str) -> None:
        """The one just made, ready to be completed when it is handed over."""
        self.deliveries.show_plan(self.context.plan)
        self.deliveries.list.select(key)

    def _show_moments(self, plan: Plan, moments: Sequence[Moment]) -> None:
        self._choice.blockSignals(True)
        shown = [(self._choice.itemText(row), self._choice.itemData(row)) for row in range(self._choice.count())]
        wanted = [(short_title(moment, plan), str(moment)) for moment in moments]
        if shown != wanted:
            self._choice.clear()
            for text, data in wanted:
                self._choice.addItem(text, data)
        self._choice.setCurrentIndex(moments.index(self._moment))
        self._choice.blockSignals(False)

    def _choose(self, row: int) -> None:
        moments = moments_of(self.context.plan)
        if 0 <= row < len(moments):
            self._moment = moments[row]
            self.show_plan(self.context.plan)

    def _look_at(self, form: Form, plan: Plan, moment: Moment) -> None:
        self._came_from = self.focusWidget()
        self.area.hide()
        self.preview.show()
        self.preview.show_form(form, plan, moment)

    def _look_at_version(self, plan: Plan) -> None:
        form = self.forms.printed_plan
        if form is not None:
            self._look_at(form, plan, PLAN)

    def _close_preview(self) -> None:
        if self.preview.isVisibleTo(self):
            self.preview.hide()
            self.area.show()
            (self._came_from or self._choice).setFocus()


def _moment_of(ident: Ident, plan: Plan) -> Moment | None:
    """What is handed in of a record: the cut that it is, the closing of the year that it evaluates."""
    kind, key = ident
    moment = {
        Checkpoint.KIND: Moment("checkpoint", checkpoint=key),
        Evaluation.KIND: Moment("closing", year=int(key) if key.isdecimal() else 0),
    }.get(kind)
    return moment if moment in moments_of(plan) else None


def _about(plan: Plan, moment: Moment, delivered: Sequence[Delivery]) -> str:
    """The version, and when it was delivered."""
    lines = [f"Es la versión {plan.info.version} del plan."] if moment == PLAN else []
    for one in delivered:
        when = show_date(one.delivered_on)
        if when:
            number = f", radicado {one.receipt_number}" if one.receipt_number else ""
            lines.append(f"Se entregó el {when}{number}.")
        elif one.made_on:
            lines.append(f"El paquete se hizo el {show_date(one.made_on)}; falta anotar cuándo se entregó.")
    if not delivered:
        lines.append("Todavía no se ha entregado.")
    return " ".join(lines)


def _readiness(stopping: int, advice: int) -> str:
    ready = (
        "✓ Nada impide entregar."
        if not stopping
        else "! Un asunto impide entregar. Con un clic llega a él."
        if stopping == 1
        else f"! {stopping} asuntos impiden entregar. Con un clic llega a cada uno."
    )
    left = f" {'Hay un consejo' if advice == 1 else f'Hay {advice} consejos'}, que no impiden." if advice else ""
    return ready + left
