"""Why a workbook is refused, or a change to it stops before anything is written."""

from pmi_desktop.domain.errors import PmiError


class WorkbookError(PmiError):
    """A workbook cannot be read, or cannot be changed as asked."""


class NotAWorkbook(WorkbookError):
    """The file is something else than an ``.xlsx``.

    ``kind`` says what: ``empty``, ``xls`` (old Excel), ``encrypted`` (password to open), ``xlsm`` (macros), ``xlsb``,
    ``xltx``, ``strict`` (ISO strict), ``docx``, ``pptx``, ``ods``, ``odt``, ``pdf``, ``zip`` or ``unknown``.
    """


class WorkbookTooBig(WorkbookError):
    """More than a form can need: ``what`` is ``file``, ``entries``, ``size``, ``ratio``, ``nodes``, ``cells`` or
    ``merges``.

    ``limit`` is what is allowed; ``part`` names the member of the file where one is to blame.
    """


class DamagedWorkbook(WorkbookError):
    """The file breaks the rules of its own format: ``reason`` says how, ``part`` where (may be empty).

    ``reason``: ``zip``, ``name``, ``duplicate``, ``missing``, ``xml``, ``doctype``, ``order``, ``reference`` or
    ``sheets``.
    """


class LinkedWorkbook(WorkbookError):
    """The workbook takes values from other files (``part`` names the link)."""


class NoSuchSheet(WorkbookError):
    """There is no sheet called ``sheet``; ``sheets`` are those that exist."""


class BadReference(WorkbookError):
    """``ref`` is no cell or range of a sheet."""


class LockedCell(WorkbookError):
    """``cell`` of ``sheet`` is locked and the sheet protected."""


class FormulaCell(WorkbookError):
    """``cell`` of ``sheet`` holds a formula, and nobody asked to replace it."""


class BadText(WorkbookError):
    """A text cannot be kept in ``cell`` of ``sheet``: ``reason`` is ``characters`` or ``length``.

    With ``characters``, ``found`` is the first one that XML cannot carry (``U+000B``); with ``length``, ``limit`` is
    the most that fits.
    """


class BadNumber(WorkbookError):
    """A value cannot be kept in ``cell`` of ``sheet``: not finite, or a date before the calendar of offices."""


class CannotInsertRows(WorkbookError):
    """Rows cannot be inserted in ``sheet`` below ``row`` without breaking ``what``, which lies at ``where``.

    ``what``: ``table``, ``array_formula``, ``data_table``, ``pivot``, ``threaded_comment``, ``sheet_end``.
    """


class CannotCopySheet(WorkbookError):
    """``sheet`` cannot be repeated because of ``what``: ``table``, ``pivot``, ``threaded_comment``, ``name``."""


class CannotRemoveSheet(WorkbookError):
    """``sheet`` cannot go: ``what`` is ``used`` (``where`` refers to it) or ``last``."""


class OverlappingMerge(WorkbookError):
    """``range`` of ``sheet`` cannot be merged: it overlaps ``other``."""
