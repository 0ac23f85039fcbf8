"""From the diagnosis of the example school to its plan, by hand, in the window."""

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Outreach, Resource
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import ContextFigure, CouncilMember, Identity, Member, PlanInfo, School, Site
from pmi_desktop.services.interchange import write_plan
from tests.journeys.typist import Typist, line_of_component, numbered
from tests.ui.driving import Bench, fast_folder, open_plan

DIAGNOSIS = (School, Site, Member, CouncilMember, Identity, ContextFigure, Assessment, Rating)
FOLLOW_UP = (ActionProgress, IndicatorMeasure, Evaluation, GoalReview)


def diagnosis_of(plan: Plan) -> Plan:
    """What the school had before it wrote its plan."""
    kept = {name: getattr(plan.info, name) for name in ("id", "start_year", "end_year", "catalog", "team_act")}
    info = PlanInfo(**kept)
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


def type_money(typist: Typist, pattern: Plan) -> None:
    typist.one.page("budget")
    for resource in pattern.all(Resource):
        typist.choose("actions", typist.key("actions", resource.action))
        typist.append(resource)
    for fund in pattern.all(Fund):
        typist.append(fund)


def type_approval(typist: Typist, pattern: Plan) -> None:
    """The events, the cuts, the acta and what it approves, and the days that others set."""
    typist.one.page("outreach")
    for cls in (Outreach, Meeting):
        for record in pattern.all(cls):
            typist.append(record)
    typist.fill(pattern.info, "approval_act", "approved_on", "approval_meeting")
    typist.one.page("checkpoints")
    for cut in pattern.all(Checkpoint):
        typist.append(cut)
    typist.one.page("schedule")
    typist.fill(pattern.info, "deadlines")


@pytest.fixture
def one(qapp: QApplication, example_plan: Plan) -> Iterator[Bench]:
    folder = fast_folder()
    opened = open_plan(qapp, folder, diagnosis_of(example_plan))
    yield opened
    opened.close()
    opened.window.deleteLater()
    shutil.rmtree(folder)


def test_the_example_is_typed_from_its_diagnosis_to_its_cuts(
    one: Bench, example_plan: Plan, reference: Reference
) -> None:
    followed = [record for record in example_plan if isinstance(record, FOLLOW_UP)]
    pattern = example_plan.after(gestures.remove(example_plan, *followed))
    typist = Typist(one)
    type_factors(typist, pattern)
    type_chain(typist, pattern)
    type_money(typist, pattern)
    type_approval(typist, pattern)
    typed, wanted = (write_plan(plan, reference).decode() for plan in (typist.renamed(one.plan), numbered(pattern)))
    assert typed.splitlines() == wanted.splitlines()
