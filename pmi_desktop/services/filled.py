"""A form of one plan at one moment: filled once, for whatever is made of it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.forms import UnknownFormat
from pmi_desktop.services.remarks import apart_words, remarks_on

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form
    from pmi_desktop.official.printing.display import Document
    from pmi_desktop.official.view import Context
    from pmi_desktop.official.write import Written

ENDINGS = ("xlsx", "pdf")
"""Of the files that a filled form can become."""


def ending_of(file: Path) -> str:
    """Which of :data:`ENDINGS` a file's name has; raises :class:`UnknownFormat`."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise UnknownFormat(file=file, known=list(ENDINGS))
    return ending


class Filled:
    """Fills when first asked. Everything here raises ``BadForm`` and the kinds of ``WorkbookError``."""

    def __init__(self, form: "Form", plan: Plan, moment: Moment, context: "Context") -> None:
        self.form = form
        self._plan = plan
        self._moment = moment
        self._context = context

    @cached_property
    def _book(self) -> "Written":
        from pmi_desktop.official.export import filled_book

        return filled_book(self.form, self._plan, self._moment, self._context)

    @property
    def workbook(self) -> bytes:
        """As an ``.xlsx``."""
        return self._book.data

    @cached_property
    def pages(self) -> "Document":
        """As it is printed."""
        from pmi_desktop.official.printing.export import pages_of

        return pages_of(self.form, self._plan, self.workbook, self._context)

    def file(self, ending: str) -> bytes:
        """The file of one of :data:`ENDINGS`."""
        from pmi_desktop.official.printing.export import pdf_of

        return self.workbook if ending == "xlsx" else pdf_of(self.form, self.pages, self._context)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What its printed pages do not show as an office program would, in sentences."""
        return remarks_on(self.pages.problems, {(one.sheet, one.cell) for one in self._book.apart})

    @property
    def notes(self) -> tuple[str, ...]:
        """Which long texts stand whole on a sheet of their own, in a sentence; none where there is none."""
        return apart_words([(one.sheet, one.cell) for one in self._book.apart])
