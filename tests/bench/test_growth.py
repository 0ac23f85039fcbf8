"""Ten times the plan is at most twelve times the work, wherever the plan goes."""

from collections.abc import Callable

import pytest

from pmi_desktop.domain.checks import Context, check
from pmi_desktop.domain.figures.profile import profile_of
from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.official.printing.export import export_pdf
from pmi_desktop.services.interchange import read_plan, write_plan
from pmi_desktop.storage.store import plan_image
from tests.bench.conftest import Table
from tests.bench.measuring import growth
from tests.official.filled import PMI, context, shipped
from tests.samples import NOW, example_plan, reference, times

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]


def _checked(plan: Plan) -> object:
    return check(plan, PLAN, Context(reference(), NOW.date(), evidence=frozenset()))


def _profiled(plan: Plan) -> object:
    from pmi_desktop.domain.diagnosis import Assessment

    return [profile_of(plan, reference(), one) for one in plan.all(Assessment)]


def _read(plan: Plan) -> Callable[[], object]:
    data = write_plan(plan, reference())
    return lambda: read_plan(data, reference(), lambda: "b")


def _compared(plan: Plan) -> Callable[[], object]:
    other = plan.after(change(plan, plan.school, name="Otra"))
    return lambda: difference(plan, other)


WORK: dict[str, Callable[[Plan], Callable[[], object]]] = {
    "check": lambda plan: lambda: _checked(Plan.of(plan)),  # anew: a plan keeps what was once derived from it
    "profile": lambda plan: lambda: _profiled(Plan.of(plan)),
    "write interchange": lambda plan: lambda: write_plan(plan, reference()),
    "read interchange": _read,
    "compare two plans": _compared,
    "write a file": lambda plan: lambda: plan_image(plan, NOW),
    "F01 in XLSX": lambda plan: lambda: export_xlsx(shipped(PMI), plan, PLAN, context()),
    "F01 in PDF": lambda plan: lambda: export_pdf(shipped(PMI), plan, PLAN, context()),
}


@pytest.mark.parametrize("name", WORK)
def test_growth(table: Table, name: str) -> None:
    table.add(growth(name, lambda size: WORK[name](times(example_plan(), size))))
