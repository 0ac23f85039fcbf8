"""The log on a bad day: its page says what it cannot read, and reads it once it can."""

from PySide6.QtWidgets import QLabel, QListView

from pmi_desktop.domain import gestures
from pmi_desktop.domain.school import School
from pmi_desktop.ui.autosave import SaveState
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import wait_until


def test_a_plan_out_of_reach_is_told_on_the_page_and_asked_again(bench: OpenBench) -> None:
    one = bench(make_plan(School(name="IE La Palmita")))
    folder = one.path.parent
    away = folder.rename(folder.with_name("otra"))
    one.context.apply(gestures.change(one.plan, one.plan.school, nit="900"))
    one.frame.save_now()
    wait_until(lambda: one.frame.autosave.state is SaveState.FAILED)
    page = one.page("log")
    wait_until(lambda: any(label.text().startswith("! No se encontró") for label in page.findChildren(QLabel)))
    away.rename(folder)
    one.page("home")
    one.frame.autosave.flush(5)
    one.page("log")
    wait_until(lambda: one.find(QListView, "log_chapters").model().rowCount() == 1)
