"""Last year's data out of a workbook, so that what is left is the form."""

from collections.abc import Iterable

from pmi_desktop.official.adopting.adoption import Emptied
from pmi_desktop.official.workbook.refs import Area, column_letters
from pmi_desktop.official.workbook.sheet import Sheet


def empty_cells(sheet: Sheet, areas: Iterable[tuple[Area, str]]) -> list[Emptied]:
    """Clear what areas hold but for formulas; the looks stay. Says which ones held anything."""
    formulas = sheet.formulas()
    found: list[Emptied] = []
    for area, label in areas:
        places = [
            (row, column)
            for row, column, _ in sheet.cells(area)
            if (row, column) not in formulas and _begins(sheet, row, column)
        ]
        for place in places:
            sheet.clear(place, force=True)
        if places:
            found.append(Emptied(sheet.name, str(area), label, len(places)))
    return found


def _begins(sheet: Sheet, row: int, column: int) -> bool:
    merged = sheet.merge_of((row, column))
    return merged is None or (merged.top, merged.left) == (row, column)


def part_rows(sheet: Sheet, rows: Area) -> None:
    """Undo merges over several rows of a table: filling merges anew, over the rows that each thing takes."""
    for merged in [one for one in sheet.merges if one.bottom > one.top and one.meets(rows)]:
        sheet.unmerge(merged)
        for row in range(merged.top, merged.bottom + 1):
            if merged.right > merged.left:
                sheet.merge(Area(row, merged.left, row, merged.right))


def columns_of(first: int, last: int) -> str:
    """A range of columns, in words."""
    return f"{column_letters(first)}:{column_letters(last)}"
