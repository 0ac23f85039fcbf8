"""Giving, working on, taking and telling areas in the real window."""

import pytest

from tests.samples import example_plan
from tests.ui.conftest import OpenBench


@pytest.mark.parametrize("step", ["areas", "taking", "log"])
def test_smoke(bench: OpenBench, step: str) -> None:
    one = bench(example_plan())
    one.page(step)
