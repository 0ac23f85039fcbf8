"""What falls due in a span of days."""

import datetime as dt

from hypothesis import given

from pmi_desktop.domain.actions import Action, Checkpoint, Task
from pmi_desktop.domain.figures.due import due_between
from pmi_desktop.domain.followup import ActionProgress, GoalReview
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Commitment, Concept, Delivery, Meeting, Observation
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import Deadline
from tests.samples import example_plan, make, make_plan
from tests.strategies import dates, plans

MARCH_1, MARCH_9, MARCH_31 = dt.date(2026, 3, 1), dt.date(2026, 3, 9), dt.date(2026, 3, 31)


def due(*records: Record, **info: object) -> list[tuple[dt.date, str, str]]:
    found = due_between(make_plan(*records, **info), MARCH_1, MARCH_31)
    return [(one.day, one.what, one.text) for one in found]


def test_february_of_the_example_before_anything_is_reported() -> None:
    plan = Plan.of(record for record in example_plan() if not isinstance(record, ActionProgress | GoalReview))
    found = due_between(plan, dt.date(2026, 2, 16), dt.date(2026, 3, 2))
    assert [(one.day.isoformat(), one.what, ":".join(one.ident)) for one in found] == [
        ("2026-02-16", "Comienza la acción", "actions:a3"),
        ("2026-02-20", "Compromiso", "meetings:me1"),
        ("2026-02-27", "Plazo", "plan:"),
        ("2026-02-27", "Termina la acción", "actions:a1"),
        ("2026-02-27", "Termina la acción", "actions:a10"),
        ("2026-03-02", "Comienza la acción", "actions:a2"),
        ("2026-03-02", "Comienza la acción", "actions:a7"),
        ("2026-03-02", "Comienza la acción", "actions:a11"),
    ]


def test_both_ends_of_the_span_belong_to_it() -> None:
    goals = [make(Goal, id=day.isoformat(), due_on=day) for day in (MARCH_1, MARCH_31, MARCH_31 + dt.timedelta(1))]
    assert [day for day, _, _ in due(*goals)] == [MARCH_1, MARCH_31]


def test_a_judged_goal_and_an_ended_action_are_not_due() -> None:
    goal = make(Goal, id="g", text="Bajar", due_on=MARCH_9)
    action = make(Action, goal="g", description="Avisar", start_on=MARCH_1, end_on=MARCH_9)
    cut = Checkpoint(id="c")
    begun = ActionProgress(checkpoint="c", action=action.id, state="EJ")
    ended = begun.but(state="FIN")
    judged = GoalReview(goal="g", year=2026, judgement="parcial")
    assert due(goal, action) == [
        (MARCH_1, "Comienza la acción", "Avisar"),
        (MARCH_9, "Vence la meta", "Bajar"),
        (MARCH_9, "Termina la acción", "Avisar"),
    ]
    assert due(goal, action, cut, begun)[1:] == [(MARCH_9, "Termina la acción", "Avisar")]
    assert due(goal, action, cut, ended, judged) == []


def test_tasks_cuts_commitments_and_deadlines() -> None:
    tasks = (
        Task(id="1", description="Repartir", due_on=MARCH_9),
        Task(id="2", description="Hecha", done=True, due_on=MARCH_9),
    )
    found = due(
        make(Action, tasks=tasks),
        Checkpoint(id="c1", label="Corte 1", date=MARCH_9),
        Checkpoint(id="c2", label="Corte entregado", date=MARCH_9),
        make(Delivery, moment="checkpoint", checkpoint="c2"),
        make(Meeting, commitments=(Commitment(text="Citar", responsible="Nelly", due_on=MARCH_9),)),
        deadlines=(Deadline(what="Cargar el PMI", date=MARCH_9), Deadline(what="Sin fecha")),
    )
    assert [(what, text) for _, what, text in found] == [
        ("Plazo", "Cargar el PMI"),
        ("Tarea", "Repartir"),
        ("Corte de seguimiento", "Corte 1"),
        ("Compromiso", "Citar (Nelly)"),
    ]


def test_an_observation_is_due_until_it_is_answered() -> None:
    delivery = make(Delivery)
    old = make(Concept, id="old", delivery=delivery.id, received_on=dt.date(2025, 1, 1))
    later = make(Concept, id="later", delivery=delivery.id, issued_on=MARCH_9)
    found = due(
        old,
        later,
        make(Observation, id="1", concept="later", text="Falta la línea base"),
        make(Observation, id="2", concept="old", text="Falta la meta"),
        make(Observation, id="3", concept="old", text="Lista", response="Se agregó"),
    )
    assert [(day, text) for day, _, text in found] == [(MARCH_1, "Falta la meta"), (MARCH_9, "Falta la línea base")]


@given(plans(), dates, dates)
def test_any_plan_has_a_calendar(plan: Plan, first: dt.date, last: dt.date) -> None:
    days = [one.day for one in due_between(plan, first, last)]
    assert days == sorted(days)
    assert all(first <= day <= last for day in days)
