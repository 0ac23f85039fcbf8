"""What a PC remembers between two starts: which installation it is, who works, which plans were open, how it looks.

A small JSON file in the data folder. Nothing in it is worth stopping for: one that cannot be read is put aside and
begun anew, and unknown keys of a newer program are kept.
"""

import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pmi_desktop.services.files import CannotRead, CannotWrite, make_folder, read_bounded, write_whole

logger = logging.getLogger(__name__)

FILE = "ajustes.json"
MOST_RECENT = 12
_LARGEST = 1 << 20
_INSTALLATION = re.compile(r"[A-Za-z0-9._-]{1,64}")

Option = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Recent:
    """A plan that was open on this PC, as it was when last seen; so that it can be named while its stick is away."""

    path: str
    plan_id: str = ""
    school: str = ""
    start_year: int = 0
    end_year: int = 0


class Settings:
    """The settings in a data folder; every change is written at once, whole or not at all, and never fails.

    Used from several threads: the window's memory and the library write in their own.
    """

    def __init__(self, folder: Path, new_id: Callable[[], str]) -> None:
        self._path = folder / FILE
        self._new_id = new_id
        self._changing = threading.RLock()
        self._values: dict[str, Any] = self._read()

    @property
    def installation(self) -> str:
        """The random id of this PC, made once."""
        with self._changing:  # two threads that ask first must hear the same
            found = self._values.get("installation")
            if isinstance(found, str) and _INSTALLATION.fullmatch(found):
                return found
            made = self._new_id()  # kept for this session even where the disk does not take it
            self._change(lambda: {"installation": made})
            return made

    def author(self, plan_id: str) -> str:
        """Who works on a plan on this PC: a member's id, or words; nothing if nobody was asked yet."""
        return str(self._group("authors").get(plan_id, ""))

    def set_author(self, plan_id: str, author: str) -> None:
        """Remembers who works on a plan."""
        self._change(lambda: {"authors": {**self._group("authors"), plan_id: author}})

    def option(self, name: str, default: Option) -> Option:
        """A choice about the window, of the type of its default."""
        found = self._group("options").get(name, default)
        same = isinstance(found, type(default)) and isinstance(found, bool) == isinstance(default, bool)
        return found if same else default

    def set_option(self, name: str, value: Option) -> None:
        """Remembers a choice about the window."""
        if self._group("options").get(name) != value:
            self._change(lambda: {"options": {**self._group("options"), name: value}})

    def recent(self) -> tuple[Recent, ...]:
        """The plans last opened, newest first."""
        found = self._values.get("recent")
        return tuple(one for data in found if (one := _recent(data))) if isinstance(found, list) else ()

    def remember(self, plan: Recent) -> None:
        """Puts a plan first among the recent ones."""
        self._change(lambda: {"recent": [asdict(one) for one in (plan, *self._recent_but(plan.path))][:MOST_RECENT]})

    def forget(self, path: str) -> None:
        """Takes a plan out of the recent ones; the file stays."""
        self._change(lambda: {"recent": [asdict(one) for one in self._recent_but(path)]})

    def _recent_but(self, path: str) -> list[Recent]:
        return [one for one in self.recent() if one.path != path]

    def _group(self, name: str) -> Mapping[str, Any]:
        found = self._values.get(name)
        return found if isinstance(found, dict) else {}

    def _change(self, values: Callable[[], dict[str, Any]]) -> None:
        """Other values, worked out from what the file holds now: another window may have written it meanwhile."""
        with self._changing:
            self._values = {**self._values, **self._read()}
            self._values = {**self._values, **values()}
            try:
                make_folder(self._path.parent)
                write_whole(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
            except CannotWrite as problem:
                logger.warning("settings not written: %s", problem.facts["reason"])

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(read_bounded(self._path, _LARGEST))
        except CannotRead as problem:
            if problem.facts["reason"] != "missing":
                self._put_aside()
            return {}
        except (ValueError, RecursionError):
            self._put_aside()
            return {}
        return found if isinstance(found, dict) else {}

    def _put_aside(self) -> None:
        with suppress(OSError):
            self._path.replace(self._path.with_suffix(".dañado.json"))


def _recent(data: Any) -> Recent | None:
    if not isinstance(data, dict) or not isinstance(data.get("path"), str):
        return None
    texts = {name: data[name] for name in ("plan_id", "school") if isinstance(data.get(name), str)}
    years = {name: data[name] for name in ("start_year", "end_year") if isinstance(data.get(name), int)}
    return Recent(data["path"], **texts, **years)
