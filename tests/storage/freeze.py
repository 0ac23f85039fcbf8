"""Freezes the schema when it changes: `python -m tests.storage.freeze` prints what becomes `storage/schema_<n>.py`.

`python -m tests.storage.freeze FILE.pmi` writes the example school's file as this program writes it; the one of each
released schema stays in `tests/storage/released` for ever. A released schema is never frozen again.
"""

import sys
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from pmi_desktop.storage.store import plan_image
from pmi_desktop.storage.tables import metadata
from tests.samples import NOW, example_plan

_HEAD = '''"""The first schema, frozen: what was released is never changed, a later schema is a later step."""

CREATE = (
'''


def frozen() -> str:
    """The declared tables as a module of statements."""
    statements = [str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in metadata.tables.values()]
    return _HEAD + "".join(f'    """{_tidy(statement)}""",\n' for statement in statements) + ")\n"


def _tidy(statement: str) -> str:
    lines = [line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines()]
    return "\n    ".join(lines)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_bytes(plan_image(example_plan(), made_at=NOW))
    else:
        sys.stdout.write(frozen())
