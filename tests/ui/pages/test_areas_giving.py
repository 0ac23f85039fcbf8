"""After an area was given, what came of it is in sight."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton

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
