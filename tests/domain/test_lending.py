"""What was lent: what belongs to it, and that areas brought back make the plan that one PC would have made."""

from collections.abc import Callable, Mapping

from hypothesis import assume, given
from hypothesis import strategies as st

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.checks import Context, check
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.figures.budget import budget_of, same_source
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.lending import Lent, Part, Scope
from pmi_desktop.domain.merge import Choice, merge
from pmi_desktop.domain.moments import moments_of
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Keyed, Listed, Record, parents_of
from pmi_desktop.domain.school import Member
from tests.samples import NOW, example_plan, make_plan, reference
from tests.strategies import edits, plans

BASES = st.just(example_plan()) | plans(longest=2)
AREAS = ("1", "2", "3", "4", "D", "A", "F", "C")


def lent(base: Plan, *areas: str, planning: bool = True, progress: bool = True) -> Lent:
    return Lent(Scope(areas, planning=planning, progress=progress), base, reference())


def test_an_area_holds_what_hangs_from_its_components() -> None:
    plan = example_plan()
    everything = lent(plan, "2")
    for record in plan:
        inside = everything.holds(record, plan)
        if record.KIND in everything.scope.kinds:
            assert inside == ("2" in areas_of(record, plan.find, reference()))
        else:
            assert not inside
    assert {record.KIND for record in plan if everything.holds(record, plan)} >= {
        "ratings", "factors", "objectives", "goals", "indicators", "actions", "action_progress",
    }  # fmt: skip
    ratings_only = lent(plan, "2", planning=False, progress=False)
    assert {record.KIND for record in plan if ratings_only.holds(record, plan)} == {"ratings", "factors"}


def test_what_belongs_to_no_area_yet_may_be_edited_by_whoever_made_it() -> None:
    base = example_plan()
    orphan = Objective(id="nuevo", text="Leer más")
    grown = base.after(gestures.add(base, orphan))
    assert lent(base, "2").holds(grown.get(Objective, "nuevo") or orphan, grown)
    assert not lent(grown, "2").holds(grown.get(Objective, "nuevo") or orphan, grown), "it was there before"
    own = next(one for one in base.all(Objective) if areas_of(one, base.find, reference()) == ("2",))
    loose = base.after(gestures.change(base, own, factors=()))
    assert lent(base, "2").holds(loose.get(Objective, own.id) or own, loose)
    assert not lent(base, "3").holds(loose.get(Objective, own.id) or own, loose)


def test_an_edit_outside_is_named_and_one_inside_is_not() -> None:
    plan = example_plan()
    second = lent(plan, "2", planning=False, progress=False)
    rating = next(one for one in plan.all(Rating) if one.component.startswith("2."))
    other = next(one for one in plan.all(Rating) if one.component.startswith("3."))
    assert second.outside(plan, gestures.change(plan, rating, evidence="Acta 4")) == ()
    for edit in (
        gestures.change(plan, other, evidence="Acta 4"),
        gestures.change(plan, plan.school, name="Otra"),
        gestures.change(plan, plan.all(Goal)[0], text="Otra"),
        gestures.remove(plan, plan.all(Member)[0]),
    ):
        assert second.outside(plan, edit)
    picture = Evidence(id="e", name="a.jpg", about=(About(kind="ratings", key=rating.key),))
    assert second.outside(plan, gestures.add(plan, picture)) == ()


def test_what_hangs_from_something_removed_goes_with_it() -> None:
    plan = example_plan()
    action = next(one for one in plan.all(Action) if plan.where(ActionProgress, "action", one.id))
    (area, *_) = areas_of(action, plan.find, reference())
    planning = lent(plan, area, planning=True, progress=False)
    assert planning.outside(plan, gestures.remove(plan, action)) == ()
    gone = plan.after(gestures.remove(plan, action))
    part = planning.within(plan, gone)
    assert (part.after, part.outside) == (gone, ())


