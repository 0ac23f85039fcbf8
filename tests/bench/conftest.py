"""The table of speed and size: each row beside its bound, on the screen and in build/bench.json."""

import json
from collections.abc import Iterator

import pytest

from tests.bench.measuring import Row
from tests.samples import ROOT

OUT = ROOT / "build" / "bench.json"


class Table:
    """Collects the rows of a run; a row beyond its bound fails its test."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, *rows: Row) -> None:
        """Put down what was measured, and then judge it."""
        self.rows += rows
        assert [row.line() for row in rows if row.value > row.bound] == []


@pytest.fixture(scope="session")
def table() -> Iterator[Table]:
    one = Table()
    yield one
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([row.as_dict() for row in one.rows], ensure_ascii=False, indent=1), encoding="utf-8")
    print("\n\n" + "\n".join(row.line() for row in one.rows))
