import datetime as dt

from pmi_desktop.domain.checks import Context
from pmi_desktop.domain.handing_in import Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.verification import Verdict, answers_to_carry_over, summary_of, verdicts_of
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


def test_the_summary_counts_what_is_met_and_names_the_rest() -> None:
    whole = summary_of(tuple(verdicts(example_plan()).values()))
    manual = sum(one.manual for one in reference().criteria)
    assert whole.startswith(f"El plan se revisó con 23 criterios.\nCumple {23 - manual}.\nFalta responder {manual}: «")
    empty = summary_of(tuple(verdicts(make_plan()).values()))
    assert "\nNo cumple " in empty
    assert "«El Consejo Directivo aprobó el plan, con acta y fecha»" in empty


def test_when_all_is_met_it_says_just_that() -> None:
    met = [Verdict(one, "cumple", "") for one in reference().criteria]
    assert summary_of(met) == "El plan se revisó con 23 criterios.\nCumple todos."


def test_answers_are_carried_over_to_a_version_that_has_none() -> None:
    first = make(Review, criterion="c11", by="school", version=1, result="parcial")
    theirs = make(Review, criterion="c15", by="sed", version=1, result="cumple")
    assert answers_to_carry_over(make_plan(first, theirs, version=2)) == (first.but(version=2),)
    assert answers_to_carry_over(make_plan(first, theirs)) == ()
    second = make(Review, criterion="c15", by="school", version=2, result="cumple")
    assert answers_to_carry_over(make_plan(first, second, version=2)) == ()
