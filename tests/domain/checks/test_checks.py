"""Every code of the contract: that it comes and stays away, where it points, and what it blocks when."""

import datetime as dt
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.checks import Context, Finding, blocking, check, check_step
from pmi_desktop.domain.checks.table import ROWS
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.fields import fields_by_name
from pmi_desktop.domain.followup import ActionProgress, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.moments import PLAN, Moment, moments_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Site
from pmi_desktop.domain.steps import STEPS
from tests.domain.checks import cases_actions, cases_diagnosis, cases_followup, cases_goals
from tests.domain.checks.making import CONTEXT, TODAY, also, changed, every
from tests.samples import example_plan, make, make_plan, reference, ten_times
from tests.strategies import plans

CUT = Moment("checkpoint", checkpoint="c1")
CLOSING = Moment("closing", year=2026)
MOMENTS = (PLAN, CUT, CLOSING)

CASES = {**cases_diagnosis.CASES, **cases_goals.CASES, **cases_actions.CASES, **cases_followup.CASES}

BROKEN = [(code, index) for code, case in CASES.items() for index in range(len(case.broken))]
SOUND = [(code, index) for code, case in CASES.items() for index in range(len(case.sound))]


def found(code: str, plan: Plan, moment: Moment, context: Context = CONTEXT) -> list[Finding]:
    return [one for one in check(plan, moment, context) if one.code == code]


def test_every_code_has_its_case_and_the_severity_of_the_contract() -> None:
    written = {
        code: tuple(severity.replace("-", "") for severity in case.severity.split()) for code, case in CASES.items()
    }
    assert {code: (row.plan, row.checkpoint, row.closing) for code, row in ROWS.items()} == written
    assert len(ROWS) == 55


@pytest.mark.parametrize(("code", "index"), BROKEN)
def test_it_appears(code: str, index: int) -> None:
    case, broken = CASES[code], CASES[code].broken[index]
    plan = broken.plan()
    first = True
    for severity, moment in zip(case.severity.split(), MOMENTS, strict=True):
        findings = found(code, plan, moment, case.context)
        assert bool(findings) == (severity != "-"), moment
        assert all(one.blocking == (severity == "B") for one in findings)
        if findings and first:
            places = [(one.record, one.field) for one in findings if broken.words in one.message]
            assert (broken.record, broken.field) in places, [one.message for one in findings]
            first = False


@pytest.mark.parametrize(("code", "index"), SOUND)
def test_it_stays_away(code: str, index: int) -> None:
    case = CASES[code]
    plan = case.sound[index]()
    assert [one for moment in MOMENTS for one in found(code, plan, moment, case.context)] == []


def test_the_example_has_nothing_that_blocks_and_hardly_advice() -> None:
    codes = {
        str(moment): [(one.code, one.blocking) for one in check(example_plan(), moment, CONTEXT)]
        for moment in moments_of(example_plan())
    }
    assert codes["plan"] == [("verification-unanswered", False)] * len(_manual())
    assert codes["checkpoint:c1"] == []
    assert codes["checkpoint:c2"] == [("action-late", False)]
    assert codes["closing:2026"] == [("action-late", False)] * 3


def _manual() -> list[str]:
    return [one.id for one in reference().criteria if one.manual]


def test_findings_follow_the_steps_and_within_them_the_lists() -> None:
    plan = every(Goal, due_on=None)()
    bare = [one.but(unit="", baseline=None) for one in plan.all(Indicator)]
    plan = Plan.of([*plan, *bare, plan.info.but(team_act="")])
    findings = check(plan, PLAN, CONTEXT)
    order = [step.id for step in STEPS]
    steps = [order.index(one.step) for one in findings]
    assert steps == sorted(steps)
    goals = [(one.record, one.code) for one in findings if one.step == "goals"]
    assert goals[:6] == [
        ("goals:m11", "goal-incomplete"),
        ("indicators:i11", "indicator-incomplete"),
        ("indicators:i11", "indicator-without-baseline"),
        ("goals:m12", "goal-incomplete"),
        ("indicators:i12", "indicator-incomplete"),
        ("indicators:i12", "indicator-without-baseline"),
    ]


def test_pending_components_come_in_the_order_of_the_guide() -> None:
    plan = Plan.of(one for one in example_plan() if not one.key.startswith("as2025/1.") and one.key != "as2025/3.4.10")
    pending = [one.record for one in found("component-pending", plan, PLAN)]
    assert pending[0] == "ratings:as2025/1.1.1"
    assert len(pending) == 35
    assert pending[-1] == "ratings:as2025/3.4.10"


def test_the_follow_up_comes_in_the_order_of_its_actions_and_indicators() -> None:
    plan = Plan.of(one for one in example_plan() if not isinstance(one, ActionProgress | IndicatorMeasure))
    found_at_cut = [str(one.record).partition("/")[2] for one in check(plan, CUT, CONTEXT)]
    by_goal = [one.id for goal in plan.all(Goal) for one in plan.where(Action, "goal", goal.id)]
    begun = [key for key in by_goal if key not in ("a5", "a6")]
    assert list(dict.fromkeys(found_at_cut)) == [*begun, *(one.id for one in plan.all(Indicator))]
    assert begun[0] == "a3"


