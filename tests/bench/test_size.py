"""What schools install, as `make installer` left it."""

import pytest

from tests.bench.conftest import Table
from tests.bench.measuring import Row
from tests.installer.built import DEB, PROGRAM, SETUP
from tests.installer.test_folder import FOLDER_AT_MOST, MEGABYTE, PACKED_AT_MOST

pytestmark = pytest.mark.bench


@pytest.mark.skipif(not (PROGRAM.is_dir() and DEB.is_file() and SETUP.is_file()), reason="run make installer first")
def test_size(table: Table) -> None:
    folder = sum(path.stat().st_size for path in PROGRAM.rglob("*") if path.is_file())
    rows = [Row("installed folder", folder / MEGABYTE, FOLDER_AT_MOST / MEGABYTE, "MB", "")]
    rows += [
        Row(f"packed ({path.suffix})", path.stat().st_size / MEGABYTE, PACKED_AT_MOST / MEGABYTE, "MB", "")
        for path in (DEB, SETUP)
    ]
    table.add(*rows)
