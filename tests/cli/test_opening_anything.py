"""Whatever is given in place of a plan: one sentence that says what and what to do, and nothing is touched."""

import os
import sqlite3
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pmi_desktop.services.lock import PlanLock
from pmi_desktop.storage.sqlite import SCHEMA, journal_of
from tests.cli.conftest import Run
from tests.samples import NOW


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE clientes (nombre TEXT)")
        raw.commit()


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(byte ^ 0x55 for byte in data[4096:])
    path.write_bytes(bytes(data))


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version={SCHEMA + 1}")


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unknown_edition(path: Path) -> None:
    """A plan as a newer program may write it, with a later Guía 34."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE \"plan\" SET catalog = 'guia34-2040'")
        raw.commit()


HARMS: dict[str, tuple[Callable[[Path], None], tuple[str, str]]] = {
    "empty": (_empty, ("está vacío", "Restaure una copia")),
    "other_database": (_other_database, ("de otro programa y no se tocó", "Elija un archivo .pmi")),
    "truncated": (_truncated, ("está dañado", "Restaure una copia")),
    "flipped": (_flipped, ("está dañado", "Restaure una copia")),
    "newer": (_newer, ("versión más nueva", "Actualice el programa")),
    "gone": (_gone, ("No se encontró", "Revise el nombre")),
    "folder": (_folder, ("es una carpeta", "Elija un archivo")),
}
"""What a plan's file may have become, and what is said of it."""


@pytest.mark.parametrize("name", list(HARMS))
def test_what_is_no_sound_plan_is_said_and_left_as_it_is(run: Run, plan: Path, name: str) -> None:
    harm, words = HARMS[name]
    harm(plan)
    before = plan.read_bytes() if plan.is_file() else None
    for command in ("check", "dump", "profile", "backup"):
        done = run(command, plan)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 1
        assert all(word in done.err for word in words), done.err
    assert (plan.read_bytes() if plan.is_file() else None) == before


def test_a_plan_with_an_edition_of_the_guide_that_is_not_here_is_said(run: Run, plan: Path) -> None:
    unknown_edition(plan)
    for command in ("check", "profile"):
        done = run(command, plan)
        assert (done.code, done.out) == (2, "")
        assert "edición de la guía que este programa no tiene («guia34-2040»)" in done.err
    assert run("backup", plan).code == 0


NAMES = ("Año «Ñandú» y más.pmi", " con espacios .pmi", "240 letras.pmi")


def renamed(plan: Path, name: str) -> Path:
    """The plan under another name; the last of :data:`NAMES` stands for a path of 240 letters."""
    letters = "x" * (240 - len(str(plan.with_name(".pmi"))))
    return plan.rename(plan.with_name(f"{letters}.pmi" if name == NAMES[-1] else name))


@pytest.mark.parametrize("name", NAMES)
def test_any_name_that_the_disk_takes_is_opened(run: Run, plan: Path, name: str) -> None:
    path = renamed(plan, name)
    assert run("profile", path).code == 0
    assert run("backup", path).code == 0


def test_a_name_too_long_is_said(run: Run, plan: Path) -> None:
    done = run("check", plan.with_name("x" * 300 + ".pmi"))
    assert done.code == 2
    assert "Escríbalo más corto" in done.err


def test_a_journal_left_by_a_power_cut_is_played_back(run: Run, plan: Path) -> None:
    journal_of(plan).write_bytes(struct.pack(">8sII", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 0, 0) + bytes(512))
    assert run("profile", plan).code == 0


def test_a_plan_that_is_open_elsewhere_says_who_has_it(run: Run, plan: Path, example: Path) -> None:
    with PlanLock(plan, program="la ventana", at=NOW):
        done = run("import", example, plan, "--force")
        assert done.code == 2
        assert "está abierto" in done.err
        assert "(la ventana), desde el 13 de febrero de 2026 a las 10:42" in done.err
        assert run("profile", plan).code == 0, "looking needs no lock"


def test_a_lock_that_nobody_holds_any_more_is_no_obstacle(run: Run, plan: Path, example: Path) -> None:
    plan.with_name(plan.name + ".lock").write_text('{"user": "rectora", "program": "la ventana"}')
    assert run("import", example, plan, "--force").code == 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not bind an administrator")
def test_without_rights_it_is_said(run: Run, plan: Path) -> None:
    plan.chmod(0)
    done = run("check", plan)
    assert done.code == 2
    assert "No hay permiso" in done.err
