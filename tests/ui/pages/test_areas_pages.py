"""Giving, working on, taking and telling areas in the real window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from tests.samples import example_plan
from tests.ui.conftest import OpenBench


@pytest.mark.parametrize("step", ["areas", "taking", "log"])
def test_smoke(bench: OpenBench, step: str) -> None:
    one = bench(example_plan())
    one.page(step)
