"""From the diagnosis of the example school to its plan, by hand, in the window."""

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.domain.school import ContextFigure, CouncilMember, Identity, Member, PlanInfo, School, Site
from tests.journeys.typist import Typist, line_of_component, placeless
from tests.ui.driving import Bench, fast_folder, open_plan

DIAGNOSIS = (School, Site, Member, CouncilMember, Identity, ContextFigure, Assessment, Rating)
TYPED: tuple[type[Listed], ...] = (Factor, Objective, Goal, Indicator, Action)
"""What is typed and compared."""


def diagnosis_of(plan: Plan) -> Plan:
    """What the school had before it wrote its plan."""
    info = PlanInfo(id=plan.info.id, start_year=2026, end_year=2026, catalog=plan.info.catalog)
    return Plan.of([info, *(record for record in plan if isinstance(record, DIAGNOSIS))])


def type_factors(typist: Typist, pattern: Plan) -> None:
    typist.one.page("priorities")
    for factor in pattern.all(Factor):
        typist.add(factor, "factors", line_of_component(factor))


def type_chain(typist: Typist, pattern: Plan) -> None:
    typist.one.page("objectives")
    for objective in pattern.all(Objective):
        typist.add(objective, "chain", typist.key("factors", objective.factors[0]))
    typist.one.page("goals")
    for goal in pattern.all(Goal):
        typist.add(goal, "chain", typist.key("objectives", goal.objective))
    for indicator in pattern.all(Indicator):
        typist.add(indicator, "chain", typist.key("goals", indicator.goal))
    typist.one.page("actions")
    for action in pattern.all(Action):
        typist.add(action, "chain", typist.key("goals", action.goal))


@pytest.fixture
def one(qapp: QApplication, example_plan: Plan) -> Iterator[Bench]:
    folder = fast_folder()
    opened = open_plan(qapp, folder, diagnosis_of(example_plan))
    yield opened
    opened.close()
    opened.window.deleteLater()
    shutil.rmtree(folder)


def test_the_example_is_typed_from_its_diagnosis_to_its_actions(one: Bench, example_plan: Plan) -> None:
    typist = Typist(one)
    type_factors(typist, example_plan)
    type_chain(typist, example_plan)
    for cls in TYPED:
        assert typist.renamed(one.plan, cls) == placeless(example_plan, cls)
