"""The chain: everything once, in the printed order, with what is bare; and how things change their place in it."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain.actions import Action, Task
from pmi_desktop.domain.chain import chain_of, factor_groups, labels_of
from pmi_desktop.domain.chain_moves import PARENT, children_of, copied, parent_key, parents_of, place, shifted
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from tests.samples import example_plan, make, make_factor, make_plan
from tests.strategies import plans


def lines(plan: Plan) -> list[str]:
    return [f"{one.label} {' '.join(one.lacks)}".strip() for link in chain_of(plan) for one in link.walk()]


def test_the_example_is_whole_and_stands_in_its_printed_order() -> None:
    found = lines(example_plan())
    assert found[:7] == ["FC1", "O1", "M1.1", "I1", "A1", "M1.2", "I2"]
    assert found[-4:] == ["M4.1", "I5", "A10", "A11"]
    assert len(found) == 4 + 4 + 5 + 5 + 11


def test_objectives_stand_under_all_factors_they_answer_together() -> None:
    f1, f2, f3 = (make_factor(id=f"f{n}") for n in (1, 2, 3))
    both = Objective(id="both", factors=("f2", "f1"))
    one = Objective(id="one", factors=("f1",))
    none = Objective(id="none")
    plan = make_plan(f1, f2, f3.but(included=False), make_factor(id="f4"), both, one, none)
    groups = [(link.label, [each.key for each in link.below], link.lacks) for link in chain_of(plan)]
    assert groups == [
        ("FC1", ["one"], ()),
        ("FC1 + FC2", ["both"], ()),
        ("FC4", [], ("Sin objetivo",)),
        ("", ["none"], ()),
    ]
    assert labels_of(plan)["objectives", "both"] == "O2"


@pytest.mark.parametrize(
    ("record", "lacks"),
    [
        (make(Goal, id="x"), ("Sin fecha", "Sin indicador", "Sin acciones")),
        (make(Indicator, id="x"), ("Sin línea base", "Sin valor de la meta")),
        (make(Action, id="x"), ("Sin responsable", "Sin fechas")),
        (make(Action, id="x", responsible_other="Microcentro"), ("Sin fechas",)),
        (Objective(id="x"), ("Sin metas",)),
    ],
)
def test_what_is_bare_is_said_in_words(record: Listed, lacks: tuple[str, ...]) -> None:
    found = [one for link in chain_of(make_plan(record)) for one in link.walk() if one.ident == record.ident]
    assert [one.lacks for one in found] == [lacks]


def keys(plan: Plan, cls: type[Listed], parent: str) -> list[str]:
    return [one.key for one in children_of(plan, cls, parent)]


def test_shifting_goes_among_siblings_and_then_to_the_next_parent() -> None:
    plan = example_plan()
    goal = plan.get(Goal, "m11")
    assert goal is not None
    plan = plan.after(shifted(plan, goal, 1))
    assert keys(plan, Goal, "o1") == ["m12", "m11"]
    goal = plan.get(Goal, "m11")
    assert goal is not None
    plan = plan.after(shifted(plan, goal, 1))
    assert (keys(plan, Goal, "o1"), keys(plan, Goal, "o2")) == (["m12"], ["m11", "m21"])
    first = plan.get(Goal, "m12")
    assert first is not None
    assert shifted(plan, first, -1).changes == ()


def test_an_objective_moved_to_other_factors_answers_those() -> None:
    plan = example_plan()
    objective = plan.get(Objective, "o1")
    assert objective is not None
    plan = plan.after(shifted(plan, objective, 1))
    moved = plan.get(Objective, "o1")
    assert moved is not None
    assert moved.factors == ("f2",)
    assert keys(plan, Objective, "f2") == ["o1", "o2"]
    assert lines(plan)[0] == "FC1 Sin objetivo"


def test_a_copy_takes_along_what_hangs_below_but_not_what_was_done() -> None:
    goal, task = make(Goal, id="g"), Task(id="t", description="Repartir", done=True)
    plan = make_plan(goal, make(Indicator, id="i", goal="g"), make(Action, id="a", goal="g", tasks=(task,)))
    ids = map(str, count())
    edit, ident = copied(plan, goal, ids.__next__)
    after = plan.after(edit)
    assert edit.label == "duplicar meta"
    assert keys(after, Goal, "objectives-1") == ["g", ident[1]]
    assert [one.tasks for one in children_of(after, Action, ident[1])] == [(Task(id="3", description="Repartir"),)]
    assert len(children_of(after, Indicator, ident[1])) == 1
    assert after.after(edit.inverse()) == plan


@given(st.data())
def test_any_move_lands_where_it_was_meant_and_can_be_taken_back(data: st.DataObject) -> None:
    plan = data.draw(plans())
    movable = [one for cls in PARENT for one in plan.all(cls)]
    if not movable:
        return
    record = data.draw(st.sampled_from(movable))
    parent = data.draw(st.sampled_from(parents_of(plan, type(record)) or (parent_key(plan, record),)))
    others = [one for one in children_of(plan, type(record), parent) if one.key != record.key]
    after = data.draw(st.sampled_from([None, *others]))
    edit = place(plan, record, parent, after)
    moved = plan.after(edit)
    expected = [one.key for one in others]
    expected.insert(expected.index(after.key) + 1 if after else 0, record.key)
    assert keys(moved, type(record), parent) == expected
    assert moved.after(edit.inverse()) == plan


@given(plans())
def test_everything_stands_exactly_once(plan: Plan) -> None:
    found = [one.ident for link in chain_of(plan) for one in link.walk() if one.kind is not Factor]
    assert sorted(found) == sorted(one.ident for cls in PARENT for one in plan.all(cls))
    assert all(factor.id in {one.id for group in factor_groups(plan) for one in group}
               for factor in plan.all(Factor) if factor.included)  # fmt: skip
