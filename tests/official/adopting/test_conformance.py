"""Adopted blanks filled, as two validators and an office see them."""

from pathlib import Path

import pytest

from tests.conformance.office import faults, sheets_as_shown
from tests.official.adopting.adopted import adopted, filled
from tests.official.adopting.blanks import BLANKS
from tests.official.filled import read

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("name", BLANKS)
def test_two_validators_find_nothing_more_than_in_the_blank(name: str, tmp_path: Path) -> None:
    before, after = tmp_path / "antes.xlsx", tmp_path / "lleno.xlsx"
    before.write_bytes(adopted(name).template)
    after.write_bytes(filled(name))
    assert set(faults(after)) - set(faults(before)) == set()


@pytest.mark.parametrize("name", BLANKS)
def test_an_office_shows_every_value_in_its_cell(name: str, tmp_path: Path) -> None:
    path = tmp_path / "lleno.xlsx"
    path.write_bytes(filled(name))
    shown = sheets_as_shown(path, tmp_path)
    for page in read(filled(name)):
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    assert shown[page.title][cell.row - 1][cell.column - 1] == cell.value.strip("\n") or (
                        "\n" in cell.value
                    ), (page.title, cell.coordinate)
