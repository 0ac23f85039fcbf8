"""An error nobody foresaw: the work is saved, one dialog says so, and no text of anybody is in its details."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmi_desktop.ui.crash import CrashReporter
from tests.ui.driving import settle, wait_until


def broken(text: str) -> None:
    raise ValueError(text)


@pytest.mark.logs("unexpected error\n(.*\n)*ValueError")
def test_it_saves_first_says_it_once_and_quotes_nobody(qapp: QApplication, qtbot: QtBot) -> None:
    rescued: list[bool] = []

    def rescue() -> bool:
        rescued.append(True)
        return True

    asked: list[bool] = []
    reporter = CrashReporter(rescue, save_report=lambda: asked.append(True))
    for _ in range(2):
        try:
            broken("lo que escribió la rectora")
        except ValueError as problem:
            reporter.report(problem)
    wait_until(lambda: reporter.dialog is not None)
    settle()
    assert rescued == [True]
    assert reporter.dialog is not None
    assert "Su trabajo está guardado." in reporter.dialog.text()
    assert "test_crash.py" in reporter.dialog.detailedText()
    assert "rectora" not in reporter.dialog.detailedText()
    next(one for one in reporter.dialog.buttons() if one.text() == "Guardar informe…").click()
    assert asked == [True]
    if reporter.dialog is not None:
        reporter.dialog.close()
    assert reporter.dialog is None
