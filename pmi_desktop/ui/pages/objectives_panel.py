"""An objective: its words, and the factors it answers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from pmi_desktop.domain.chain import labels_of
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.pages.chain_panel import LinkPanel
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.choices import Options
from pmi_desktop.ui.widgets.form import Form, Section

SECTIONS = (Section("", ("text", "factors")),)


class ObjectivePanel(LinkPanel):
    """An objective."""

    kind: ClassVar[type[Listed]] = Objective

    def make_form(self) -> Form:
        return Form(self.context, Objective, SECTIONS, offers={"factors": self._factors})

    def _factors(self, objective: Any) -> Options:
        return factors_offered(self.context.plan, objective)


def factors_offered(plan: Plan, objective: Objective) -> Options:
    """The factors of the plan, and those the objective answers although they stay out."""
    labels = labels_of(plan)
    shown: Sequence[Factor] = [one for one in plan.all(Factor) if one.included or one.id in objective.factors]
    return [
        (one.id, f"{labels[one.ident]}. {title_of(one)}{'' if one.included else ' (no pasa al plan)'}") for one in shown
    ]
