"""What a form prints of a plan is what reading the filled form gives back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Outreach, Resource
from pmi_desktop.domain.catalog import latest_assessment
from pmi_desktop.domain.codec import read_tree, write_tree
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.followup import ActionProgress, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation, Review
from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import Answer, ContextFigure, CouncilMember, Identity, Member, PlanInfo, School, Site
from tests.official.filled import FOLLOW_UP, FORMS, PMI, VERIFICATION, export
from tests.official.reading.reading_back import moment_of, presentable, read_back, written
from tests.samples import example_plan, make, make_assessment, make_factor, make_info, make_plan, reference, ten_times
from tests.strategies import ODD_TEXTS, plans

IDS = {Type.KEY, Type.PARENT, Type.REF, Type.REFS, Type.ROWS}


def told(plan: Plan, cls: type[Record], *but: str) -> list[list[object]]:
    """The fields of every record of a kind that are no ids, in the order of the form."""
    names = [field.name for field in fields_of(cls) if field.holds not in IDS and field.name not in but]
    return sorted(([getattr(one, name) for name in names] for one in plan.all(cls)), key=str)


def test_the_example_is_read_back_with_nothing_doubtful_and_nothing_left() -> None:
    plan = example_plan()
    found = read_back(PMI, export(PMI, plan))
    assert (found.doubtful, found.left) == ((), ())
    read = found.plan
    assert read.school == plan.school
    assert read.identity == plan.identity
    assert (read.info.start_year, read.info.catalog, read.info.approval_act) == (
        2026, "guia34-2008", "Acta 003 del Consejo Directivo",
    )  # fmt: skip
    for cls, but in (
        (Site, ["address"]), (Member, ["email", "phone"]), (CouncilMember, []), (ContextFigure, []), (Factor, []),
        (Objective, []), (Goal, []), (Indicator, []), (Action, []), (Resource, []), (Fund, []), (Checkpoint, []),
    ):  # fmt: skip
        assert told(read, cls, *but) == told(plan, cls, *but), cls
    latest = latest_assessment(plan)
    assert latest is not None
    ratings = {one.component: one for one in plan.where(Rating, "assessment", latest.id)}
    assert {one.component: one.level for one in read.all(Rating)} == {one: ratings[one].level for one in ratings}
    for one in read.all(Rating):
        same = ratings[one.component]
        assert (one.evidence, one.reason, one.strength) == (same.evidence, same.reason, same.strength)
    meetings = [one for one in read if one.KIND == "meetings"]
    assert [one.ident for one in meetings] == [("meetings", read.info.approval_meeting)]


def test_who_and_where_and_for_what_are_found_again() -> None:
    plan, read = example_plan(), read_back(PMI, export(PMI, example_plan())).plan

    def by_words(one: Plan) -> Sequence[object]:
        return sorted(
            (
                action.description,
                sorted(str(one.get(Member, key)) and one.get(Member, key).name for key in action.responsible),  # type: ignore[union-attr]  # it is there
                action.responsible_other,
                sorted(one.get(Site, key).name for key in action.sites),  # type: ignore[union-attr]  # it is there
                [task.description for task in action.tasks],
                one.get(Goal, action.goal).text,  # type: ignore[union-attr]  # a parent
            )
            for action in one.all(Action)
        )

    assert by_words(read) == by_words(plan)
    answers = [
        sorted(
            (objective.text, sorted(one.get(Factor, key).description for key in objective.factors))  # type: ignore[union-attr]  # it is there
            for objective in one.all(Objective)
        )
        for one in (plan, read)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("form", FORMS[:2])
def test_any_plan_prints_the_same_after_it_was_read_back(form: str) -> None:
    @given(plans())
    @settings(max_examples=settings().max_examples // 2)
    def check(drawn: Plan) -> None:
        plan = presentable(drawn)
        moment = moment_of(form, plan)
        found = read_back(form, export(form, plan, moment))
        assert found.left == ()
        assert written(form, found.plan, moment) == written(form, plan, moment)
        again = read_tree(write_tree(found.plan, reference()), reference(), lambda: "")
        assert again == found.plan, "what was read can be kept"

    check()


def test_a_factor_of_another_edition_leaves_the_form_in_its_own() -> None:
    older = make_assessment(id="z", year=None, catalog="guia34-2026")
    component = next(iter(reference().catalogs["guia34-2026"].components))
    factor = make_factor(assessment=older.id, component=component, description="De la otra edición")
    plan = make_plan(older, make_assessment(id="b", year=None), factor)
    found = read_back(PMI, export(PMI, plan))
    assert written(PMI, found.plan, moment_of(PMI, plan)) == written(PMI, plan, moment_of(PMI, plan))


def test_a_name_of_two_lines_is_one_name() -> None:
    team = make(Member, id="m1", name="Ana\nLuisa"), make(Member, id="m2", name="Ana")
    action = make(Action, id="a", description="Pintar", responsible=("m1", "m2"))
    found = read_back(PMI, export(PMI, make_plan(*team, action)))
    names = {one.id: one.name for one in found.plan.all(Member)}
    assert [[names[key] for key in one.responsible] for one in found.plan.all(Action)] == [["Ana\nLuisa", "Ana"]]
    assert [one.responsible_other for one in found.plan.all(Action)] == [""]


def test_a_cost_and_a_year_that_follow_from_others_may_lie_outside_of_what_is_typed() -> None:
    action = make(Action, id="a", start_on=date(1995, 5, 1), end_on=date(2026, 5, 1))
    resource = make(Resource, action="a", description="Sillas", quantity=Decimal(1_000_000), unit_cost=900_000_000)
    plan = make_plan(action, resource)
    found = read_back(PMI, export(PMI, plan))
    assert found.left == ()
    assert [(one.amount, one.year) for one in found.plan.all(Resource)] == [(None, None)]


def test_somebody_beside_the_team_may_be_called_by_a_sign() -> None:
    action = make(Action, responsible=("m",), responsible_other='"')
    read = read_back(PMI, export(PMI, make_plan(make(Member, id="m", name="Ana"), action))).plan
    assert [(len(one.responsible), one.responsible_other) for one in read.all(Action)] == [(1, '"')]


def test_a_cut_may_be_called_what_no_sheet_can_be() -> None:
    labels = ["\tcon tabulador", "a/b: ¿c?", f"{'x' * 26}'y", "'"]
    cuts = [make(Checkpoint, id=f"c{n}", label=label, date=date(2026, 5, n)) for n, label in enumerate(labels, 1)]
    moment = Moment("closing", year=2026)
    read = read_back(FOLLOW_UP, export(FOLLOW_UP, make_plan(*cuts), moment)).plan
    assert [one.label for one in read.all(Checkpoint)] == labels


def test_blanks_at_the_end_of_a_text_come_back() -> None:
    action = make(Action, description=" Leer más  ", responsible=("m",), responsible_other="  las familias  ")
    plan = make_plan(make(Objective, text="  Leer  "), make(Member, id="m", name="Ana"), action)
    read = read_back(PMI, export(PMI, plan)).plan
    assert [one.text for one in read.all(Objective)] == ["  Leer  "]
    assert [(one.description, one.responsible_other) for one in read.all(Action)] == [
        (" Leer más  ", "  las familias  "),
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS[:2])
@pytest.mark.parametrize("plan", [make_plan(), ten_times(example_plan())], ids=["empty", "ten times"])
def test_an_empty_plan_and_a_large_one(form: str, plan: Plan) -> None:
    moment = moment_of(form, plan)
    found = read_back(form, export(form, plan, moment))
    assert found.left == ()
    assert written(form, found.plan, moment) == written(form, plan, moment)


def test_odd_texts_come_back_as_typed() -> None:
    factors = [make_factor(id=f"f{n:02}", description=text, causes=text) for n, text in enumerate(ODD_TEXTS)]
    answers = tuple(Answer(question=text, answer=text) for text in ODD_TEXTS)
    plan = make_plan(School(name=ODD_TEXTS[0]), Identity(answers=answers), *factors)
    read = read_back(PMI, export(PMI, plan)).plan
    assert read.school.name == "=1+1"
    assert read.identity.answers == answers
    assert [one.description for one in read.all(Factor)] == list(ODD_TEXTS)


def test_the_follow_up_gives_progress_measures_reviews_and_outreach() -> None:
    plan = example_plan()
    found = read_back(FOLLOW_UP, export(FOLLOW_UP, plan, moment_of(FOLLOW_UP, plan)))
    assert (found.doubtful, found.left) == ((), ())
    read = found.plan
    assert told(read, Checkpoint) == told(plan, Checkpoint)
    assert told(read, ActionProgress, "reported_by") == told(plan, ActionProgress, "reported_by")
    but = ("reported_by", "numerator", "denominator")
    assert told(read, IndicatorMeasure, *but) == told(plan, IndicatorMeasure, *but)
    assert told(read, GoalReview) == told(plan, GoalReview)
    held = {one.means for one in plan.all(Outreach) if one.topic in ("seguimiento", "resultados")}
    assert {one.means for one in read.all(Outreach)} == held


def test_the_verification_gives_what_people_answered_and_what_the_secretaria_said() -> None:
    reviews = [
        Review(criterion="c11", by="school", version=1, result="parcial", note="Falta decir para quiénes"),
        Review(criterion="c01", by="sed", version=1, result="no_cumple", note="Falta una sede"),
    ]
    concept = make(
        Concept, delivery="deliveries-1", result="con_observaciones", number="0045", text="Completar", reviewer="Ana"
    )
    plan = make_plan(
        make_info(version=1),
        make(Delivery, moment="plan", version=1),
        *reviews,
        concept,
        make(Observation, concept="concepts-1", text="Falta una sede", response="Se agregó"),
    )
    read = read_back(VERIFICATION, export(VERIFICATION, plan)).plan
    assert {one for one in read.all(Review) if one.result} == set(reviews)
    assert [(one.result, one.number, one.text, one.reviewer) for one in read.all(Concept)] == [
        ("con_observaciones", "0045", "Completar", "Ana")
    ]
    assert [(one.text, one.response) for one in read.all(Observation)] == [("Falta una sede", "Se agregó")]


def test_each_value_says_where_it_stands() -> None:
    plan = make_plan(make_assessment(year=2025), School(name="La Loma"))
    found = read_back(PMI, export(PMI, plan))
    places = {(one.ident[0], one.field): (str(one.spot), one.shown) for one in found.taken}
    assert places["school", "name"] == ("1 Identificación y sedes!C8", "La Loma")
    assert places["assessments", "year"] == ("4.1 Directiva!C7", "2025")


def test_a_plan_without_years_in_the_file_says_what_was_assumed() -> None:
    read = read_back(PMI, export(PMI, make_plan())).plan
    assert isinstance(read.info, PlanInfo)
    assert (read.info.start_year, read.info.end_year) == (2026, 2026)
