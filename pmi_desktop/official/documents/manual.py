"""The manual on paper: cover with contents, then each page of the help under its title, with its picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.platypus import Flowable, Image, PageBreak, Spacer

from pmi_desktop.official.documents.markdown import flowables
from pmi_desktop.official.documents.page import GREY, TITLE, Sheet, register_fonts, style, table, text, write

_COVER = style(26, spaceBefore=90, spaceAfter=8)
_SUBTITLE = style(13, textColor=GREY, spaceAfter=28)
_ENTRY = style(10.5)
_NUMBER = style(10.5, right=True)
_SCREEN = 1366
"""Pixels of a whole screen's width."""

_SHARE = 0.7
"""Of the paper's width for it: with their text below, most steps then fit on one page."""

_QUICK = 12.5
"""Points of the quick start's letters: it is read around a table."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of the help: Markdown without its title, and the picture of its screen, if it has one."""

    title: str
    text: str
    picture: Path | None = None


def manual(pages: Sequence[HelpPage], fonts: Path, version: str) -> bytes:
    """The PDF of all pages, each beginning on a sheet of its own and listed in front by number."""
    register_fonts(fonts)
    sheet = Sheet("Manual de PMI Escritorio", footer=f"Manual de PMI Escritorio {version}")
    marks: dict[str, int] = {}
    write(sheet, _story(sheet, pages, version, marks))  # once for the numbers of the pages
    return write(sheet, _story(sheet, pages, version, dict(marks)))


def quick_start(page: HelpPage, pictures: Sequence[Path], fonts: Path) -> bytes:
    """The PDF of one page of help in large letters, a picture before each half of its sections."""
    register_fonts(fonts)
    sheet = Sheet(page.title, footer="PMI Escritorio")
    first, *sections = page.text.strip().split("\n## ")
    story: list[Flowable] = [text(page.title, TITLE), *flowables(first, sheet.width, _QUICK)]
    places = {len(sections) * index // len(pictures): picture for index, picture in enumerate(pictures)}
    for index, section in enumerate(sections):
        if index in places:
            story += [PageBreak()] if index else []
            story += [_Screen(places[index], sheet.width), Spacer(0, 4)]
        story += flowables(f"## {section}", sheet.width, _QUICK)
    return write(sheet, story)


def _story(sheet: Sheet, pages: Sequence[HelpPage], version: str, marks: dict[str, int]) -> list[Flowable]:
    rows = [[text(page.title, _ENTRY), text(str(marks.get(page.title, "")), _NUMBER)] for page in pages]
    contents = table(rows, [sheet.width * 0.6, sheet.width * 0.1], heading_rows=0, grid=False)
    contents.hAlign = "LEFT"
    story: list[Flowable] = [
        text("PMI Escritorio", _COVER),
        text(f"Manual · versión {version}", _SUBTITLE),
        contents,
    ]
    for page in pages:
        story += [PageBreak(), _Mark(page.title, marks), text(page.title, TITLE), Spacer(0, 4)]
        if page.picture is not None:
            story += [_Screen(page.picture, sheet.width * _SHARE), Spacer(0, 8)]
        story += flowables(page.text, sheet.width)
    return story


class _Screen(Image):
    """The picture of a screen, with a line around it; ``width`` is a whole one's, in points."""

    def __init__(self, path: Path, width: float) -> None:
        super().__init__(str(path))
        self.drawWidth *= width / _SCREEN
        self.drawHeight *= width / _SCREEN
        self.hAlign = "LEFT"

    def draw(self) -> None:
        super().draw()
        self.canv.setStrokeColor(GREY)
        self.canv.setLineWidth(0.5)
        self.canv.rect(0, 0, self.drawWidth, self.drawHeight)


class _Mark(Flowable):
    """Nothing to see: notes its page, and makes the title an entry of the reader's outline."""

    def __init__(self, title: str, marks: dict[str, int]) -> None:
        super().__init__()
        self._title = title
        self._marks = marks

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  # reportlab's names
        return 0, 0

    def draw(self) -> None:
        self._marks[self._title] = self.canv.getPageNumber()
        self.canv.bookmarkPage(self._title)
        self.canv.addOutlineEntry(self._title, self._title)
