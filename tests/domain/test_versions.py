"""What the printed plan shows opens a new version once it was delivered; nothing else does."""

import datetime as dt
import re

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint, Outreach
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Concept, Delivery, Evidence, Meeting, Review
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Edit, Record
from pmi_desktop.domain.school import Member
from pmi_desktop.domain.versions import (
    PRINTED_KINDS,
    is_delivered,
    opening_label,
    opens_new_version,
    reason_in,
    version_differences,
    with_new_version,
)
from pmi_desktop.paths import bundled


@pytest.fixture(scope="module")
def delivered(example_plan: Plan) -> Plan:
    delivery = Delivery(id="d", moment="plan", version=1, made_on=dt.date(2026, 2, 20))
    return example_plan.after(gestures.add(example_plan, delivery))


def _goal_text(plan: Plan) -> Edit:
    return gestures.change(plan, plan.all(Goal)[0], text="Otra meta")


def test_before_any_delivery_everything_is_version_one(example_plan: Plan) -> None:
    assert not is_delivered(example_plan)
    assert not opens_new_version(example_plan, _goal_text(example_plan))


def test_only_a_delivery_of_this_version_of_the_plan_closes_it(example_plan: Plan) -> None:
    for delivery in (Delivery(id="d", moment="checkpoint", version=1), Delivery(id="d", moment="plan", version=2)):
        plan = example_plan.after(gestures.add(example_plan, delivery))
        assert not opens_new_version(plan, _goal_text(plan))


def test_a_change_of_the_printed_plan_opens_the_next_version_once(delivered: Plan, reference: Reference) -> None:
    edit = _goal_text(delivered)
    assert opens_new_version(delivered, edit)
    opening = with_new_version(delivered, edit)
    assert (opening.label, opening.changes[0]) == (edit.label, edit.changes[0])
    second = delivered.after(opening)
    assert second.info.version == 2
    assert second.after(opening.inverse()) == delivered
    again = gestures.change(second, second.all(Goal)[1], text="Y otra")
    assert with_new_version(second, again) == again
    assert [one.ident for one in version_differences(delivered, second, reference)] == [("goals", "m11")]


def test_a_change_of_the_plans_own_data_and_its_version_are_one(delivered: Plan) -> None:
    edit = with_new_version(delivered, gestures.change(delivered, delivered.info, approval_act="Acta 9"))
    assert [change.ident for change in edit.changes] == [("plan", "")]
    info = delivered.after(edit).info
    assert (info.approval_act, info.version) == ("Acta 9", 2)


def test_going_back_to_a_copy_or_to_an_earlier_version_opens_none(example_plan: Plan, delivered: Plan) -> None:
    before = example_plan.after(_goal_text(example_plan))
    assert not opens_new_version(delivered, Edit("restaurar la copia", difference(delivered, before)))
    second = delivered.after(with_new_version(delivered, _goal_text(delivered)))
    assert not opens_new_version(second, Edit("restaurar la copia", difference(second, delivered)))


def test_the_reason_is_found_in_the_log(delivered: Plan) -> None:
    label = opening_label(2, "  La Secretaría pidió\najustar la meta ")
    assert label == "abrir la versión 2: La Secretaría pidió ajustar la meta"
    assert reason_in(["cambiar meta", label, "cambiar otra"], 2) == "La Secretaría pidió ajustar la meta"
    assert reason_in([label, opening_label(2, "otra")], 2) == "otra"
    assert reason_in([label], 20) == ""


PRINTED: list[tuple[type[Record], dict[str, object]]] = [
    (Rating, {"level": 4}),
    (Rating, {"evidence": "Otra"}),
    (Action, {"end_on": dt.date(2026, 10, 9)}),
    (Action, {"tasks": ()}),
    (Member, {"name": "Otra persona"}),
    (Outreach, {"attendees": 99}),
    (Checkpoint, {"date": dt.date(2026, 6, 30)}),
]
NOT_PRINTED: list[tuple[type[Record], dict[str, object]]] = [
    (Rating, {"votes": (0, 3, 2, 0)}),
    (Member, {"phone": "310 000 0000"}),
    (ActionProgress, {"percent": 42}),
    (IndicatorMeasure, {"note": "Se repitió la prueba."}),
    (Evaluation, {"text": "Otra"}),
    (GoalReview, {"why": "Otra"}),
    (Meeting, {"decisions": "Otra"}),
]


@pytest.mark.parametrize(("cls", "values"), PRINTED)
def test_what_the_form_prints_opens_a_version(delivered: Plan, cls: type[Record], values: dict[str, object]) -> None:
    assert opens_new_version(delivered, gestures.change(delivered, delivered.all(cls)[0], **values))


@pytest.mark.parametrize(("cls", "values"), NOT_PRINTED)
def test_what_it_does_not_print_opens_none(delivered: Plan, cls: type[Record], values: dict[str, object]) -> None:
    edit = gestures.change(delivered, delivered.all(cls)[0], **values)
    assert edit.changes
    assert not opens_new_version(delivered, edit)


def test_ticking_a_task_off_is_follow_up(delivered: Plan) -> None:
    action = next(one for one in delivered.all(Action) if one.tasks)
    unticked = tuple(type(task)(id=task.id, description=task.description) for task in action.tasks)
    assert not opens_new_version(delivered, gestures.change(delivered, action, tasks=unticked))
    assert opens_new_version(delivered, gestures.change(delivered, action, tasks=unticked[1:]))


def test_making_results_known_is_follow_up_and_making_the_plan_known_is_not(delivered: Plan) -> None:
    assert not opens_new_version(delivered, gestures.add(delivered, Outreach(id="x", topic="resultados")))
    assert opens_new_version(delivered, gestures.add(delivered, Outreach(id="x", topic="plan")))


def test_another_order_is_printed(delivered: Plan) -> None:
    assert opens_new_version(delivered, gestures.move(delivered, delivered.all(Goal)[-1], after=None))


@pytest.mark.parametrize(
    "record",
    [Review(criterion="c11", by="school", version=1, result="cumple"), Evidence(id="e"), Concept(id="c", delivery="d")],
)
def test_the_review_files_and_concepts_never_do(delivered: Plan, record: Record) -> None:
    assert not opens_new_version(delivered, gestures.add(delivered, record))


def test_printed_kinds_are_those_of_the_form() -> None:
    form = (bundled("forms", "D02.03.F01-V5") / "form.toml").read_text("utf-8")
    bound = {kind for kind in KINDS if re.search(rf'["{{]{kind}\.', form)}
    assert bound == set(PRINTED_KINDS)
