"""Workbooks read into plans: what comes in, what stays, what is said."""

import datetime as dt
from pathlib import Path

import pytest

from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.reading.understood import Note, Spot, Why
from pmi_desktop.services.reading import WORDS, NotThatForm, Reader, assessment_edit, line
from tests.official.filled import FORMS, PMI, TODAY, export, shipped
from tests.samples import example_plan, make, make_assessment, make_plan, make_rating, reference


@pytest.fixture
def reader() -> Reader:
    numbers = iter(range(1, 10_000))
    return Reader([shipped(form) for form in FORMS], reference(), TODAY, lambda: f"n{next(numbers)}")


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_recognised(reader: Reader, tmp_path: Path, form: str) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(export(form, example_plan()))
    assert reader.understood(file).form == form


def test_a_form_that_was_said_must_fit(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(export(PMI, example_plan()))
    with pytest.raises(NotThatForm):
        reader.understood(file, "D02.03.F02-V3.0")


def after(plan: Plan, read: Plan, year: int) -> Plan:
    return plan.after(assessment_edit(plan, read, year))


def test_what_was_read_counts_and_what_it_does_not_say_stays() -> None:
    plan = make_plan(
        make_assessment(id="a", year=2025),
        make_rating("1.1.1", 2, assessment="a", evidence="Acta", votes=(0, 5, 0, 0)),
        make_rating("1.1.2", None, assessment="a", not_applicable=True, reason="No hay"),
        make_rating("1.1.3", 4, assessment="a"),
    )
    read = make_plan(
        make_assessment(id="b", year=2025, finished_on=dt.date(2025, 11, 28)),
        make_rating("1.1.1", 3, assessment="b", strength="Se conoce"),
        make_rating("1.1.2", 1, assessment="b"),
    )
    joined = after(plan, read, 2025)
    assert [(one.id, one.finished_on) for one in joined.all(Assessment)] == [("a", dt.date(2025, 11, 28))]
    ratings = {one.component: one for one in joined.all(Rating)}
    first = ratings["1.1.1"]
    assert (first.level, first.evidence, first.strength, first.votes) == (3, "Acta", "Se conoce", (0, 5, 0, 0))
    assert (ratings["1.1.2"].level, ratings["1.1.2"].not_applicable) == (1, False)
    assert ratings["1.1.3"].level == 4
    assert joined.after(assessment_edit(plan, read, 2025).inverse()) == plan, "one step takes it back"


def test_another_year_is_another_assessment_with_its_edition() -> None:
    plan = make_plan(make_assessment(id="a", year=2025))
    read = make_plan(make(Assessment, id="b", year=None), make_rating("D1.1", 3, assessment="b"), catalog="guia34-2026")
    joined = after(plan, read, 2024)
    assert {(one.year, one.catalog) for one in joined.all(Assessment)} == {(2025, ""), (2024, "guia34-2026")}
    assert [one.component for one in joined.where(Rating, "assessment", "b")] == ["D1.1"]


def test_every_reason_has_its_sentence() -> None:
    assert set(WORDS) == {why.value for why in Why}
    for why in Why:
        said = line(Note(Spot("Hoja", "B2"), "Meta", "algo\nraro\x1b", why, "3"))
        assert said.startswith("Hoja!B2: Meta: «algo raro�». ")
        assert "{" not in said
        assert "\x1b" not in said
