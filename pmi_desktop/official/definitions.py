"""What a form is, as its ``form.toml`` says: its head, and which value goes where on which sheet.

A value is named by a path: a declared field (``school.dane_code``, ``goals.text``) or a computed one
(:mod:`pmi_desktop.official.computed`); a list of rows by a source (:mod:`pmi_desktop.official.sources`). The same
bindings fill a workbook and read a filled one.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from pmi_desktop.domain.errors import PmiError

FORM_FILE = "form.toml"
TEMPLATE_FILE = "template.xlsx"
MAX_FORM = 2 * 1024 * 1024

Row = Annotated[int, Meta(ge=1, le=1_048_576)]
CellOrColumn = Annotated[str, Meta(pattern=r"^[A-Z]{1,3}[0-9]{0,7}$")]


class BadForm(PmiError):
    """A form's folder cannot be used: ``form`` names it, ``place`` says where in its file and ``reason`` why.

    ``reason``: ``missing`` (no ``form.toml`` or no template), ``size``, ``not_toml``, ``shape`` (``detail`` says what),
    ``path`` (no such value), ``rows`` (no such source), ``overlap`` (two tables share rows), ``template`` (the workbook
    is another than the one the form was made for), ``sheet`` (it has no such sheet), ``drawn`` (the drawn rows are not
    those that the table's levels begin with).
    """


class _Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whatever a ``form.toml`` holds: a word that nobody knows is a mistake."""


class Slot(_Part, frozen=True):
    """A value and its place: a cell (``C8``), or within rows a column (``C``).

    ``field`` is a value's path; ``text`` a sentence with paths in braces instead. The place is one of: ``at``, a cell,
    or three for day, month and year; ``marks``, where ``mark`` goes by the value's word in the interchange file
    (``true``, ``rural``, ``3``); ``months``, twelve places from January on, of which those get the mark in which the
    row's action runs. ``words`` are the workbook's own words for a choice. ``like`` is a cell whose looks a marked one
    takes.
    """

    field: str = ""
    text: str = ""
    at: CellOrColumn | tuple[CellOrColumn, CellOrColumn, CellOrColumn] | Literal[""] = ""
    marks: dict[str, CellOrColumn] = {}
    months: tuple[CellOrColumn, ...] = ()
    mark: str = "X"
    words: dict[str, str] = {}
    like: str = ""

    def paths(self) -> tuple[str, ...]:
        """Every value it prints."""
        return (self.field,) if self.field else tuple(re.findall(r"\{([^{}]+)\}", self.text))

    def places(self) -> tuple[str, ...]:
        """Every cell or column it may write into."""
        at = (self.at,) if isinstance(self.at, str) else self.at
        return tuple(place for place in (*at, *self.marks.values(), *self.months) if place)


class Rows(_Part, frozen=True):
    """One row for each item of a source, with what is written into it."""

    rows: str
    slots: tuple[Slot, ...] = ()


class Level(_Part, frozen=True):
    """A level above the rows of a nested table, as the objective above its goals.

    Its cells are merged over the rows below it, or written on the first one only (``merge`` false). With ``own_row`` it
    takes a row of its own, drawn like that row of the template.
    """

    rows: str
    slots: tuple[Slot, ...] = ()
    merge: bool = True
    own_row: int = 0


class Table(_Part, frozen=True):
    """A table of which rows ``first`` to ``last`` are drawn; more come in below them when needed.

    Several ``lists`` lie side by side: the first of each share a row, then the second of each. Under ``levels`` (from
    the outside in) each innermost item has as many rows as its longest list, at least one.
    """

    first: Row
    last: Row
    lists: tuple[Rows, ...] = msgspec.field(name="list")
    levels: tuple[Level, ...] = msgspec.field(default=(), name="level")


class Keyed(_Part, frozen=True):
    """Rows already printed, as the components of an edition: ``keys`` says in which row each item's id stands."""

    rows: str
    keys: dict[str, Row]
    slots: tuple[Slot, ...]


class Block(_Part, frozen=True):
    """Rows ``first`` to ``last`` drawn again below themselves for each item of a source; once if there is none."""

    first: Row
    last: Row
    rows: str
    cells: tuple[Slot, ...] = ()
    tables: tuple[Table, ...] = msgspec.field(default=(), name="table")
    keyed: tuple[Keyed, ...] = ()


class Sheet(_Part, frozen=True):
    """What is written on one sheet of the template.

    With ``rows`` there is one copy of it for each item of the source, called by ``title`` (paths in braces).
    """

    name: str
    rows: str = ""
    title: str = ""
    cells: tuple[Slot, ...] = ()
    tables: tuple[Table, ...] = msgspec.field(default=(), name="table")
    keyed: tuple[Keyed, ...] = ()
    blocks: tuple[Block, ...] = msgspec.field(default=(), name="block")


class Annex(_Part, frozen=True):
    """The sheet of texts that no row can show whole: ``first`` is its one drawn row, then its three columns.

    It is taken out when there is no such text.
    """

    sheet: str
    first: Row
    where: str = "A"
    label: str = "B"
    text: str = "C"


class CriterionRow(_Part, frozen=True):
    """A criterion of the verification form: see :class:`pmi_desktop.domain.catalog.Criterion`."""

    id: str
    text: str
    codes: tuple[str, ...] = ()
    step: str = ""


class Form(_Part, frozen=True):
    """An official form of one version.

    ``date`` is that of the controlled document, empty when unknown. ``origin`` says whose template it is: our
    reconstruction or the Secretaría's own file. ``template`` is the SHA-256 of ``template.xlsx``. ``moments`` are those
    it is handed in at.
    """

    id: str
    code: str
    version: str
    title: str
    issuer: tuple[str, ...]
    macroprocess: str
    process: str
    subprocess: str
    origin: Literal["reconstruction", "sed"]
    template: str
    moments: tuple[Literal["plan", "checkpoint", "closing"], ...]
    date: str = ""
    sheets: tuple[Sheet, ...] = msgspec.field(default=(), name="sheet")
    annex: Annex | None = None
    criteria: tuple[CriterionRow, ...] = msgspec.field(default=(), name="criterion")
    folder: Path | None = None

    def template_bytes(self) -> bytes:
        """The template, as long as it is the one the bindings were made for; raises :class:`BadForm`."""
        import hashlib

        path = (self.folder or Path()) / TEMPLATE_FILE
        if not path.is_file():
            raise BadForm(form=self.id, place=TEMPLATE_FILE, reason="missing")
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.template:
            raise BadForm(form=self.id, place=TEMPLATE_FILE, reason="template")
        return data


def read_form(folder: Path) -> Form:
    """The form in a folder; raises :class:`BadForm`. Its template is read when it is filled."""
    path = folder / FORM_FILE
    if not path.is_file():
        raise BadForm(form=folder.name, place=FORM_FILE, reason="missing")
    if path.stat().st_size > MAX_FORM:
        raise BadForm(form=folder.name, place=FORM_FILE, reason="size", limit=MAX_FORM)
    form = parse_form(path.read_bytes(), folder.name)
    return msgspec.structs.replace(form, folder=folder)


def parse_form(data: bytes, name: str) -> Form:
    """The form that a ``form.toml`` describes; ``name`` is for the sentence if it cannot be used."""
    from pmi_desktop.official.soundness import check_form

    try:
        form = msgspec.convert(tomllib.loads(data.decode("utf-8")), Form)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        raise BadForm(form=name, place=FORM_FILE, reason="not_toml", detail=str(problem)) from problem
    except msgspec.ValidationError as problem:
        raise BadForm(form=name, place=FORM_FILE, reason="shape", detail=str(problem)) from problem
    check_form(form)
    return form


def read_forms(folder: Path) -> tuple[Form, ...]:
    """Every form in a folder of form folders, by id; no folder means no forms."""
    return tuple(_forms_in(folder))


def _forms_in(folder: Path) -> Iterator[Form]:
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if (path / FORM_FILE).is_file():
                yield read_form(path)
