"""The wizard's steps and how far they are."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from pmi_desktop.domain.actions import Checkpoint, Fund
from pmi_desktop.domain.catalog import Criterion
from pmi_desktop.domain.checks import Context, check
from pmi_desktop.domain.checks.table import ROWS
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.followup import ActionProgress, Evaluation
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation, Review
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import Site
from pmi_desktop.domain.steps import PHASES, STEP_BY_ID, STEPS, State, next_step, previous_step, progress, states
from tests.samples import example_plan, make_plan, reference
from tests.strategies import plans

CONTEXT = Context(reference(), dt.date(2026, 11, 22))


def states_of(*records: Record, start: Plan | None = None) -> dict[str, State]:
    plan = Plan.of([*(start or example_plan()), *records])
    return states(plan, check(plan, PLAN, CONTEXT))


def changed(cls: type[Record], key: str, **values: Any) -> Record:
    record = example_plan().get(cls, key)
    assert record is not None
    return record.but(**values)


def test_the_steps_of_the_wizard() -> None:
    ids = """school sites team identity self_assessment profile strengths priorities objectives goals actions schedule
        budget outreach checkpoints verification hand_in concept progress results evaluation"""
    assert [step.id for step in STEPS] == ids.split()
    assert PHASES == ("Establecimiento", "Diagnóstico", "Objetivos", "Acciones", "Entrega", "Seguimiento")


def test_every_finding_and_every_record_has_a_step() -> None:
    assert {step for row in ROWS.values() for step in row.steps} <= STEP_BY_ID.keys()
    assert {cls.STEP for cls in KINDS.values()} <= STEP_BY_ID.keys()


def test_next_and_previous() -> None:
    assert [next_step(step.id) for step in STEPS] == [*STEPS[1:], None]
    assert [previous_step(step.id) for step in STEPS] == [None, *STEPS[:-1]]


def test_an_empty_plan_has_begun_nowhere() -> None:
    assert set(states_of(start=make_plan()).values()) == {State.EMPTY}


def test_the_example_is_complete_but_for_what_was_not_handed_in() -> None:
    found = states_of()
    assert [step for step, state in found.items() if state is not State.COMPLETE] == [
        "verification",
        "hand_in",
        "concept",
    ]
    by_phase = {one.phase: (one.complete, one.steps) for one in progress(found)}
    assert by_phase == {
        "Establecimiento": (3, 3),
        "Diagnóstico": (4, 4),
        "Objetivos": (3, 3),
        "Acciones": (5, 5),
        "Entrega": (0, 3),
        "Seguimiento": (3, 3),
    }


@pytest.mark.parametrize(
    ("step", "record", "state"),
    [
        ("goals", changed(Goal, "m11", text=""), State.STARTED),
        ("goals", changed(Goal, "m11", text="Otra"), State.COMPLETE),
        ("sites", changed(Site, "s2", students=None), State.COMPLETE),
        ("sites", changed(Site, "s2", dane_code="1"), State.STARTED),
        ("self_assessment", changed(Rating, "as2025/1.1.1", level=None), State.STARTED),
        ("profile", changed(Rating, "as2025/1.1.1", level=None), State.STARTED),
        ("budget", changed(Fund, "u1", available=1), State.STARTED),
        ("checkpoints", example_plan().info.but(end_year=2027), State.STARTED),
        ("progress", Checkpoint(id="c3"), State.STARTED),
        ("results", Checkpoint(id="c3"), State.STARTED),
        ("evaluation", changed(Evaluation, "e1", text=""), State.STARTED),
        ("hand_in", Delivery(id="d", moment="plan", version=1), State.COMPLETE),
        ("hand_in", Delivery(id="d", moment="checkpoint", version=1), State.STARTED),
        ("hand_in", Delivery(id="d", moment="plan", version=2), State.STARTED),
    ],
)
def test_one_change_and_its_state(step: str, record: Record, state: State) -> None:
    assert states_of(record)[step] is state


def test_a_concept_is_complete_when_each_observation_is_answered() -> None:
    held = (Delivery(id="d"), Concept(id="k", delivery="d"))
    assert states_of(*held)["concept"] is State.COMPLETE
    assert states_of(*held, Observation(id="o", concept="k"))["concept"] is State.STARTED
    assert states_of(*held, Observation(id="o", concept="k", response="Se hizo"))["concept"] is State.COMPLETE


def test_advice_counts_where_nothing_can_block() -> None:
    criteria = (Criterion("1", "Se relaciona con el PEI"), Criterion("2", "Atiende la inclusión"))
    context = replace(CONTEXT, reference=replace(reference(), criteria=criteria))
    one, other = (Review(criterion=key, by="school", version=1, result="cumple") for key in ("1", "2"))
    for held, state in (((), State.EMPTY), ((one,), State.STARTED), ((one, other), State.COMPLETE)):
        plan = Plan.of([*example_plan(), *held])
        assert states(plan, check(plan, PLAN, context))["verification"] is state


def test_progress_needs_every_cut() -> None:
    plan = Plan.of(one for one in example_plan() if not (isinstance(one, ActionProgress) and one.checkpoint == "c2"))
    assert states_of(start=plan)["progress"] is State.STARTED


@given(plans())
def test_any_plan_has_states(plan: Plan) -> None:
    found = states(plan, check(plan, PLAN, CONTEXT))
    assert list(found) == [step.id for step in STEPS]
    assert sum(one.complete for one in progress(found)) == list(found.values()).count(State.COMPLETE)
