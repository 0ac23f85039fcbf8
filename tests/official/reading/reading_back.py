"""Forms filled and read back in tests."""

import dataclasses
import io
import re
from itertools import count
from typing import Any

from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.domain.school import Member
from pmi_desktop.official.definitions import Block, Form, Sheet, Slot, Table
from pmi_desktop.official.fill import fill
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.reader import Help, read_workbook
from pmi_desktop.official.reading.understood import Understood
from tests.official.filled import FOLLOW_UP, TODAY, context, shipped
from tests.samples import reference

_PIECES = re.compile(r"[;,\n]| y ")

Written = dict[tuple[str, int, int], object]

NOT_HELD = {
    "component.before", "profile.before",
    "budget.name", "budget.planned", "budget.available", "budget.excess",
    "execution.percent",
}  # fmt: skip
"""What follows from more than a form holds: the assessment before, the order of the resources, the weights."""


def read_back(form: Form | str, data: bytes) -> Understood:
    """What a filled form says, with ids by counting."""
    numbers = count(1)
    bound = shipped(form) if isinstance(form, str) else form
    return read_workbook(bound, data, Help(reference(), TODAY, lambda: f"n{next(numbers)}"))


def moment_of(form: str, plan: Plan) -> Moment:
    """The moment at which a form shows most of a plan."""
    return Moment("closing", year=plan.info.start_year) if form == FOLLOW_UP else PLAN


def written(form: Form | str, plan: Plan, moment: Moment) -> Written:
    """Every value that a form prints of a plan and that it holds."""
    bound = _holding(shipped(form) if isinstance(form, str) else form)
    return {
        (sheet.title, one.row, one.column): one.value
        for sheet in fill(bound, plan, moment, context()).sheets
        for one in sheet.writes
    }


def _holding(form: Form) -> Form:
    def slots(given: tuple[Slot, ...]) -> tuple[Slot, ...]:
        return tuple(slot for slot in given if not NOT_HELD & set(slot.paths()))

    def table(one: Table) -> Table:
        return replace(
            one,
            lists=tuple(replace(rows, slots=slots(rows.slots)) for rows in one.lists),
            levels=tuple(replace(level, slots=slots(level.slots)) for level in one.levels),
        )

    def block(one: Block) -> Block:
        return replace(one, cells=slots(one.cells), tables=tuple(map(table, one.tables)))

    def sheet(one: Sheet) -> Sheet:
        return replace(
            one, cells=slots(one.cells), tables=tuple(map(table, one.tables)), blocks=tuple(map(block, one.blocks))
        )

    return replace(form, sheets=tuple(map(sheet, form.sheets)))


def presentable(plan: Plan) -> Plan:
    """A plan in which nothing is named by blanks only, and no row empty: a form shows no difference to nothing.

    Nor does anybody's position stand where another person was named: by hand that means the one who has it.
    """
    neat = Plan.of(_neat(record) for record in plan)
    others = {fold(one) for action in neat.all(Action) for one in _PIECES.split(action.responsible_other)}
    return Plan.of(
        record.but(position="") if isinstance(record, Member) and fold(record.position) in others else record
        for record in neat
    )


def _neat(record: Any) -> Any:
    values: dict[str, object] = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.holds in (Type.TEXT, Type.PROSE) and not value.strip():
            titled = isinstance(record, Listed) and field.name == record.TITLE
            values[field.name] = f"título de {record.id}" if titled else ""
        elif field.holds is Type.ROWS:
            values[field.name] = tuple(neat for row in value if (neat := _neat(row)) != type(row)(**_ids(row)))
    return dataclasses.replace(record, **values)


def _ids(row: Any) -> dict[str, str]:
    return {"id": row.id} if hasattr(row, "id") else {}


def template(form: str) -> Workbook:
    """A blank form of ours, to be typed into with another program."""
    return load_workbook(io.BytesIO(shipped(form).template_bytes()))


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook of that other program."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
