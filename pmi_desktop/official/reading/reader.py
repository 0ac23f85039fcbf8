"""A filled workbook read into a plan, by the bindings of the form it was filled with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.codec import says_nothing
from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Block, Form, Keyed, Sheet, Slot, Table
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading import annex as texts
from pmi_desktop.official.reading.alignment import Words, likeness, printed_words
from pmi_desktop.official.reading.collecting import Row, Told, title_values
from pmi_desktop.official.reading.comparing import differing
from pmi_desktop.official.reading.drafts import Drafts
from pmi_desktop.official.reading.finishing import Finishing, edition
from pmi_desktop.official.reading.giving import Giving
from pmi_desktop.official.reading.guide import Guide
from pmi_desktop.official.reading.leftovers import unread, whole_sheet
from pmi_desktop.official.reading.pages import Page
from pmi_desktop.official.reading.subjects import Scope, Subjects
from pmi_desktop.official.reading.understood import Note, Spot, Understood
from pmi_desktop.official.reading.walking import Walk
from pmi_desktop.official.slots import label_of
from pmi_desktop.official.view import Context, View
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.errors import NoSuchSheet
from pmi_desktop.official.workbook.refs import cell, column_number

_LIKE = 0.5
"""Of what a sheet prints, how much must be found on a page of another name."""

_OURS = 0.6
"""The same for a whole file to be taken as a form."""


@dataclass(frozen=True, slots=True)
class Help:
    """What reading needs besides form and file. ``catalog`` forces an edition of the guide."""

    reference: Reference
    today: date
    new_id: Callable[[], str]
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class _Template:
    """What each sheet of a form prints by itself (``words``), and what only that one prints (``own``)."""

    form: Form
    words: dict[str, Words]
    own: dict[str, Words]

    @classmethod
    def of(cls, form: Form) -> "_Template":
        book = Workbook.open(form.template_bytes())
        words = {}
        for sheet in form.sheets:
            try:
                page = Page(book.sheet(sheet.name))
            except NoSuchSheet:
                continue
            words[sheet.name] = printed_words(page, set(_bound(sheet)))
        return cls(form, words, {name: _own(name, words) for name in words})

    def pages(self, pages: Sequence[Page]) -> list[tuple[Sheet, list[Page]]]:
        """The pages that each sheet of the form is found on: by name, by title, or by what it prints."""
        annex = texts.annex_page(self.form, list(pages))
        free = [page for page in pages if annex is None or page is not annex[0]]
        found: dict[str, list[Page]] = {sheet.name: [] for sheet in self.form.sheets}

        def take(sheet: Sheet, fits: Callable[[Page], bool], *, several: bool) -> None:
            for page in [page for page in free if fits(page)]:
                if several or not found[sheet.name]:
                    found[sheet.name].append(page)
                    free.remove(page)

        for sheet in self.form.sheets:
            take(sheet, lambda page, name=sheet.name: page.name.casefold() == name.casefold(), several=False)  # type: ignore[misc]
        for sheet in self.form.sheets:
            if sheet.rows:
                take(sheet, lambda page, sheet=sheet: self._titled(sheet, page), several=True)  # type: ignore[misc]
        for sheet in self.form.sheets:
            alike = sorted(free, key=lambda page: -likeness(self.own.get(sheet.name, {}), page))  # used at once
            for page in alike if sheet.rows else alike[:1]:
                if likeness(self.own.get(sheet.name, {}), page) >= _LIKE:
                    take(sheet, lambda other, page=page: other is page, several=bool(sheet.rows))  # type: ignore[misc]
        return [(sheet, sorted(found[sheet.name], key=pages.index)) for sheet in self.form.sheets]

    def _titled(self, sheet: Sheet, page: Page) -> bool:
        return bool(title_values(sheet.title, page.name)) and likeness(self.own.get(sheet.name, {}), page) >= _LIKE


def fitness(form: Form, data: bytes) -> float:
    """How much a file looks like a form, 0 to 1; raises what opening workbooks raises."""
    pages = _pages(data)
    template = _Template.of(form)
    wanted = sum(len(cells) for words in template.own.values() for cells in words.values())
    there = 0.0
    for sheet, found in template.pages(pages):
        words = template.own.get(sheet.name, {})
        if found:
            there += max(likeness(words, page) for page in found) * sum(map(len, words.values()))
    return there / wanted if wanted else 0.0


def is_like(fit: float) -> bool:
    """Whether a file is to be read as a form that it fits so much."""
    return fit >= _OURS


def read_workbook(form: Form, data: bytes, help: Help) -> Understood:
    """What a filled workbook says; raises what opening workbooks raises, and ``BadForm``.

    The workbook may be ours, typed by hand into the same form, or saved again by another program.
    """
    return _Reading(form, _pages(data), help).run()


def _pages(data: bytes) -> list[Page]:
    book = Workbook.open(data, allow_links=True)
    return [Page(sheet) for sheet in book.sheets]


class _Reading:
    def __init__(self, form: Form, pages: list[Page], help: Help) -> None:
        self._form = form
        self._help = help
        self._pages = pages
        catalogs = help.reference.catalogs
        said = (text for page in pages for text in _words(page))
        self._guide = Guide(catalogs[help.catalog] if help.catalog in catalogs else edition(help.reference, said))
        self._drafts = Drafts(help.new_id)
        self._giving = Giving(self._drafts)
        criteria = {one.id: one for one in help.reference.criteria}
        self._walk = Walk(self._drafts, Subjects(self._drafts, self._guide, criteria), self._giving)
        self._finishing = Finishing(self._drafts, self._giving, self._guide, help.reference, help.today)

    def run(self) -> Understood:
        template = _Template.of(self._form)
        scope = self._root()
        read: list[Page] = []
        for sheet, pages in template.pages(self._pages):
            for page in pages:
                words = template.words.get(sheet.name, {})
                self._walk.sheet(sheet, page, words, scope)
                self._drafts.left += unread(page, words, self._walk.maps[page.name], self._walk.seen[page.name])
                read.append(page)
        self._annex(read, scope)
        for page in self._pages:
            if page not in read and not page.sheet.hidden:
                self._drafts.left += whole_sheet(page)
        self._finishing.run()
        return self._understood()

    def _root(self) -> Scope:
        """What single cells anywhere are about: the file's assessment and, in the follow-up, its year."""
        scope: dict[str, object] = {"assessments": self._finishing.assessment()}
        for page in self._pages:
            year = _year_of(self._form, page)
            if year is not None:
                return {**scope, "year": year}
        return scope

    # -- long texts -----------------------------------------------------------------------------------------------
    def _annex(self, read: list[Page], scope: Scope) -> None:
        found = texts.annex_page(self._form, [page for page in self._pages if page not in read])
        if found is None:
            return
        page, annex = found
        read.append(page)
        keyed = {sheet.name: part for sheet in self._form.sheets for part in sheet.keyed}
        for entry in texts.entries(page, annex):
            part = keyed.get(entry.sheet)
            if entry.cell:
                self._lengthen(entry)
            elif part is not None:
                self._unplaced(entry, part, page, annex.text, scope)

    def _lengthen(self, entry: texts.Entry) -> None:
        """A cell that shows only the beginning of its text gets the whole one."""
        for spot, draft, name, _ in self._drafts.taken:
            value = draft.values.get(name)
            if spot == Spot(entry.sheet, entry.cell) and isinstance(value, str) and value:
                at = entry.text.find(value)
                if at >= 0 and entry.text.endswith(value) is False:
                    draft.values[name] = entry.text[at:]

    def _unplaced(self, entry: texts.Entry, part: Keyed, page: Page, column: str, scope: Scope) -> None:
        inner = self._walk.keyed_scope(part.rows, entry.label, scope)
        if inner is None:
            return
        by_label = {fold(label_of(slot)): slot for slot in part.slots}
        row = Row()
        holder = page.cell(entry.row, column_number(column))
        for path, text in texts.said(entry, {label: slot.field for label, slot in by_label.items()}).items():
            slot = Slot(field=path, at=column)
            row.told[path] = Told(path, slot, replace(holder, value=text))
        self._giving.row(row, inner)

    # -- the outcome ----------------------------------------------------------------------------------------------
    def _understood(self) -> Understood:
        records = [record for record in self._drafts.records() if not says_nothing(record)]
        assessment = self._finishing.assessment()
        # Beside one of another edition it stays: the form speaks of its own, which is the latest.
        alone = len(self._drafts.all("assessments")) == 1
        named = any(getattr(one, "assessment", "") == assessment.id for one in records)
        if alone and not assessment.values and not named:
            records = [one for one in records if one.ident != ("assessments", assessment.id)]
        plan = Plan.of(records)
        plan = Plan.of([plan.info.but(id=self._help.new_id()), *(one for one in plan if one is not plan.info)])
        self._drafts.doubtful += self._differing(plan)
        taken = tuple(self._drafts.taken_values())
        return Understood(self._form.id, plan, taken, tuple(self._drafts.doubtful), tuple(self._drafts.left))

    def _differing(self, plan: Plan) -> Iterator[Note]:
        moment = Moment("plan") if "plan" in self._form.moments else Moment("closing", year=plan.info.start_year)
        view = View(plan, moment, Context(self._help.reference, self._help.today, Path()))
        held = {path for sheet in self._form.sheets for slot in _slots(sheet) for path in slot.paths()}
        return differing(self._walk.figures, view, held)


