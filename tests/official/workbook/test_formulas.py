"""References in formulas: found, moved, copied and renamed; nothing else in a formula is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.official.workbook.formulas import (
    Home,
    copied,
    is_plain,
    pieces,
    pointers,
    quoted,
    renamed,
    shifted,
    translate,
)
from pmi_desktop.official.workbook.refs import Area, area, cell, cell_name, column_letters, column_number
from pmi_desktop.official.workbook.shift import Insertion, Repeat, Shift

THREE_BELOW_10 = {"plan": Shift([Insertion(10, 3)])}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A10", "A10"),
        ("A11", "A14"),
        ("$A$11", "$A$14"),
        ("SUM(A1:A10)", "SUM(A1:A13)"),
        ("SUM(A1:A9)", "SUM(A1:A9)"),
        ("SUM(A10:A10)", "SUM(A10:A13)"),
        ("SUM(A10:F10)", "SUM(A10:F10)"),
        ("SUM(A5:F20)", "SUM(A5:F23)"),
        ("SUM(A20:A5)", "SUM(A23:A5)"),
        ("SUM(A:A,11:12,$8:$10)", "SUM(A:A,14:15,$8:$13)"),
        ("SUM(A12:A1048576)", "SUM(A15:A1048576)"),
        ("Plan!A11+Otra!A11", "Plan!A14+Otra!A11"),
        ("'Plan'!$A$5:$B$20", "'Plan'!$A$5:$B$23"),
        ('"A11"&A11', '"A11"&A14'),
        ('"di ""A11"""&A11', '"di ""A11"""&A14'),
        ("LOG10(A11)", "LOG10(A14)"),
        ("TAX2010_x+_A11+A11.b", "TAX2010_x+_A11+A11.b"),
        ("#REF!+A11", "#REF!+A14"),
        ("Plan!#REF!", "Plan!#REF!"),
        ("[1]Plan!A11", "[1]Plan!A11"),
        ("'[libro.xlsx]Plan'!A11", "'[libro.xlsx]Plan'!A11"),
        ("Hoja1:Plan!A11", "Hoja1:Plan!A11"),
        ("Tabla1[[#All],[A11]]", "Tabla1[[#All],[A11]]"),
        ("ZZZ11", "ZZZ11"),
        ("A11#", "A14#"),
        ("{1,2;3}*A11%^-A12", "{1,2;3}*A14%^-A15"),
        ("IF(A11>1E5,TRUE,A12:INDEX(A:A,15))", "IF(A14>1E5,TRUE,A15:INDEX(A:A,15))"),
        ("A11:A12 A12:B13", "A14:A15 A15:B16"),
        ("PLAN!A11", "PLAN!A14"),
    ],
)
def test_references_follow_the_rows(before: str, after: str) -> None:
    assert shifted(before, THREE_BELOW_10, Home("plan", 1, 1)) == after


def test_only_formulas_of_the_sheet_itself_mean_it_without_naming_it() -> None:
    assert shifted("A11+plan!A11", THREE_BELOW_10, Home("otra", 1, 1)) == "A11+plan!A14"
    assert shifted("A11", THREE_BELOW_10, Home(None)) == "A11"


def test_names_with_accents_blanks_and_quotes() -> None:
    shifts = {name: Shift([Insertion(1, 1)]) for name in ("año", "mi 'hoja'", "2025")}
    for formula in ("Año!A2", "'Mi ''hoja'''!A2", "'2025'!A2"):
        assert shifted(formula, shifts, Home(None)).endswith("!A3")


def test_a_running_sum_does_not_swallow_what_comes_after_its_row() -> None:
    assert shifted("SUM(F$5:F10)", THREE_BELOW_10, Home("plan", 10, 10)) == "SUM(F$5:F10)"
    assert shifted("SUM(F$5:F10)", THREE_BELOW_10, Home("plan", 5, 5)) == "SUM(F$5:F13)"


def test_a_rule_for_many_rows_goes_along_with_its_first() -> None:
    below = Home("plan", 11, 20)
    assert shifted('$A11=""', THREE_BELOW_10, below) == '$A14=""'
    across = Home("plan", 5, 20)
    assert shifted("A6>A5", {"plan": Shift([Insertion(5, 3)])}, across) == "A6>A5"
    assert shifted("A5>$B$30", THREE_BELOW_10, across) == "A5>$B$33"
    assert shifted("A30:A35", THREE_BELOW_10, across) == "A33:A38"


