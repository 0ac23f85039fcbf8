"""No plan is too odd for its figures."""

from collections.abc import Callable

from hypothesis import given

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.figures.budget import budget_of
from pmi_desktop.domain.figures.comparison import comparison_of
from pmi_desktop.domain.figures.execution import execution_at
from pmi_desktop.domain.figures.priorities import ranking_of
from pmi_desktop.domain.figures.profile import profile_of
from pmi_desktop.domain.figures.progress import counted_in_words, readings_of
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.plan import Plan
from tests.samples import reference
from tests.strategies import plans

_FIGURES: list[Callable[[Plan], object]] = [
    lambda plan: [profile_of(plan, reference(), one).school.percentages for one in plan.all(Assessment)],
    lambda plan: [comparison_of(plan, reference(), one) for one in plan.all(Assessment)],
    ranking_of,
    lambda plan: [readings_of(plan, one) for one in plan.all(Indicator)],
    lambda plan: [counted_in_words(one) for one in plan.all(Indicator)],
    lambda plan: [execution_at(plan, cut) for cut in plan.all(Checkpoint)],
    budget_of,
]


@given(plans())
def test_no_plan_is_too_odd_for_its_figures(plan: Plan) -> None:
    for figure in _FIGURES:
        figure(plan)
    for cut in plan.all(Checkpoint):
        for goal, value in execution_at(plan, cut).goals.items():
            assert value is None or 0 <= value <= 100, goal
