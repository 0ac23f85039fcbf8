"""Filled forms that LibreOffice opened and saved are read like those we filled."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from pmi_desktop.domain.plan import Plan
from tests.conformance.office import converted
from tests.official.filled import FOLLOW_UP, FORMS, PMI, export
from tests.official.reading.reading_back import moment_of, presentable, read_back, written
from tests.samples import example_plan
from tests.strategies import plans

pytestmark = pytest.mark.conformance


def saved_by_an_office(data: bytes, folder: Path) -> bytes:
    source, out = folder / "lleno.xlsx", folder / "otra"
    out.mkdir(exist_ok=True)
    source.write_bytes(data)
    return converted(source, "xlsx", out).read_bytes()


@pytest.mark.parametrize("form", FORMS[:2])
def test_the_example_saved_by_an_office(form: str, tmp_path: Path) -> None:
    plan = example_plan()
    moment = moment_of(form, plan)
    found = read_back(form, saved_by_an_office(export(form, plan, moment), tmp_path))
    assert (found.doubtful, found.left) == ((), ())
    assert written(form, found.plan, moment) == written(form, plan, moment)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("form", [PMI, FOLLOW_UP])
def test_any_plan_saved_by_an_office(form: str, tmp_path: Path) -> None:
    @given(plans())
    @settings(max_examples=6)
    def check(drawn: Plan) -> None:
        plan = presentable(drawn)
        moment = moment_of(form, plan)
        found = read_back(form, saved_by_an_office(export(form, plan, moment), tmp_path))
        assert written(form, found.plan, moment) == written(form, plan, moment)

    check()