def test_title_rows_take_nothing_in() -> None:
    assert shifted("Plan!$8:$10", THREE_BELOW_10, Home(None), stretch=False) == "Plan!$8:$10"


def test_copies_keep_what_is_fixed() -> None:
    assert translate("A1+$A1+A$1+$A$1+Otra!B2:C3", 2, 1) == "B3+$A3+B$1+$A$1+Otra!C4:D5"
    assert translate("A1", -1, 0) == "#REF!"
    assert translate("Plan!XFD1", 0, 1) == "Plan!#REF!"
    assert translate('"A1"&SUM(A:A,1:1)', 1, 1) == '"A1"&SUM(B:B,2:2)'


def test_a_block_copied_points_into_itself_and_outside_to_where_it_did() -> None:
    block = Home("plan")
    assert copied("SUM(A5:A9)+$B$6+B2+Otra!A6+A4:A9", (5, 10), 6, block) == "SUM(A11:A15)+$B$12+B2+Otra!A6+A4:A9"


def test_ranges_inside_a_repeated_block_do_not_stretch_those_over_it_do() -> None:
    shifts = {"plan": Shift([Repeat(5, 10, 2)])}
    assert shifted("SUM(A6:A10)", shifts, Home("plan", 5, 5)) == "SUM(A6:A10)"
    assert shifted("SUM(A6:A10)", shifts, Home("plan", 30, 30)) == "SUM(A6:A22)"


def test_a_renamed_sheet_is_followed_everywhere_but_in_texts() -> None:
    formula = "Plan!A1+'plan'!total+Otra!x+\"Plan!A1\"&Plan!#REF!+MiPlan!A1"
    new = "'Plan (2)'"
    expected = f'{new}!A1+{new}!total+Otra!x+"Plan!A1"&{new}!#REF!+MiPlan!A1'
    assert renamed(formula, "plan", "Plan (2)") == expected


@pytest.mark.parametrize("name", ["Plan", "Año", "Plan 2", "2025", "A1", "it's", "R1C1", "x.y"])
def test_a_quoted_name_is_read_back(name: str) -> None:
    found = pointers(f"{quoted(name)}!B7")
    assert [pointer.sheet for pointer in found] == [name.casefold()]


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        ('SUM(A1:B2)*2+IF(A1="x",TRUE,0.5)', True),
        ("TODAY()", True),
        ('INDIRECT("A1")', False),
        ("total+1", False),
        ("Hoja1:Hoja2!A1", False),
        ("[1]Hoja1!A1", False),
        ("SUM(Tabla1[Valor])", False),
        ("_xlfn.ANCHORARRAY(A1)", False),
        ("ROW()", False),
    ],
)
def test_what_a_formula_depends_on_is_known_or_not(formula: str, plain: bool) -> None:
    assert is_plain(formula) is plain


@given(st.text(max_size=40))
def test_cutting_and_joining_gives_the_same_formula(formula: str) -> None:
    assert "".join(map(str, pieces(formula))) == formula


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_names_of_cells_are_read_back(column: int, row: int) -> None:
    assert column_number(column_letters(column)) == column
    assert cell(cell_name(row, column)) == (row, column)


AREAS = st.builds(
    lambda top, height, left, width: Area(top, left, top + height, left + width),
    st.integers(1, 40),
    st.integers(0, 20),
    st.integers(1, 5),
    st.integers(0, 3),
)
CHANGES = st.lists(st.builds(Insertion, st.integers(1, 60), st.integers(0, 5)), max_size=5)


@given(AREAS, CHANGES)
def test_a_range_holds_the_same_cells_after_any_insertions(where: Area, changes: list[Insertion]) -> None:
    shift = Shift(changes)
    now = pointers(shifted(str(where), {"plan": shift}, Home("plan", 100, 100)))[0].area
    kept = [shift.row(row) for row in range(1, 80) if now.top <= shift.row(row) <= now.bottom]
    assert kept == [shift.row(row) for row in range(where.top, where.bottom + 1)]


@given(CHANGES)
def test_old_and_new_rows_together_are_all_rows(changes: list[Insertion]) -> None:
    shift = Shift(changes)
    old = [shift.row(row) for row in range(1, 70)]
    new = [row.row for row in shift.new_rows()]
    assert sorted(old + new) == list(range(1, 70 + shift.total))


def test_references_of_whole_rows_and_columns() -> None:
    assert area("B:C") == Area(1, 2, 1_048_576, 3)
    assert area("$5:$7") == Area(5, 1, 7, 16_384)
    assert str(area("C7:B5")) == "B5:C7"