def _own(name: str, words: Mapping[str, Words]) -> Words:
    """What a sheet prints and no other does: heads of a document stand on all of them."""
    others = {
        (column, text)
        for other, rows in words.items()
        if other != name
        for cells in rows.values()
        for column, text in cells.items()
    }
    found = {
        row: kept
        for row, cells in words[name].items()
        if (kept := {column: text for column, text in cells.items() if (column, text) not in others})
    }
    return found or words[name]


def _words(page: Page) -> Iterator[str]:
    for row, column in page.places():
        value = page.cell(row, column).value
        if isinstance(value, str):
            yield value[:400]


def _year_of(form: Form, page: Page) -> int | None:
    """The year that a form prints in a cell of its own, read before all else: tables need it."""
    for sheet in form.sheets:
        for slot in sheet.cells:
            if slot.field == "year.number" and sheet.name == page.name and isinstance(slot.at, str):
                text = page.cell(*cell(slot.at)).text.strip()
                if text.isdecimal() and len(text) == 4:
                    return int(text)
    return None


def _slots(sheet: Sheet) -> Iterator[Slot]:
    """All that a sheet binds, wherever it stands."""
    parts: tuple[Sheet | Block, ...] = (sheet, *sheet.blocks)
    for part in parts:
        yield from part.cells
        for keyed in part.keyed:
            yield from keyed.slots
        for table in part.tables:
            yield from _table_slots(table)


def _table_slots(table: Table) -> Iterator[Slot]:
    for level in table.levels:
        yield from level.slots
    for rows in table.lists:
        yield from rows.slots


def _bound(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Every cell of a template's sheet that filling may write on."""
    parts: tuple[Sheet | Block, ...] = (sheet, *sheet.blocks)
    for part in parts:
        yield from (cell(place) for slot in part.cells for place in slot.places())
        for keyed in part.keyed:
            for row in keyed.keys.values():
                yield from ((row, column_number(place)) for slot in keyed.slots for place in slot.places())
        for table in part.tables:
            columns = {column_number(place) for slot in _table_slots(table) for place in slot.places()}
            yield from ((row, column) for row in range(table.first, table.last + 1) for column in columns)
