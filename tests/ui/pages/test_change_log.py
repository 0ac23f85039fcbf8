"""The log on a bad day: its page says what it cannot read, and reads it once it can."""

from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QListView

from pmi_desktop.domain import gestures
from pmi_desktop.domain.school import School
from pmi_desktop.storage.store import LogEntry, PlanStore
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
    one.frame.autosave.flush(90)
    one.page("log")
    wait_until(lambda: one.find(QListView, "log_chapters").model().rowCount() == 1)


def test_an_older_log_that_is_read_last_is_not_shown(bench: OpenBench, monkeypatch: pytest.MonkeyPatch) -> None:
    one = bench(make_plan(School(name="IE La Palmita")))
    store, log = one.context.editor.store, PlanStore.log
    held, go_on = Event(), Event()

    def slowly(self: PlanStore, since: int = 0) -> tuple[LogEntry, ...]:
        found = log(self, since)
        if not held.is_set():
            held.set()
            go_on.wait(90)
        return found

    monkeypatch.setattr(PlanStore, "log", slowly)
    one.page("log")
    wait_until(held.is_set)
    one.context.apply(gestures.change(one.plan, one.plan.school, nit="900"))
    chapters = one.find(QListView, "log_chapters").model()
    wait_until(lambda: chapters.rowCount() == 1)
    go_on.set()
    one.at_rest()
    assert chapters.rowCount() == len(store.log()) == 1
