"""Adopted blanks filled, as two validators and an office see them."""

from pathlib import Path

import pytest

from pmi_desktop.official.workbook.book import Workbook
from tests.conformance.office import faults, sheets_as_shown
from tests.official.adopting.adopted import adopted, filled
from tests.official.adopting.blanks import BLANKS

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
    for sheet in Workbook.open(filled(name)).sheets:
        for row, column, value in sheet.cells():
            if isinstance(value, str) and "\n" not in value and not sheet.formula((row, column)):
                assert shown[sheet.name][row - 1][column - 1] == value, (sheet.name, row, column)
