"""Rows inserted or repeated in a workbook, and all that lies below or points there moved along."""

from collections.abc import Mapping, Sequence

from pmi_desktop.official.workbook.charts import follow_charts
from pmi_desktop.official.workbook.contents import Contents
from pmi_desktop.official.workbook.drawings import measure, move_anchors
from pmi_desktop.official.workbook.following import follow_cells, follow_parts, follow_rules
from pmi_desktop.official.workbook.names import shift_names
from pmi_desktop.official.workbook.obstacles import check
from pmi_desktop.official.workbook.ranges import move_ranges, move_table
from pmi_desktop.official.workbook.rows import move_rows
from pmi_desktop.official.workbook.shift import Change, Shift


def change_rows(contents: Contents, changes: Mapping[str, Sequence[Change]]) -> dict[str, Shift]:
    """See ``Workbook.change_rows``; the result has the names as they were given."""
    asked = {name: (contents.tab(name), Shift(wanted)) for name, wanted in changes.items()}
    moving = [(tab, shift) for tab, shift in asked.values() if shift]
    for tab, shift in moving:
        check(contents, tab, shift)
    shifts = {tab.key: shift for tab, shift in moving}
    if shifts:
        for tab, _ in moving:
            measure(contents, tab)
        for tab in contents.tabs:
            follow_cells(contents, tab, shifts)
            follow_rules(contents, tab, shifts)
            follow_parts(contents, tab, shifts)
        shift_names(contents, shifts)
        follow_charts(contents, shifts)
        for tab in contents.tabs:
            tab.rules = None
        for tab, shift in moving:
            move_rows(contents, tab, shift)
            move_ranges(contents, tab, shift)
            move_anchors(contents, tab, shift)
            for part in contents.package.targets(tab.part, "table"):
                move_table(contents.package.xml(part), shift)
                contents.package.touch(part)
    return {name: shift for name, (_, shift) in asked.items()}
