"""Whatever somebody did to a filled form, reading ends, and what it gives can be kept."""

import io
from functools import cache
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from pmi_desktop.domain.codec import read_tree, write_tree
from pmi_desktop.official.adopting.adopter import adopt
from tests.official.filled import FOLLOW_UP, PMI, export, shipped
from tests.official.reading.reading_back import moment_of, read_back, saved
from tests.samples import example_plan, reference

VALUES = st.one_of(
    st.sampled_from(
        [
            None, "", " ", "X", "x" * 30_000, "1.000", "75 %", "-5", "31/02/2026", "Sí", "¿?", "O1.", "FC1. ", "A99.",
            "M1.1",
            "Total", "N/A", "=1/0", "#N/A", "4.1", "1.1.1", "Año 2026", "Nombre", "Liderazgo", "Textos completos",
            1e300, -1, 0.5, 46_000, True,
        ]
    ),
    st.text(max_size=20, alphabet=st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn"))),
)  # fmt: skip


@cache
def filled(form: str) -> bytes:
    return export(form, example_plan(), moment_of(form, example_plan()))


PLACES = st.tuples(st.integers(0, 20), st.integers(1, 40), st.integers(1, 18))
"""A sheet (counted round and round), a row, a column."""

CHANGES = st.one_of(
    st.tuples(st.just("delete"), PLACES, st.integers(1, 5)),
    st.tuples(st.just("insert"), PLACES, st.integers(1, 5)),
    st.tuples(st.just("rename"), PLACES, st.sampled_from(["4.1 X", "2.9 Corte", "Hoja", "8 Plan2"])),
    *[st.tuples(st.just("write"), PLACES, VALUES)] * 5,
)
SPOILING = st.lists(CHANGES, min_size=1, max_size=25)


def spoiled(form: str, changes: list[tuple[str, tuple[int, int, int], Any]]) -> bytes:
    """A filled form after somebody's changes."""
    book = load_workbook(io.BytesIO(filled(form)))
    for what, (sheet, row, column), value in changes:
        page: Any = book.worksheets[sheet % len(book.worksheets)]
        if what == "delete":
            page.delete_rows(row, value)
        elif what == "insert":
            page.insert_rows(row, value)
        elif what == "rename":
            page.title = f"{value}{row}"
        elif not isinstance(page.cell(row, column), MergedCell):
            page.cell(row, column).value = value
    return saved(book)


@given(st.sampled_from([PMI, FOLLOW_UP]), SPOILING)
@settings(max_examples=settings().max_examples // 5)
@example(FOLLOW_UP, [("delete", (0, 2, 1), 5)])
def test_a_spoiled_form_is_read_into_a_plan_that_can_be_kept(form: str, changes: list[Any]) -> None:
    found = read_back(form, spoiled(form, changes))
    assert read_tree(write_tree(found.plan, reference()), reference(), lambda: "") == found.plan


@given(SPOILING)
@settings(max_examples=settings().max_examples // 25)
def test_a_spoiled_form_is_adopted_or_not_but_never_breaks(changes: list[Any]) -> None:
    adopt(spoiled(PMI, changes), shipped(PMI), reference())