def test_what_hangs_from_something_that_stays_out_stays_out_too() -> None:
    plan = example_plan()
    factor = next(one for one in plan.all(Factor) if areas_of(one, plan.find, reference()) == ("3",))
    ours = next(one for one in plan.all(Factor) if areas_of(one, plan.find, reference()) == ("2",))
    third = Objective(id="o", factors=(factor.id,), text="De otra área")
    grown = plan.after(gestures.add(plan, third, Goal(id="g", objective="o", text="Suya")))
    part = lent(plan, "2").within(plan, grown)
    assert part.after == plan
    assert {change.ident for change in part.outside} == {("objectives", "o"), ("goals", "g")}
    shared = grown.after(gestures.change(grown, grown.get(Objective, "o") or third, factors=(factor.id, ours.id)))
    part = lent(plan, "2").within(plan, shared)
    assert part.outside == ()
    assert {record.ident for record in part.after} == {record.ident for record in shared}


def test_what_went_to_another_area_keeps_its_place_until_the_school_moves_it() -> None:
    plan = example_plan()
    old, other = _objective_of(plan, "2"), _objective_of(plan, "4")
    goal = plan.where(Goal, "objective", old.id)[0]
    moved = plan.after(gestures.change(plan, goal, objective=other.id))
    gone = moved.after(gestures.remove(moved, old))
    part = lent(plan, "2").within(plan, gone)
    assert part.after.find(goal.ident) == goal
    assert part.after.find(old.ident) == old
    assert {change.ident for change in part.outside} == {goal.ident, old.ident}
    assert lent(plan, "2", "4").within(plan, gone) == Part(plan, gone, ())


def _objective_of(plan: Plan, area: str) -> Objective:
    return next(one for one in plan.all(Objective) if areas_of(one, plan.find, reference()) == (area,))


def _walk(data: st.DataObject, plan: Plan, steps: int) -> Plan:
    for _ in range(data.draw(st.integers(1, steps))):
        plan = plan.after(data.draw(edits(plan)))
    return plan


@given(st.data(), BASES, st.lists(st.sampled_from(AREAS), min_size=1, max_size=3, unique=True))
def test_the_part_that_was_lent_is_a_whole_plan_and_the_rest_is_named(
    data: st.DataObject, base: Plan, areas: list[str]
) -> None:
    there = _walk(data, base, 5)
    some = lent(base, *areas, planning=data.draw(st.booleans()), progress=data.draw(st.booleans()))
    part = some.within(base, there)
    inside = part.after
    assert some.within(base, inside).outside == ()
    named = {change.ident for change in part.outside}
    for change in difference(base, there):
        brought = _same(inside.find(change.ident), change.after)
        follows = None not in (change.before, change.after) and not set(change.changed_fields()) - {"version"}
        assert brought or change.ident in named or follows
    for record in inside:
        assert all(inside.find(parent) is not None for parent in parents_of(record))
    taken = base.after(merge(base, base, inside).edit)
    for record in taken:
        mentioned = (one for one in gestures.mentions_of(record) if not issubclass(KINDS[one[0]], Keyed))
        assert all(taken.find(one) is not None for one in mentioned), record


def _same(one: Record | None, other: Record | None) -> bool:
    """Whether they say the same, wherever they stand."""
    if isinstance(one, Listed) and isinstance(other, Listed):
        return one.but(order=0) == other.but(order=0)
    return one == other


def test_what_areas_add_stands_area_by_area_whoever_comes_first() -> None:
    base = example_plan()
    sides = []
    for area in ("3", "1", "2"):
        there = base
        for number in (2, 1):
            factor = Factor(id=f"{number}{area}", assessment="as2025", component=f"{area}.1.1", description=area)
            there = there.after(gestures.add(there, factor))
        sides.append(lent(base, area).within(base, there).after)
    for order in (sides, sides[::-1]):
        ours = base
        for theirs in order:
            ours = ours.after(merge(base, ours, theirs).edit)
        added = [one.id for one in ours.all(Factor) if base.find(one.ident) is None]
        assert added == ["21", "11", "22", "12", "23", "13"]


