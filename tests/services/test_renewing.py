"""A new plan from an earlier one, as a file of the library, with what came along in words."""

from pathlib import Path

import pytest

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.renewing import outlook_in_words, plan_from_file, renewed, spans_after
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage.errors import CannotOpen
from pmi_desktop.storage.store import read_file
from tests.samples import NOW, make, make_plan


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, clock=lambda: NOW, new_id=lambda: "instalacion", program="la ventana")


def test_the_new_plan_lies_in_the_library_and_the_old_one_stays(workspace: Workspace, example_plan: Plan) -> None:
    old = workspace.create(example_plan)
    path = plan_from_file(old, range(2027, 2029), workspace).path
    new = read_file(path)
    assert path.name == "PMI Centro Educativo Rural Loma del Sietecueros 2027-2028.pmi"
    assert (new.info.start_year, new.info.end_year, new.info.previous) == (2027, 2028, example_plan.info.id)
    assert read_file(old) == example_plan


def test_what_came_along_counts_what_closed_and_what_is_adjusted(workspace: Workspace, example_plan: Plan) -> None:
    made = renewed(example_plan, range(2027, 2028), workspace)
    new = read_file(made.path)
    goals, indicators, actions = (len(new.all(cls)) for cls in (Goal, Indicator, Action))
    assert made.told.startswith("Vinieron el establecimiento, la identidad y 6 sedes, ")
    assert f"{goals} metas, {indicators} indicadores y {actions} acciones" in made.told
    assert outlook_in_words(example_plan).startswith("De 5 metas: ")
    assert "sin decidir" not in outlook_in_words(example_plan)


def test_a_plan_without_goals_or_reviews_says_so() -> None:
    assert "no tiene metas" in outlook_in_words(make_plan())
    assert outlook_in_words(make_plan(make(Goal))) == "De 1 meta: 1 está sin decidir y sigue igual."


def test_a_plan_that_is_gone_makes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        plan_from_file(tmp_path / "no está.pmi", range(2027, 2028), workspace)
    assert not workspace.library.exists()


def test_years_follow_the_last_one() -> None:
    assert spans_after(2026) == (range(2027, 2028), range(2027, 2029), range(2027, 2030), range(2027, 2031))