def test_a_closing_is_looked_at_on_the_last_day_of_its_year() -> None:
    early = replace(CONTEXT, today=dt.date(2026, 1, 1))
    assert check(example_plan(), CLOSING, early) == check(example_plan(), CLOSING, CONTEXT) != ()


def test_one_step_can_be_asked_alone() -> None:
    plan = changed(Site, "s2", dane_code="12")()
    assert [one.code for one in check_step(plan, "sites", PLAN, CONTEXT)] == ["dane-not-12-digits"]
    assert check_step(plan, "school", PLAN, CONTEXT) == ()


def test_a_finding_tells_kind_and_key() -> None:
    (finding,) = found("goal-incomplete", changed(Goal, "m12", text="")(), PLAN)
    assert finding.ident == ("goals", "m12")
    (finding,) = found("team-act-missing", also(example_plan().info.but(team_act=""))(), PLAN)
    assert finding.ident == ("plan", "")
    assert blocking([finding]) == ()


def test_evidence_is_not_missed_when_nobody_looked() -> None:
    plan = CASES["evidence-file-missing"].broken[0].plan()
    assert found("evidence-file-missing", plan, PLAN, replace(CONTEXT, evidence=None)) == []


def test_the_edition_of_2026_is_asked_for_its_own_areas_and_components() -> None:
    plan = also(example_plan().info.but(catalog="guia34-2026"))()
    leaders = [one.message for one in found("area-without-leader", plan, PLAN)]
    assert len(leaders) == 4
    assert "«Gestión directiva y estratégica»" in leaders[0]
    assert found("academic-area-absent", Plan.of([*plan, *_assessments_of_2008()]), PLAN) == []


def _assessments_of_2008() -> list[Assessment]:
    return [one.but(catalog="guia34-2008") for one in example_plan().all(Assessment)]


def test_an_undated_cut_is_looked_at_today() -> None:
    cut = Checkpoint(id="c9", label="Corte 9")
    plan = make_plan(cut, make(Action, id="a", description="Avisar", start_on=TODAY, end_on=TODAY))
    moment = Moment("checkpoint", checkpoint="c9")
    assert [one.code for one in check(plan, moment, CONTEXT) if one.step == "progress"] == ["progress-missing"]
    earlier = replace(CONTEXT, today=TODAY - dt.timedelta(1))
    assert [one.code for one in check(plan, moment, earlier) if one.step == "progress"] == []
    later = replace(CONTEXT, today=TODAY + dt.timedelta(1))
    assert [one.code for one in check(plan, moment, later) if one.step == "progress"] == [
        "progress-missing",
        "action-late",
    ]


def test_records_without_words_are_named_by_where_they_stand() -> None:
    plan = make_plan(
        *(make(Objective, id=f"o{i}") for i in range(12)),
        make(Goal, id="g", objective="o0"),
        make(Indicator, id="i1", goal="g"),
        make(Indicator, id="i2", goal="g"),
    )
    messages = [one.message for one in found("objective-text-missing", plan, PLAN)]
    assert messages[0] == "El primer objetivo no tiene texto. Escríbalo."
    assert messages[2] == "El tercer objetivo no tiene texto. Escríbalo."
    assert messages[11] == "El objetivo n.º 12 no tiene texto. Escríbalo."
    (goal,) = found("goal-incomplete", plan, PLAN)
    assert goal.message == "La meta del primer objetivo no tiene texto ni fecha de cumplimiento. Complétela."
    second = found("indicator-incomplete", plan, PLAN)[1].message
    assert second.startswith("Al segundo indicador de la meta del primer objetivo le faltan el nombre, la unidad, ")


_SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ«0-9$].*[.?]", re.DOTALL)


@given(plans())
def test_no_plan_is_too_odd_to_be_checked(plan: Plan) -> None:
    for moment in moments_of(plan):
        for one in check(plan, moment, Context(reference(), TODAY, frozenset())):
            assert one.step in ROWS[one.code].steps
            assert _SENTENCE.fullmatch(one.message), one.message
            assert "\n" not in one.message
            assert len(one.message) < 400, one.message
            if one.ident:
                kind, key = one.ident
                assert plan.find(one.ident) is not None or "/" in key
                assert one.field is None or one.field in fields_by_name(KINDS[kind])


def test_ten_times_the_plan_is_checked_in_at_most_twenty_times_the_time() -> None:
    small, large = example_plan(), ten_times(example_plan())
    assert min(_seconds(large) for _ in range(5)) < 20 * min(_seconds(small) for _ in range(5))


def _seconds(plan: Plan) -> float:
    fresh = Plan.of(plan)
    start = time.process_time()
    for moment in (PLAN, CUT, CLOSING):
        check(fresh, moment, CONTEXT)
    return time.process_time() - start