@given(st.data(), BASES, st.permutations(AREAS))
def test_disjoint_areas_in_any_order_give_the_same_plan(data: st.DataObject, base: Plan, areas: list[str]) -> None:
    sides = [lent(base, *some).within(base, _walk(data, base, 4)).after for some in (areas[:2], areas[2:4], areas[4:])]
    results = []
    for order in (sides, sides[::-1], sides[1:] + sides[:1]):
        ours = base
        for theirs in order:
            merged = merge(base, ours, theirs)
            assume(not merged.conflicts)  # an objective of two areas, or something that belongs to none
            ours = ours.after(merged.edit)
        results.append(ours)
    assert results[0] == results[1] == results[2]


@given(st.data(), BASES, st.sampled_from(AREAS))
def test_checking_finds_nothing_that_neither_side_had(data: st.DataObject, base: Plan, area: str) -> None:
    ours = _walk(data, base, 4)
    theirs = lent(base, area).within(base, _walk(data, base, 4)).after
    _finds_nothing_new(base, ours, theirs)


def _finds_nothing_new(base: Plan, ours: Plan, theirs: Plan) -> None:
    """Save two sums that no side can know: weights of a goal that both changed, money that both took from a fund."""
    for choice in (Choice.OURS, Choice.THEIRS):
        result = ours.after(merge(base, ours, theirs, lambda _, choice=choice: choice).edit)  # type: ignore[misc]
        for code, record, field in _found(result) - _found(ours) - _found(theirs):
            assert code in SUMS, (code, record, field)
            assert record is not None
            sums = SUMS[code]
            before = sums(base).get(record)
            assert sums(ours).get(record) != before != sums(theirs).get(record), (code, record)


def _found(plan: Plan) -> set[tuple[str, str | None, str | None]]:
    context = Context(reference(), NOW.date())
    return {(one.code, one.record, one.field) for moment in moments_of(plan) for one in check(plan, moment, context)}


def _weights(plan: Plan) -> dict[str, list[int | None]]:
    """The weights that make up each goal's sum."""
    return {f"goals:{goal.id}": [one.weight for one in plan.where(Action, "goal", goal.id)] for goal in plan.all(Goal)}


def _planned(plan: Plan) -> dict[str, tuple[int | None, int]]:
    """What each fund has, and what all resources ask of its source."""
    by_source = {same_source(source): amount for source, amount in budget_of(plan).by_source.items()}
    return {f"funds:{one.id}": (one.available, by_source.get(same_source(one.source), 0)) for one in plan.all(Fund)}


SUMS: Mapping[str, Callable[[Plan], Mapping[str, object]]] = {"weights-not-100": _weights, "fund-exceeded": _planned}


def test_money_that_both_took_is_found_once_together_for_nobody_is_to_lose_what_was_written() -> None:
    """Why the sum of a fund cannot be kept out of what checking may find: each side stays within it by itself."""
    base = make_plan(
        Objective(id="o"), Goal(id="g", objective="o"), Action(id="a", goal="g"), Action(id="b", goal="g"),
        Fund(id="f", source="Gratuidad", available=100),
    )  # fmt: skip
    ours, theirs = (
        base.after(gestures.add(base, Resource(id=f"r{action}", action=action, source="Gratuidad", amount=60)))
        for action in ("a", "b")
    )
    assert merge(base, ours, theirs).conflicts == ()
    both = ours.after(merge(base, ours, theirs).edit)
    assert [one.amount for one in both.all(Resource)] == [60, 60]
    new = {code for code, *_ in _found(both) - _found(ours) - _found(theirs)}
    assert new == {"fund-exceeded"}
    _finds_nothing_new(base, ours, theirs)
