"""What a list of plans shows of each, read in a millisecond and without opening it."""

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.storage.errors import Damaged
from pmi_desktop.storage.sqlite import in_memory, inspect, opening

_PATIENCE = 0.2


@dataclass(frozen=True, slots=True)
class FileSummary:
    """The name of a plan; ``saved_at`` is local time in ISO format, ``borrowed`` what a working copy remembers."""

    plan_id: str
    school: str
    start_year: int
    end_year: int
    version: int
    saved_at: str
    revision: int
    borrowed: str = ""


def read_summary(path: Path) -> FileSummary:
    """Raises CannotOpen, NotAPlan, NewerFile or Damaged; the file's pages are not looked through."""
    inspect(path)
    with opening(path), closing(in_memory(path, _PATIENCE)) as connection:
        row = connection.execute(
            'SELECT "plan".id, school.name, start_year, end_year, version,'
            " coalesce((SELECT at FROM plan_edits ORDER BY revision DESC LIMIT 1),"
            " (SELECT value FROM meta WHERE key = 'made_at'), ''),"
            " coalesce((SELECT max(revision) FROM plan_edits), 0),"
            " coalesce((SELECT value FROM meta WHERE key = 'note:borrowed'), '')"
            ' FROM "plan" LEFT JOIN school ON school.single = "plan".single'
        ).fetchone()
    if row is None or not all(isinstance(year, int) for year in row[2:5]):
        raise Damaged(path=path, detail="no plan row")
    plan_id, school, start, end, version, saved_at, revision, borrowed = row
    names = str(plan_id), str(school or "")
    return FileSummary(*names, start, end, version, str(saved_at), int(revision), str(borrowed))


def plan_id_of(path: Path) -> str:
    """The plan's id, or nothing where it cannot be read."""
    try:
        return read_summary(path).plan_id
    except PmiError:
        return ""


def evidence_named_in(path: Path) -> set[str]:
    """The SHA-256 of the attached files that the plan in a file and its delivered versions name.

    Raises CannotOpen, NotAPlan, NewerFile or Damaged.
    """
    inspect(path)
    with opening(path), closing(in_memory(path, _PATIENCE)) as connection:
        named = {row[0] for row in connection.execute("SELECT sha256 FROM evidences")}
        for (text,) in connection.execute("SELECT plan FROM versions"):
            named |= _digests(text)
    return named


def _digests(text: str) -> set[str]:
    """Whatever in a text looks like a SHA-256: too much is kept rather than too little."""
    return set(re.findall(r"[0-9a-f]{64}", text))
