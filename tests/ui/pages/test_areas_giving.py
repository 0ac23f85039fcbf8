"""After an area was given, what came of it is in sight."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton

from pmi_desktop.services.areas import Outgoing, send
from pmi_desktop.services.sending import Progress
from pmi_desktop.ui.pages import areas
from pmi_desktop.ui.pages.areas import AreasPage
from tests.samples import example_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import wait_until


def test_what_came_of_giving_an_area_is_in_sight(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.pmiarea"), ""))
    one = bench(example_plan())
    page = one.page("areas")
    assert isinstance(page, AreasPage)
    one.find(QCheckBox, "give.area.2").setChecked(True)
    give = one.find(QPushButton, "give_area")
    give.setFocus()
    wait_until(lambda: not give.visibleRegion().isEmpty())
    give.click()
    wait_until(lambda: any("comprobado" in label.text() for label in page.findChildren(QLabel)))
    one.at_rest()
    said = next(label for label in page.findChildren(QLabel) if "comprobado" in label.text())
    assert said.visibleRegion().boundingRect() == said.rect()
    assert one.window.focusWidget() is not None


def test_an_area_that_was_given_is_noted_whatever_page_is_open_by_then(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pmiarea"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    there, go_on = Event(), Event()

    def slowly(outgoing: Outgoing, target: Path, progress: Progress) -> Path:
        there.set()
        go_on.wait(90)
        return send(outgoing, target, progress)

    monkeypatch.setattr(areas, "send", slowly)
    one = bench(example_plan())
    one.page("areas")
    one.find(QCheckBox, "give.area.2").setChecked(True)
    one.find(QPushButton, "give_area").click()
    wait_until(there.is_set)
    one.frame.go("school")
    one.frame.forget_hidden_pages()
    go_on.set()
    wait_until(lambda: one.frame.notice.text.replace("\u200b", "") == f"Quedó en {target}.")
    assert one.context.editor.flush(90)
    assert any(entry.label.startswith("entregar ") for entry in one.context.editor.store.log())
