"""A job in sight goes on or ends by itself when whoever began it is gone."""

from threading import Event

from PySide6.QtWidgets import QPushButton

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.sending import Cancelled, Progress
from pmi_desktop.ui.widgets.working import Working
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import wait_until


def test_closing_the_plan_stops_its_job_and_tells_nobody(bench: OpenBench) -> None:
    one = bench(make_plan())
    context, tasks = one.context, one.window.tasks
    working = Working(context, "Prueba")
    begun, go, crashes, ended = Event(), Event(), list[object](), list[object]()
    tasks.crashed.connect(crashes.append)

    def job(progress: Progress) -> str:
        begun.set()
        go.wait(60)
        try:
            progress("sigue", 0.5)
        except Cancelled:
            ended.append("stopped")
            raise
        return "whole"

    def take(result: str) -> None:
        context.say(result)

    def refuse(problem: PmiError) -> None:
        context.say(str(problem))

    working.run(job, take, refuse)
    begun.wait(60)
    one.window.leave(one.window.show_start)
    wait_until(lambda: one.window.findChild(QPushButton, "saved_badge") is None)
    one.settle()
    go.set()
    rest: list[object] = []
    tasks.run(lambda: None, rest.append)
    wait_until(lambda: ended and rest)
    assert crashes == []
    working.deleteLater()
