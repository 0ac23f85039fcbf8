"""What a page's rim does to texts: lines that lie on it move off it, letters beyond it are not written."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pmi_desktop.official.printing.celltext import LineBox, TextBlock
from pmi_desktop.official.printing.display import TextRun, moved
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.paging import Band


def belongs(line: LineBox, rows: Band) -> bool:
    """Whether a line of text is drawn with these rows: one on a page's rim that cannot move shows on both."""
    return line.bottom > rows.start + 0.3 and line.top < rows.end - 0.3


def flowed(block: TextBlock, cuts: list[float]) -> Sequence[LineBox]:
    """The lines with those that lie on a page's rim moved off it, as far as their cell has room."""
    lines = list(block.lines)
    if block.turned or not lines:
        return lines
    for cut in cuts:
        at = next((at for at, line in enumerate(lines) if line.top < cut - 0.3 and line.bottom > cut + 0.3), None)
        if at is None or not block.reach.y < cut < block.reach.bottom:
            continue
        down, up = cut + 1 - lines[at].top, lines[at].bottom - cut + 1
        if lines[-1].bottom + down <= block.reach.bottom:
            lines[at:] = [_shifted(line, down) for line in lines[at:]]
        elif lines[0].top - up >= block.reach.y:
            lines[: at + 1] = [_shifted(line, -up) for line in lines[: at + 1]]
    return lines


def recentered(block: TextBlock, cuts: list[float]) -> TextBlock:
    """A turned text on a page's rim, moved into the largest part of its cell that it fits in."""
    line, reach = block.lines[0], block.reach
    if not any(line.top < cut < line.bottom for cut in cuts):
        return block
    rims = [reach.y, *(cut for cut in cuts if reach.y < cut < reach.bottom), reach.bottom]
    start, end = max(pairwise(rims), key=lambda part: part[1] - part[0])
    if end - start < line.bottom - line.top:
        return block
    return replace(block, lines=(_shifted(line, (start + end - line.top - line.bottom) / 2),))


def _shifted(line: LineBox, by: float) -> LineBox:
    return LineBox(line.top + by, line.bottom + by, tuple(moved(item, 1.0, 0.0, by) for item in line.items))


def trimmed(run: TextRun, faces: Faces) -> TextRun:
    """A clipped text without the letters that lie wholly outside: they would still be found by who copies it."""
    assert run.clip is not None
    widths = faces.widths(run.face)
    x, start, end = run.x, 0, len(run.text)
    while start < end and x + widths[run.text[start]] * run.size <= run.clip.x:
        x += widths[run.text[start]] * run.size
        start += 1
    right = run.x + run.width
    while end > start and right - widths[run.text[end - 1]] * run.size >= run.clip.right:
        right -= widths[run.text[end - 1]] * run.size
        end -= 1
    return replace(run, x=x, text=run.text[start:end], width=right - x)
