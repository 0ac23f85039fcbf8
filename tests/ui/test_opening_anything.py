"""Whatever is opened in the window in place of a plan: a sentence, the offer that helps, and the file as it was."""

import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from pmi_desktop.services import workspace as opening
from pmi_desktop.services.places import Place
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage import sqlite
from pmi_desktop.storage.sqlite import journal_of
from pmi_desktop.ui.window import MainWindow
from tests.cli.test_opening_anything import HARMS, NAMES, renamed, unknown_edition
from tests.samples import example_plan
from tests.ui.driving import at_rest, fast_folder, open_window, surroundings, wait_until
from tests.ui.looking import cut_off, overlapping, sideways, unreadable
from tests.ui.test_screens import keep

RECOVER = "Recuperar esa copia"


@pytest.fixture
def own() -> Iterator[Workspace]:
    folder = fast_folder()
    yield surroundings(folder).workspace
    shutil.rmtree(folder)


@pytest.fixture
def plan(own: Workspace) -> Path:
    """A plan with a backup."""
    path = own.create(example_plan())
    own.back_up(path)
    return path


@pytest.fixture
def opened(qapp: QApplication, own: Workspace) -> Iterator[Callable[[Path], MainWindow]]:
    windows: list[MainWindow] = []

    def open_it(path: Path) -> MainWindow:
        windows.append(open_window(qapp, own.data, path))
        return windows[-1]

    yield open_it
    for one in windows:
        one.close()
        one.deleteLater()


def offer_of(window: MainWindow) -> QPushButton:
    found = window.notice.findChild(QPushButton, "notice_act")
    assert found is not None
    return found


def told(window: MainWindow) -> str:
    """What it says in the end."""
    wait_until(lambda: window.notice.isVisible() and not window.notice.text.startswith("Abriendo"))
    return window.notice.text


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("empty", RECOVER), ("other_database", RECOVER), ("truncated", RECOVER), ("flipped", RECOVER), ("newer", ""),
        ("gone", ""), ("folder", ""),
    ],
)  # fmt: skip
def test_what_is_no_sound_plan_is_said_with_the_offer_that_helps(
    plan: Path, opened: Callable[[Path], MainWindow], name: str, offer: str
) -> None:
    harm, words = HARMS[name]
    harm(plan)
    before = plan.read_bytes() if plan.is_file() else None
    window = opened(plan)
    if offer:
        wait_until(lambda: offer_of(window).text() == offer)
    said = told(window)
    assert all(word in said for word in words), said
    assert offer_of(window).text() == offer
    at_rest(window.tasks)
    keep(window, f"abrir {name}-100-light")
    assert [*cut_off(window), *sideways(window), *overlapping(window), *unreadable(window)] == []
    assert (plan.read_bytes() if plan.is_file() else None) == before
    if offer:
        offer_of(window).click()
        wait_until(lambda: window.frame is not None)
        assert window.frame is not None
        assert window.frame.context.plan == example_plan()
        assert before in [one.read_bytes() for one in plan.parent.glob("*.dañado-*")], "nothing is deleted"


def test_a_plan_with_an_edition_of_the_guide_that_is_not_here_is_said(
    plan: Path, opened: Callable[[Path], MainWindow]
) -> None:
    unknown_edition(plan)
    before = plan.read_bytes()
    window = opened(plan)
    assert "Actualice PMI Escritorio" in told(window)
    assert window.frame is None
    assert [one.name for one in plan.parent.iterdir()] == [plan.name], "its lock is given back"
    assert plan.read_bytes() == before


@pytest.mark.parametrize("name", NAMES)
def test_any_name_that_the_disk_takes_is_opened(plan: Path, opened: Callable[[Path], MainWindow], name: str) -> None:
    window = opened(renamed(plan, name))
    wait_until(lambda: window.frame is not None)
    assert window.opened is not None
    assert not window.opened.editor.read_only


def test_a_journal_left_by_a_power_cut_and_a_dead_lock_are_no_obstacle(
    plan: Path, opened: Callable[[Path], MainWindow]
) -> None:
    journal_of(plan).write_bytes(struct.pack(">8sII", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 0, 0) + bytes(512))
    plan.with_name(f"{plan.name}.lock").write_text('{"user": "rectora", "program": "la ventana"}')
    window = opened(plan)
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    assert window.frame.context.plan == example_plan()


def test_a_file_that_another_program_holds_is_said(
    plan: Path, opened: Callable[[Path], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        window = opened(plan)
        assert "Otro programa tiene abierto" in told(window)
        assert window.frame is None
        keep(window, "abrir ocupado-100-light")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place.REMOVABLE, "memoria USB. No la retire"),
        (Place.NETWORK, "carpeta de red"),
        (Place.CLOUD, "se sincroniza con internet"),
    ],
)
def test_where_a_plan_lies_badly_it_is_said(
    plan: Path, opened: Callable[[Path], MainWindow], monkeypatch: pytest.MonkeyPatch, place: Place, words: str
) -> None:
    monkeypatch.setattr(opening, "place_of", lambda _: place)
    window = opened(plan)
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    assert words in window.frame.notice.text
