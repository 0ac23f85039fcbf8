"""The versions that were delivered, readable, and what changed between two of them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QListView, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.differences import Difference
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.versions import is_delivered, version_differences
from pmi_desktop.services.delivering import Kept, keep_version, kept_all, reason_for
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.choices import Combo, below_its_name, named_combo
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.issue_box import Fitting
from pmi_desktop.ui.widgets.layouts import Line, text_label
from pmi_desktop.ui.widgets.lists import TitleDelegate, set_up_list
from pmi_desktop.ui.widgets.record_list import push_button

_NOTHING = "Al entregar el plan, su versión queda guardada aquí tal como salió. Después se ve qué cambió de una a otra."
_CHOOSE = "Elija las dos versiones que quiere comparar."
_TODAY = 0
"""Stands for the plan as it is now among the numbers of versions."""


class VersionsCard(Card):
    """``wanted`` carries a delivered version whose pages somebody wants to see."""

    wanted = Signal(object)

    def __init__(self, context: PlanContext) -> None:
        super().__init__("Versiones del plan")
        self._context = context
        self._key: object = None
        self._kept: tuple[Kept, ...] = ()
        self._reason = ""
        self._differences: tuple[Difference, ...] = ()
        self._told = text_label(_NOTHING, "")
        self._told.setObjectName("versions_told")
        self._old = named_combo("version_before", "Qué cambió desde", _CHOOSE)
        self._new = named_combo("version_after", "Hasta", _CHOOSE)
        for combo in (self._old, self._new):
            combo.currentIndexChanged.connect(lambda _: self._compare(self._context.plan))
        self._look = push_button("Ver el PMI de esa versión", "Muestra las páginas como se entregaron.", self._look_at)
        self._look.setObjectName("look_version")
        self._go_back = push_button("", "Quita la versión nueva, que no tiene cambios.", self._stay)
        self._go_back.setObjectName("stay_in_version")
        self._said = text_label("", "muted")
        self._model = QStringListModel(self)
        self._view = self._make_view()
        self._list = Fitting(self._view)
        line = Line()
        line.add(below_its_name(self._old), width=14, stretch=1)
        line.add(below_its_name(self._new), width=14, stretch=1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self._look, self._go_back):
            flow.addWidget(button)
        self._full = (line, self._said, buttons)
        self.put(self._told, line, self._said, self._list, buttons)
        self._show(context.plan)

    def show_plan(self, plan: Plan) -> None:
        """Show what was delivered, read in the background whenever something was."""
        key = plan.info.version, tuple(one.version for one in plan.all(Delivery) if one.moment == "plan")
        if key != self._key:
            self._key = key
            self._load(plan)
        self._compare(plan)

    def _load(self, plan: Plan) -> None:
        editor, reference, key = self._context.editor, self._context.reference, self._key

        def read() -> tuple[tuple[Kept, ...], str]:
            if is_delivered(plan) and self._context.may_add(Delivery):
                keep_version(editor.store, plan, reference, editor.clock())
            return kept_all(editor.store, plan, reference), reason_for(editor.store, plan.info.version)

        def found(what: tuple[tuple[Kept, ...], str]) -> None:
            if key == self._key:
                self._kept, self._reason = what
                self._show(self._context.plan)

        self._context.tasks.run(read, found, lambda problem: self._told.setText(sentence(problem)))

    def _show(self, plan: Plan) -> None:
        for part in self._full:
            part.setVisible(bool(self._kept))
        self._told.setText("\n".join(self._lines(plan)) or _NOTHING)
        _offer(self._old, [(f"Versión {one.number}", one.number) for one in self._kept])
        later = [(f"Versión {one.number}", one.number) for one in self._kept[1:]]
        _offer(self._new, [("El plan de hoy", _TODAY), *reversed(later)])
        self._compare(plan)

    def _lines(self, plan: Plan) -> Sequence[str]:
        if not self._kept:
            return ()
        lines = [f"Versión {one.number}, cerrada el {one.closed_on}.{_because(one.reason)}" for one in self._kept]
        if not is_delivered(plan):
            lines.append(f"Versión {plan.info.version}, sin entregar todavía.{_because(self._reason)}")
        return lines

    def _compare(self, plan: Plan) -> None:
        plans = {one.number: one.plan for one in self._kept} | {_TODAY: plan}
        old, new = plans.get(self._old.currentData()), plans.get(self._new.currentData())
        if old is None or new is None:
            self._differences = ()
        else:
            self._differences = version_differences(old, new, self._context.reference)
        count = len(self._differences)
        self._said.setText(
            "No cambió nada de lo que imprime el PMI."
            if not count
            else "Hay un cambio. Con Enter o con un clic llega a él."
            if count == 1
            else f"Hay {count} cambios. Con Enter o con un clic llega a cada uno."
        )
        texts = [one.text for one in self._differences]
        if texts != self._model.stringList():
            self._model.setStringList(texts)
        self._list.setVisible(bool(texts) and bool(self._kept))
        self._list.fit()
        last = self._kept[-1] if self._kept else None
        idle = last is not None and plan.info.version == last.number + 1 and not is_delivered(plan)
        unchanged = idle and last is not None and not version_differences(last.plan, plan, self._context.reference)
        self._go_back.setVisible(unchanged and self._context.may_change(plan.info))
        if last is not None:
            self._go_back.setText(f"Seguir con la versión {last.number}")

    def _stay(self) -> None:
        plan = self._context.plan
        self._context.apply(gestures.change(plan, plan.info, version=self._kept[-1].number))
        self._context.notice(f"El plan sigue en la versión {self._kept[-1].number}")

    def _look_at(self) -> None:
        for one in self._kept:
            if one.number == self._old.currentData():
                self.wanted.emit(one.plan)

    def _go(self, index: QModelIndex) -> None:
        one = self._differences[index.row()]
        if self._context.plan.find(one.ident) is not None:
            self._context.go_to(one.ident, one.field)
        else:
            self._context.step_wanted.emit(one.step)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self._model)
        set_up_list(view, "version_differences", "Qué cambió", "Con Enter o con un clic se llega al campo.")
        view.setWordWrap(True)
        view.setItemDelegate(TitleDelegate(view))
        view.clicked.connect(self._go)
        view.activated.connect(self._go)
        return view


def _because(reason: str) -> str:
    return f" Razón: {reason.rstrip('.')}." if reason else ""


def _offer(combo: Combo, wanted: Sequence[tuple[str, int]]) -> None:
    """Other choices; the newest is chosen unless somebody chose another one that is still there."""
    shown = [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())]
    if shown == [*wanted]:
        return
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for text, number in wanted:
        combo.addItem(text, number)
    rows = [number for _, number in wanted]
    last = 0 if _TODAY in rows else len(rows) - 1
    combo.setCurrentIndex(rows.index(chosen) if chosen in rows else last)
    combo.blockSignals(False)
