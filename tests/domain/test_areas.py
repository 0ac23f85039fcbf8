"""Every record belongs to the areas that it serves."""

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident


@pytest.mark.parametrize(
    ("ident", "areas"),
    [
        (("ratings", "as2025/2.4.3"), ("2",)),
        (("factors", "f3"), ("4",)),
        (("objectives", "o1"), ("2",)),
        (("indicators", "i31"), ("4",)),
        (("resources", "r5"), ("4",)),
        (("action_progress", "c1/a4"), ("2",)),
        (("goal_reviews", "m41/2026"), ("4",)),
        (("sites", "s1"), ()),
        (("checkpoints", "c1"), ()),
    ],
)
def test_of_the_example(example_plan: Plan, reference: Reference, ident: Ident, areas: tuple[str, ...]) -> None:
    record = example_plan.find(ident)
    assert record is not None
    assert areas_of(record, example_plan.find, reference) == areas


def test_an_objective_of_two_areas_belongs_to_both(example_plan: Plan, reference: Reference) -> None:
    objective = example_plan.get(Objective, "o1")
    assert objective is not None
    plan = example_plan.after(gestures.change(example_plan, objective, factors=("f3", "f1", "f5")))
    for ident in (("objectives", "o1"), ("actions", "a1"), ("indicator_measures", "c1/i11")):
        record = plan.find(ident)
        assert record is not None
        assert areas_of(record, plan.find, reference) == ("1", "2", "4")


def test_a_file_belongs_where_what_it_is_about_does(example_plan: Plan, reference: Reference) -> None:
    file = Evidence(id="e", about=(About(kind="action_progress", key="c1/a4"), About(kind="nothing", key="x")))
    assert areas_of(file, example_plan.find, reference) == ("2",)


def test_files_about_each_other_belong_nowhere(example_plan: Plan, reference: Reference) -> None:
    one = Evidence(id="a", about=(About(kind="evidences", key="b"), About(kind="evidences", key="a")))
    other = Evidence(id="b", about=(About(kind="evidences", key="a"), About(kind="ratings", key="as2025/2.4.3")))
    plan = example_plan.after(gestures.add(example_plan, one, other))
    assert areas_of(one, plan.find, reference) == ()
    assert areas_of(other, plan.find, reference) == ("2",)
