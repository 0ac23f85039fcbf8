"""Nested tables, row by row: indicators and actions side by side under factor, objective and goal."""

from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.official.definitions import Level, Rows, Slot, Table
from pmi_desktop.official.layout import Line, lines_of
from pmi_desktop.official.values import path_of, value_of
from pmi_desktop.official.view import View
from tests.official.filled import context
from tests.samples import make, make_factor, make_plan

LEVELS = (
    Level(rows="factor_groups", slots=(Slot(field="factors.label", at="A"),)),
    Level(rows="objectives", slots=(Slot(field="objectives.label", at="B"),)),
    Level(rows="goals", slots=(Slot(field="goals.text", at="C"),)),
)
LISTS = (
    Rows(rows="indicators", slots=(Slot(field="indicators.name", at="D"),)),
    Rows(rows="actions", slots=(Slot(field="actions.description", at="E"),)),
)
TABLE = Table(first=1, last=1, levels=LEVELS, lists=LISTS)


def lines(plan: Plan, table: Table = TABLE) -> tuple[tuple[Line, ...], View]:
    view = View(plan, PLAN, context())
    return lines_of(table, view, view.root), view


def printed(plan: Plan, table: Table = TABLE) -> list[dict[str, object]]:
    found, view = lines(plan, table)
    return [
        {
            str(slot.at): value_of(path_of(slot.field), view, entry.scope)
            for entry in line.entries
            for slot in entry.slots
        }
        for line in found
    ]


def goal(indicators: int, actions: int, id: str = "m", objective: str = "objectives-1") -> list[Record]:
    return [
        make(Goal, id=id, objective=objective, text=f"meta {id}"),
        *(make(Indicator, id=f"{id}i{n}", goal=id, name=f"{id}i{n}") for n in range(indicators)),
        *(make(Action, id=f"{id}a{n}", goal=id, description=f"{id}a{n}") for n in range(actions)),
    ]


def test_two_indicators_and_three_actions_make_three_rows() -> None:
    rows = printed(make_plan(*goal(2, 3)))
    assert [(row.get("D"), row.get("E")) for row in rows] == [("mi0", "ma0"), ("mi1", "ma1"), (None, "ma2")]
    assert [row.get("C") for row in rows] == ["meta m", None, None]


def test_a_goal_without_anything_still_has_its_row() -> None:
    assert printed(make_plan(*goal(0, 0))) == [{"A": None, "B": "O1", "C": "meta m"}]


def test_a_bare_objective_and_a_bare_factor_still_have_their_rows() -> None:
    plan = make_plan(make_factor(id="f1"), make_factor(id="f2"), make(Objective, id="o", factors=("f2",)))
    assert printed(plan) == [{"A": "FC1"}, {"A": "FC2", "B": "O1"}]


def test_a_factor_left_out_that_nothing_answers_is_not_in_the_plan() -> None:
    assert printed(make_plan(make_factor(id="f1", included=False), make_factor(id="f2", included=None))) == []


def test_an_objective_that_answers_two_factors_is_printed_once_under_both() -> None:
    plan = make_plan(
        make_factor(id="f1"), make_factor(id="f2"),
        make(Objective, id="a", factors=("f2", "f1")), make(Objective, id="b", factors=("f1", "f2")),
    )  # fmt: skip
    assert printed(plan) == [{"A": "FC1\nFC2", "B": "O1"}, {"B": "O2"}]


def test_a_level_spans_the_rows_below_it() -> None:
    found, _ = lines(make_plan(*goal(2, 3), *goal(1, 0, "n")))
    assert [[(entry.span, entry.merge) for entry in line.entries if entry.merge] for line in found] == [
        [(4, True), (4, True), (3, True)], [], [], [(1, True)],
    ]  # fmt: skip


def test_a_level_with_a_row_of_its_own_comes_before_its_rows() -> None:
    table = Table(first=5, last=6, levels=(Level(rows="areas", own_row=5),), lists=(Rows(rows="strengths"),))
    found, _ = lines(make_plan(), table)
    assert [line.like for line in found] == [5, 0] * 4


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_nothing_is_lost_and_nothing_printed_twice(sizes: list[tuple[int, int]]) -> None:
    records = [one for n, (indicators, actions) in enumerate(sizes) for one in goal(indicators, actions, f"m{n}")]
    rows = printed(make_plan(*records))
    assert len(rows) == sum(max(1, *size) for size in sizes)
    for letter, names in (
        ("C", [f"meta m{n}" for n in range(len(sizes))]),
        ("D", [f"m{n}i{k}" for n, (size, _) in enumerate(sizes) for k in range(size)]),
        ("E", [f"m{n}a{k}" for n, (_, size) in enumerate(sizes) for k in range(size)]),
    ):
        assert [row[letter] for row in rows if row.get(letter) is not None] == names
