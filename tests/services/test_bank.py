"""The bank of examples: enough of them, in good Spanish, and nothing in them that the checks would complain about."""

import datetime as dt
from decimal import Decimal
from itertools import count

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks import Context, check
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.paths import bundled
from pmi_desktop.services.bank import GoalExample, ObjectiveExample, load_bank
from tests.samples import make_plan
from tests.spanish import strange_in

BANK = load_bank(bundled("resources"))
EDITIONS = {"guia34-2008": "1234", "guia34-2026": "DAFC"}
EXAMPLES = [one for file in BANK.files for one in file.objectives]

# What a school still has to say after inserting an example.
ITS_OWN = {"indicator-without-baseline", "indicator-details", "action-incomplete", "objective-without-factor"}


def _inserted(example: ObjectiveExample, year: int = 2027) -> Plan:
    ids = (f"x{n}" for n in count())
    plan = make_plan(start_year=year, end_year=year)
    return plan.after(gestures.add(plan, *example.records((), year, lambda: next(ids))))


def test_every_area_of_both_editions_has_at_least_six_objectives() -> None:
    for catalog, areas in EDITIONS.items():
        for area in areas:
            assert len(BANK.of_area(catalog, area)) >= 6
    assert BANK.of_area("guia34-2008", "2") == BANK.of_area("guia34-2026", "A")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_an_example_is_good_spanish_and_complete(example: ObjectiveExample, reference: Reference) -> None:
    known = {component.id for component in reference.components()}
    assert set(example.components) <= known
    assert {one[0].isdigit() for one in example.components} == {True, False}, "for both editions"
    assert 1 <= len(example.goals) <= 2
    for goal in example.goals:
        assert 1 <= len(goal.indicators) <= 2
        assert 2 <= len(goal.actions) <= 3
        assert sum(action.weight for action in goal.actions) == 100
        assert "{año}" in goal.text
        assert goal.text.endswith(".")
        _is_declared(goal)
        for action in goal.actions:
            assert action.start < action.end <= goal.due
            assert action.description.split()[0].endswith(("ar", "er", "ir"))
            assert not action.description.endswith(".")
    assert strange_in(_all_words(example)) == []


def _is_declared(goal: GoalExample) -> None:
    for indicator in goal.indicators:
        for name in ("kind", "direction", "frequency"):
            assert getattr(indicator, name) in field_of(Indicator, name).choices


def _all_words(example: ObjectiveExample) -> str:
    words = [example.title, example.text]
    for goal in example.goals:
        words.append(goal.text_in(2027))
        words += [part for one in goal.indicators for part in (one.name, one.formula, one.source, one.instrument)]
        words += [part for one in goal.actions for part in (one.description, *one.tasks)]
    return "\n".join(words)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_inserted_it_lacks_only_what_is_the_schools_own(example: ObjectiveExample, reference: Reference) -> None:
    plan = _inserted(example)
    found = check(plan, PLAN, Context(reference, dt.date(2027, 1, 15)))
    steps = {"objectives", "goals", "actions"}
    about = {f"{one.KIND}:{one.key}" for one in plan}
    assert {one.code for one in found if one.step in steps and one.record in about} <= ITS_OWN


def test_a_goal_says_what_its_indicators_aim_at() -> None:
    """The number itself, or «todas» and «cada» for 100 %, or the count in words."""
    in_words = {Decimal(100): ("todas", "todos", "cada"), Decimal(8): ("cuatro veces cada uno", "cada mes")}
    for goal in (goal for example in EXAMPLES for goal in example.goals):
        for target in {one.target for one in goal.indicators[:1]}:
            said = (show_number(target), *in_words.get(target, ()))
            assert any(one in goal.text for one in said), goal.text


def test_inserting_makes_new_records_each_time() -> None:
    example = EXAMPLES[0]
    ids = (f"x{n}" for n in count())
    plan = make_plan()
    for _ in range(2):
        plan = plan.after(gestures.add(plan, *example.records(("f1",), 2026, lambda: next(ids))))
    assert len(plan.all(Objective)) == 2
    assert len(plan.all(Goal)) == 2 * len(example.goals)
    assert {one.goal for one in plan.all(Action)} == {one.id for one in plan.all(Goal)}
    assert plan.all(Objective)[0].factors == ("f1",)


def test_the_year_is_the_plans() -> None:
    plan = _inserted(EXAMPLES[0], 2031)
    goal = plan.all(Goal)[0]
    assert "2031" in goal.text
    assert goal.due_on is not None
    assert goal.due_on.year == 2031


def test_examples_are_found_by_component() -> None:
    assert [one.title for one in BANK.of_component("2.4.3")] == ["Menos inasistencia en tiempo de cosecha"]
    assert BANK.of_component("2.4.3") == BANK.of_component("A3.3")
    assert BANK.of_component("9.9.9") == ()
