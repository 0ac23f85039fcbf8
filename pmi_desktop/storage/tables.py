"""The tables of a plan's file, derived from the declared fields: one per kind of record, and three around them.

Texts, dates (ISO), times (``HH:MM``) and lists (JSON) are never null, so that a later schema can add a column to a
file full of rows; numbers are null when nothing was said, decimals are kept as text.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, Text, TextClause, text

from pmi_desktop.domain.fields import Field, Type, default_of, fields_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Listed, Record, Single

metadata = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"},
)

_WHOLE = {Type.INTEGER, Type.MONEY, Type.YES_NO, Type.DECISION}
_LISTS = {Type.REFS, Type.CODES, Type.CHOICES, Type.INTEGERS, Type.ROWS}
_MAY_BE_NULL = {Type.INTEGER, Type.MONEY, Type.DECISION, Type.NUMBER, Type.REF}


def _column(cls: type[Record], field: Field) -> Column[Any]:
    nothing = default_of(cls, field.name)
    null = not field.required and field.holds in _MAY_BE_NULL and nothing is None
    return Column(
        field.name,
        Integer if field.holds in _WHOLE else Text,
        primary_key=field.in_key,
        nullable=null,
        server_default=None if field.required or null else _default(field, nothing),
        autoincrement=False,
    )


def _default(field: Field, nothing: Any) -> str | TextClause:
    """What the rows of an older file get in a column added later."""
    if field.holds in _WHOLE:
        return text(str(int(nothing)))
    if field.holds is Type.GROUP:
        return "{}"
    return "[]" if field.holds in _LISTS else ""


def _table(kind: str, cls: type[Record]) -> Table:
    columns = [_column(cls, field) for field in fields_of(cls)]
    if issubclass(cls, Listed):
        columns.insert(1, Column("order", Integer, nullable=False, server_default=text("0")))
    if issubclass(cls, Single):
        only = Column("single", Integer, CheckConstraint("single = 1", "single"), primary_key=True, autoincrement=False)
        columns.insert(0, only)
    return Table(kind, metadata, *columns)


RECORDS = {kind: _table(kind, cls) for kind, cls in KINDS.items()}
"""The table of each kind."""

PLAN_EDITS = Table(
    "plan_edits",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("installation", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("changes", Text, nullable=False),
)
"""Every edit that ever was, written with what it changed in one transaction; ``changes`` as in ``storage/log.py``."""

VERSIONS = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("closed_at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("plan", Text, nullable=False),
)
"""The plan as it was delivered, as the text of an interchange file."""

META = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""About the file itself: ``program``, the version that made or last migrated it, and ``made_at``.

Names with ``note:`` before them are what it remembers beside the plan, as which areas are lent."""
