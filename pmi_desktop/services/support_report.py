"""«Guardar informe para soporte»: what somebody needs to find a fault from afar, and nobody's texts.

A ZIP of versions, the program's log, how many plans and backups there are and how large, and which settings are made.
No names of schools, people, plans or folders: whoever sends it need not look through it first.
"""

import io
import json
import platform
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pmi_desktop import __version__
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.logs import FAULT, LAST_FAULT, LOG
from pmi_desktop.services.files import CannotRead, read_bounded, write_whole
from pmi_desktop.services.places import place_of
from pmi_desktop.services.settings import FILE as SETTINGS

_LOGS = (LOG, *(f"{LOG}.{number}" for number in (1, 2, 3)), FAULT, LAST_FAULT)
_LARGEST_LOG = 4 << 20
_MOST_PLANS = 200
_INFORMATIVE = (bool, int, float)

LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "lxml", "openpyxl", "reportlab", "Pillow", "msgspec", "platformdirs")
"""Whose versions it tells; the installed program carries them for this."""


def save_report(target: Path, data: Path, now: datetime) -> Path:
    """Write the report of a data folder; raises ``CannotWrite``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("informe.json", json.dumps(_facts(data, now), ensure_ascii=False, indent=1))
        for name in _LOGS:
            text = _log(data / name, data)
            if text:
                archive.writestr(name, text)
    write_whole(target, out.getvalue())
    return target


def proposed_name(now: datetime) -> str:
    """The name, without its ending, under which it is saved unless somebody wants another."""
    return f"informe-pmi-{now:%Y%m%d-%H%M}"


def _facts(data: Path, now: datetime) -> dict[str, Any]:
    return {
        "program": __version__,
        "made_at": now.isoformat(timespec="minutes"),
        "installed": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "libraries": dict(_versions()),
        "data_folder": {"place": place_of(data / SETTINGS).value},
        "plans": list(_plans(data)),
        "backups": _backups(data / "copias"),
        "settings": _settings(data),
    }


def _versions() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, ""


def _plans(data: Path) -> Iterator[dict[str, Any]]:
    """The plans of the library by number: how large, of how many edits, and why one cannot be read."""
    from pmi_desktop.storage.summary import read_summary

    for path in sorted((data / "planes").glob("*.pmi"))[:_MOST_PLANS]:
        one: dict[str, Any] = {"bytes": _size(path), "journal": path.with_name(f"{path.name}-journal").exists()}
        try:
            one["revision"] = read_summary(path).revision
        except PmiError as problem:
            one |= {"problem": type(problem).__name__, "reason": str(problem.facts.get("reason", ""))}
        yield one


def _backups(folder: Path) -> dict[str, int]:
    sizes = [_size(path) for path in folder.glob("*/*.pmi")]
    return {"count": len(sizes), "bytes": sum(sizes)}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _settings(data: Path) -> dict[str, Any]:
    """The choices about the window that are numbers or yes and no; of all else only how much there is."""
    try:
        found = json.loads(read_bounded(data / SETTINGS, 1 << 20))
    except (CannotRead, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    options = found.get("options")
    shown = {
        name: value
        for name, value in (options.items() if isinstance(options, dict) else ())
        if isinstance(value, _INFORMATIVE) and name.isidentifier()
    }
    counted = {name: len(value) for name, value in found.items() if isinstance(value, list | dict)}
    return {"options": shown, "counted": {name: counted[name] for name in ("recent", "authors") if name in counted}}


def _log(path: Path, data: Path) -> str:
    """The log as it is, which quotes nobody; without the folders that may be called like a person."""
    try:
        text = read_bounded(path, _LARGEST_LOG).decode("utf-8", "replace")
    except CannotRead:
        return ""
    for folder, word in ((data, "<datos>"), (Path.home(), "<carpeta personal>")):
        text = text.replace(str(folder), word)
    return text
