"""The cuts' page: the usual dates proposed, others typed."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPushButton

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.checkpoints import CheckpointsPage
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import wait_until


def test_the_usual_cuts_are_one_click_and_one_step(bench: OpenBench) -> None:
    one = bench(make_plan(start_year=2026, end_year=2026))
    one.page("checkpoints")
    button = one.find(QPushButton, "propose_cuts")
    assert button.text() == "Proponer 19/06/2026 y 13/11/2026"
    button.click()
    assert [(cut.label, cut.date) for cut in one.plan.all(Checkpoint)] == [
        ("Corte 1", date(2026, 6, 19)),
        ("Corte 2", date(2026, 11, 13)),
    ]
    wait_until(lambda: not button.isVisible())
    one.frame.undo()
    assert one.plan.all(Checkpoint) == ()


def test_a_date_is_typed_as_people_write_it(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("checkpoints")
    assert isinstance(page, CheckpointsPage)
    field = one.find(QLineEdit, "checkpoints.date")
    field.setFocus()
    field.setText("26 de junio de 2026")
    field.textEdited.emit(field.text())
    page.settle()
    assert one.plan.all(Checkpoint)[0].date == date(2026, 6, 26)
