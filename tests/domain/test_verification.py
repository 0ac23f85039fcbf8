import datetime as dt

from pmi_desktop.domain.checks import Context
from pmi_desktop.domain.handing_in import Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.verification import Verdict, verdicts_of
from tests.samples import example_plan, make, make_plan, reference


def verdicts(plan: Plan) -> dict[str, Verdict]:
    return {one.criterion.id: one for one in verdicts_of(plan, Context(reference(), dt.date(2026, 2, 13)))}


def test_without_findings_a_criterion_is_met() -> None:
    assert {one.result for one in verdicts(example_plan()).values() if not one.criterion.manual} == {"cumple"}


def test_a_blocking_finding_speaks_against_it_and_advice_half() -> None:
    found = verdicts(make_plan())
    assert (found["c01"].result, found["c22"].result) == ("no_cumple", "parcial")
    assert all(finding.code in found["c01"].criterion.codes for finding in found["c01"].findings)


def test_a_manual_criterion_is_what_the_school_says_of_this_version() -> None:
    answer = make(Review, criterion="c11", by="school", version=1, result="parcial", note="Falta uno.")
    assert (verdicts(make_plan(answer))["c11"].result, verdicts(make_plan(answer))["c11"].note) == (
        "parcial",
        "Falta uno.",
    )
    assert verdicts(make_plan(answer, version=2))["c11"].result == ""


def test_the_result_of_what_can_be_computed_is_never_taken_from_an_answer() -> None:
    answer = make(Review, criterion="c01", by="school", version=1, result="cumple", note="Se completa mañana.")
    verdict = verdicts(make_plan(answer))["c01"]
    assert (verdict.result, verdict.note) == ("no_cumple", "Se completa mañana.")
