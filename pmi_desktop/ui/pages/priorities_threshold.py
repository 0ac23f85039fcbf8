"""The total from which factors go into the plan, and the button that includes those that reach it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.prioritizing import include, proposed_by_threshold
from pmi_desktop.domain.school import PlanInfo
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.bound import make_input
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import Message, text_label
from pmi_desktop.ui.widgets.record_list import push_button

_FIELD = field_of(PlanInfo, "priority_threshold")


class ThresholdBar(QWidget):
    """``plan.priority_threshold`` in one line, the proposal beside it, then ``others``."""

    def __init__(self, context: PlanContext, *others: QWidget) -> None:
        super().__init__()
        self._context = context
        self._input = make_input(_FIELD, context)
        self._input.name(f"{PlanInfo.KIND}.{_FIELD.name}", _FIELD.label, _FIELD.help)
        self._input.changed.connect(self._changed)
        self._message = Message()
        self._input.complained.connect(lambda sentence, _: self._message.say(sentence, "bad"))
        label = text_label(f"{_FIELD.label} (opcional)", "")
        label.setWordWrap(False)
        label.setBuddy(self._input.target)
        self._propose = push_button("", _FIELD.help, self._include)
        self._propose.setObjectName("include_proposed")
        line = QWidget()
        flow = FlowLayout(line)
        for part in (label, self._input.box, self._propose, *others):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(line)
        layout.addWidget(self._message)

    def show_plan(self, plan: Plan) -> None:
        """Show the threshold and what it proposes."""
        self._input.box.setFixedWidth(4 * em(self))
        self._input.show_value(plan.info.priority_threshold)
        self._input.set_read_only(not self._context.may_change(plan.info))
        count, least = len(proposed_by_threshold(plan)), plan.info.priority_threshold
        words = (
            f"Incluir el factor con {least} o más" if count == 1 else f"Incluir los {count} factores con {least} o más"
        )
        self._propose.setText(words if count else "")
        self._propose.setVisible(bool(count) and not self._context.editor.read_only)

    def focus(self) -> bool:
        """Into the number."""
        self._input.target.setFocus()
        return True

    def settle(self) -> None:
        """Take what is being typed."""
        self._input.settle()

    def _changed(self, value: object) -> None:
        plan = self._context.plan
        self._context.apply(gestures.change(plan, plan.info, priority_threshold=value))

    def _include(self) -> None:
        self.settle()
        plan = self._context.plan
        proposed = proposed_by_threshold(plan)
        self._context.apply(include(plan, *proposed))
        count = len(proposed)
        self._context.notice(
            "1 factor crítico pasa al plan" if count == 1 else f"{count} factores críticos pasan al plan"
        )
