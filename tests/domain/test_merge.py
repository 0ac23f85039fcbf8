"""Bringing in what was done elsewhere: nothing typed is lost, the order does not matter, twice is once."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.merge import Choice, Conflict, Merge, merge
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Record
from pmi_desktop.domain.school import Member
from pmi_desktop.services.interchange import read_plan, write_plan
from tests import samples
from tests.strategies import edits, plans

BASES = st.just(samples.example_plan()) | plans(longest=2)


def _with(plan: Plan, cls: type[Record], key: str, **values: object) -> Plan:
    record = plan.get(cls, key)
    assert record is not None
    return plan.after(gestures.change(plan, record, **values))


def _without(plan: Plan, cls: type[Record], key: str) -> Plan:
    record = plan.get(cls, key)
    assert record is not None
    return plan.after(gestures.remove(plan, record))


def _only(merged: Merge) -> Conflict:
    assert len(merged.conflicts) == 1, merged.conflicts
    return merged.conflicts[0][0]


def test_each_sides_changes_come_together_even_in_one_record(example_plan: Plan) -> None:
    ours = _with(example_plan, Goal, "m11", text="Nuestra meta")
    theirs = _with(example_plan, Goal, "m11", due_on=None)
    merged = merge(example_plan, ours, theirs)
    goal = ours.after(merged.edit).get(Goal, "m11")
    assert goal is not None
    assert (goal.text, goal.due_on) == ("Nuestra meta", None)
    assert merged.conflicts == ()
    assert merged.counted() == (0, 1, 0)


def test_what_both_changed_differently_is_asked(example_plan: Plan) -> None:
    ours = _with(example_plan, Goal, "m11", text="Nuestra")
    theirs = _with(example_plan, Goal, "m11", text="De ellos")
    conflict = _only(merge(example_plan, ours, theirs))
    assert (conflict.field, conflict.ours, conflict.theirs) == ("text", "Nuestra", "De ellos")
    assert conflict.can_keep_both
    results = {}
    for choice in Choice:
        merged = merge(example_plan, ours, theirs, lambda _, choice=choice: choice)  # type: ignore[misc]
        assert merged.open == ()
        goal = ours.after(merged.edit).get(Goal, "m11")
        assert goal is not None
        results[choice] = goal.text
    assert results == {Choice.OURS: "Nuestra", Choice.THEIRS: "De ellos", Choice.BOTH: "Nuestra\n\nDe ellos"}


def test_removed_here_and_changed_there_is_asked(example_plan: Plan) -> None:
    ours = _without(example_plan, Objective, "o4")
    theirs = _with(example_plan, Action, "a10", description="Elegir dos representantes por sede")
    merged = merge(example_plan, ours, theirs)
    assert ("actions", "a10") in {conflict.ident for conflict in merged.open}
    kept = merge(example_plan, ours, theirs, lambda _: Choice.THEIRS)
    back = ours.after(kept.edit)
    action, goal = back.get(Action, "a10"), back.get(Goal, "m41")
    assert action is not None
    assert action.description == "Elegir dos representantes por sede"
    assert goal is not None
    assert back.get(Objective, goal.objective) is not None
    assert ours.after(merge(example_plan, ours, theirs, lambda _: Choice.OURS).edit) == ours


def test_added_there_under_what_was_removed_here_is_asked(example_plan: Plan) -> None:
    ours = _without(example_plan, Goal, "m41")
    theirs = example_plan.after(gestures.add(example_plan, Action(id="new", goal="m41", description="Nueva")))
    merged = merge(example_plan, ours, theirs)
    assert _only(merged).ident == ("goals", "m41")
    assert ours.after(merge(example_plan, ours, theirs, lambda _: Choice.OURS).edit) == ours
    both = ours.after(merge(example_plan, ours, theirs, lambda _: Choice.THEIRS).edit)
    assert both.get(Goal, "m41") is not None
    assert both.get(Action, "new") is not None


def test_removed_there_and_still_needed_here_is_asked(example_plan: Plan) -> None:
    theirs = _without(example_plan, Goal, "m41")
    ours = example_plan.after(gestures.add(example_plan, Action(id="new", goal="m41", description="Nueva")))
    merged = merge(example_plan, ours, theirs)
    assert _only(merged).ident == ("goals", "m41")
    assert ours.after(merged.edit).get(Action, "new") is not None


def test_what_is_kept_is_kept_with_all_that_was_removed_along_with_it(example_plan: Plan) -> None:
    theirs = _without(example_plan, Factor, "f1")
    theirs = _without(theirs, Objective, "o4")
    ours = _with(example_plan, Objective, "o4", text="Gobierno escolar que decide")
    ours = _with(ours, Factor, "f1", description="Leen poco en casa")
    kept = ours.after(merge(example_plan, ours, theirs, lambda _: Choice.OURS).edit)
    assert kept == ours, "its goals, actions and what they had reached, and who mentioned it"
    gone = ours.after(merge(example_plan, ours, theirs, lambda _: Choice.THEIRS).edit)
    assert gone == theirs
    back = theirs.after(merge(example_plan, theirs, ours, lambda _: Choice.THEIRS).edit)
    assert back == ours


def test_what_the_side_that_keeps_removed_itself_stays_away(example_plan: Plan) -> None:
    ours = _with(_without(example_plan, Action, "a10"), Objective, "o4", text="Gobierno escolar que decide")
    theirs = _without(example_plan, Objective, "o4")
    assert ours.after(merge(example_plan, ours, theirs, lambda _: Choice.OURS).edit) == ours


def test_what_both_moved_stands_in_the_same_place_whoever_takes_it(example_plan: Plan) -> None:
    first, *_, last = example_plan.all(Objective)
    one = example_plan.after(gestures.move(example_plan, first, after=last))
    other = example_plan.after(gestures.move(example_plan, first, after=example_plan.all(Objective)[1]))
    here, there = (a.after(merge(example_plan, a, b).edit) for a, b in ((one, other), (other, one)))
    assert here == there == one
    assert merge(example_plan, here, other).edit.changes == ()


def test_a_mere_change_of_place_asks_nothing_about_what_was_removed(example_plan: Plan) -> None:
    objective = example_plan.get(Objective, "o4")
    assert objective is not None
    ours = example_plan.after(gestures.move(example_plan, objective, after=None))
    theirs = _without(example_plan, Objective, "o4")
    assert merge(example_plan, ours, theirs).conflicts == ()
    assert ours.after(merge(example_plan, ours, theirs).edit) == theirs
    assert merge(example_plan, theirs, ours).edit.changes == ()


def test_a_mention_that_leads_nowhere_is_not_brought_in_and_an_old_one_is_left_alone(example_plan: Plan) -> None:
    nowhere = About(kind="goals", key="nunca"), About(kind="nada", key="x")
    base = example_plan.after(gestures.add(example_plan, Evidence(id="e", name="a.pdf", about=nowhere)))
    theirs = base.after(gestures.add(base, Evidence(id="n", name="b.pdf", about=nowhere)))
    merged = merge(base, base, theirs)
    (change,) = merged.edit.changes
    assert change.after == theirs.all(Evidence)[-1].but(about=())
    assert merge(base, base, base).edit.changes == ()


def test_a_cleared_rating_is_a_change_like_any_other(example_plan: Plan) -> None:
    key = "as2025/2.2.3"
    theirs = _without(example_plan, Rating, key)
    ours = _with(example_plan, Rating, key, strength="Otra fortaleza")
    merged = merge(example_plan, ours, theirs)
    assert {conflict.field for conflict, _ in merged.conflicts} <= {"strength"}
    rating = ours.after(merged.edit).get(Rating, key)
    assert rating is not None
    assert rating.strength == "Otra fortaleza"
    assert rating.level is None


def test_withheld_contacts_are_not_taken_as_deleted(example_plan: Plan) -> None:
    base = _with(example_plan, Member, "t2", phone="3101234567")
    theirs = _with(example_plan, Member, "t2", position="Coordinador")
    merged = merge(base, base, theirs, withheld=[("team", "phone"), ("team", "email")])
    member = base.after(merged.edit).get(Member, "t2")
    assert member is not None
    assert (member.phone, member.position) == ("3101234567", "Coordinador")


def test_a_side_that_changed_nothing_changes_nothing(example_plan: Plan) -> None:
    other = _with(example_plan, Goal, "m11", text="Otra")
    assert merge(example_plan, other, example_plan).edit.changes == ()
    assert example_plan.after(merge(example_plan, example_plan, other).edit) == other


def _walk(data: st.DataObject, plan: Plan, steps: int) -> Plan:
    for _ in range(data.draw(st.integers(1, steps))):
        plan = plan.after(data.draw(edits(plan)))
    return plan


def _texts(plan: Plan) -> dict[tuple[str, str, str], str]:
    return {
        (*record.ident, field.name): getattr(record, field.name)
        for record in plan
        for field in fields_of(type(record))
        if field.holds in (Type.TEXT, Type.PROSE) and getattr(record, field.name)
    }


def _inside(value: Any, text: str) -> bool:
    """Whether a text stands in one side of a conflict: the value itself, or a record that holds it."""
    if isinstance(value, Record):
        return any(getattr(value, field.name) == text for field in fields_of(type(value)))
    return bool(value == text)


@given(st.data(), BASES)
def test_no_text_typed_on_either_side_is_lost(data: st.DataObject, base: Plan) -> None:
    ours, theirs = _walk(data, base, 4), _walk(data, base, 4)
    merged = merge(base, ours, theirs)
    result = ours.after(merged.edit)
    before = _texts(base)
    for side, other in ((ours, theirs), (theirs, ours)):
        for (kind, key, name), text in _texts(side).items():
            if before.get((kind, key, name)) == text or _texts(result).get((kind, key, name)) == text:
                continue
            asked = any(_inside(one, text) for conflict in merged.open for one in (conflict.ours, conflict.theirs))
            hangs = _parent_asked(side, (kind, key), merged)
            assert asked or hangs, (kind, key, name, text, other.find((kind, key)))


def _parent_asked(side: Plan, ident: tuple[str, str], merged: Merge) -> bool:
    """Whether the record hangs from one that a conflict is about: it stays or goes with that decision."""
    asked = {conflict.ident for conflict in merged.open}
    todo = [ident]
    while todo:
        record = side.find(todo.pop())
        if record is None:
            continue
        if record.ident in asked:
            return True
        todo += [
            (field.target, getattr(record, field.name))
            for field in fields_of(type(record))
            if field.holds is Type.PARENT
        ]
    return False


@given(st.data(), BASES)
def test_taking_the_same_again_changes_nothing(data: st.DataObject, base: Plan) -> None:
    ours, theirs = _walk(data, base, 4), _walk(data, base, 4)
    once = ours.after(merge(base, ours, theirs, lambda _: Choice.THEIRS).edit)
    again = merge(base, once, theirs, lambda _: Choice.THEIRS)
    assert once.after(again.edit) == once


@given(st.data(), BASES)
def test_whoever_takes_it_the_same_decisions_give_the_same_plan(data: st.DataObject, base: Plan) -> None:
    one, other = _walk(data, base, 4), _walk(data, base, 4)
    for here, there in ((Choice.OURS, Choice.THEIRS), (Choice.THEIRS, Choice.OURS)):
        taken = one.after(merge(base, one, other, lambda _, choice=here: choice).edit)  # type: ignore[misc]
        given_back = other.after(merge(base, other, one, lambda _, choice=there: choice).edit)  # type: ignore[misc]
        assert taken == given_back


@given(st.data(), BASES)
def test_what_comes_out_is_a_whole_plan(data: st.DataObject, base: Plan) -> None:
    ours, theirs = _walk(data, base, 4), _walk(data, base, 4)
    for choice in (None, Choice.OURS, Choice.THEIRS, Choice.BOTH):
        result = ours.after(merge(base, ours, theirs, lambda _, choice=choice: choice).edit)  # type: ignore[misc]
        _whole(result)


def _whole(plan: Plan) -> None:
    for record in plan:
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if field.target and field.holds in (Type.PARENT, Type.REF) and value is not None:
                assert plan.find((field.target, value)) is not None, (record, field.name)
            if field.holds is Type.REFS:
                assert all(plan.find((field.target, one)) is not None for one in value), (record, field.name)


def _rated(plan: Plan, area: str, edit: Edit | None = None) -> Plan:
    assert edit is None
    for rating in plan.where(Rating, "assessment", "as2025"):
        if rating.component.startswith(area):
            plan = plan.after(gestures.change(plan, rating, evidence=f"Evidencia {rating.component}"))
    return plan


def test_two_areas_in_either_order_give_the_same_plan(example_plan: Plan, reference: Reference) -> None:
    second = _rated(example_plan, "2").after(
        gestures.add(example_plan, Objective(id="oA", factors=("f1",), text="Leer"))
    )
    third = _rated(example_plan, "3").after(gestures.add(example_plan, Objective(id="oB", factors=("f2",), text="Ir")))
    one = example_plan.after(merge(example_plan, example_plan, second).edit)
    one = one.after(merge(example_plan, one, third).edit)
    other = example_plan.after(merge(example_plan, example_plan, third).edit)
    other = other.after(merge(example_plan, other, second).edit)
    assert one == other
    assert read_plan(write_plan(one, reference), reference, lambda: "x").all(Objective) is not None
    assert [objective.id for objective in one.all(Objective)] == ["o1", "o2", "o3", "o4", "oA", "oB"]
