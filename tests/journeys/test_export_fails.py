"""A delivery that cannot be written: no room, no folder any more, stopped half-way; nothing is left half done."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.package.assembling import Package
from pmi_desktop.services.packages import verify
from pmi_desktop.ui.pages.hand_in import HandInPage
from tests.small_disk import make_larger, small_disk
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, wait_until

Tick = Callable[[int], None]
SAVE = {"carpeta": "save_package_folder", "zip": "save_package_zip"}


def button(one: Bench, name: str) -> QPushButton:
    return one.find(QPushButton, name)


def said(one: Bench) -> str:
    return one.find(QLabel, "package_result").text()


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """What somebody picks as the place for packages, forms and files."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "entrega.zip"), ""))


def prepared(one: Bench) -> HandInPage:
    """The page with a package that only has to be written."""
    page = one.page("hand_in")
    assert isinstance(page, HandInPage)
    button(one, "prepare_package").click()
    wait_until(lambda: button(one, "save_package_folder").isVisible())
    return page


def meddle(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Do something once, when part of a package has been written."""
    left = [act]

    def late(tick: Tick) -> Tick:
        seen = 0

        def tell(count: int) -> None:
            nonlocal seen
            seen += 1
            if seen == 3 and left:
                left.pop()()
            tick(count)

        return tell

    folder, archive = Package.write_folder, Package.write_zip
    monkeypatch.setattr(Package, "write_folder", lambda own, place, tick: folder(own, place, late(tick)))
    monkeypatch.setattr(Package, "write_zip", lambda own, out, tick: archive(own, out, late(tick)))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "memoria", 160) as place:
        yield place


def test_a_stick_without_room(
    bench: OpenBench, example_plan: Plan, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, disk)
    one = bench(example_plan)
    prepared(one)
    button(one, SAVE["carpeta"]).click()
    wait_until(lambda: button(one, "retry_package").isVisible())
    assert "No hay espacio" in said(one)
    assert list(disk.iterdir()) == []
    assert one.plan.all(Delivery) == ()

    button(one, "save_all_forms").click()
    wait_until(lambda: "No hay espacio" in one.frame.notice.text)
    assert list(disk.iterdir()) == []

    older = disk / "formato.pdf"
    older.write_bytes(b"%PDF older")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(older), ""))
    one.frame.notice.hide()
    (disk / "fotos").write_bytes(bytes(100_000))
    button(one, "save_pdf_D02.03.F01-V5").click()
    wait_until(lambda: one.frame.notice.isVisible() and "No hay espacio" in one.frame.notice.text)
    assert older.read_bytes() == b"%PDF older"
    assert {path.name for path in disk.iterdir()} == {"formato.pdf", "fotos"}

    make_larger(disk, 4096)
    button(one, "retry_package").click()
    wait_until(lambda: button(one, "open_package").isVisible())
    (made,) = [path for path in disk.iterdir() if path.is_dir()]
    assert verify(made).whole
    assert len(one.plan.all(Delivery)) == 1


@pytest.mark.parametrize("kind", SAVE)
def test_a_folder_that_goes_away_half_way(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    stick = tmp_path / "memoria"
    stick.mkdir()
    choose(monkeypatch, stick)
    one = bench(example_plan)
    prepared(one)
    meddle(monkeypatch, lambda: shutil.rmtree(stick))
    button(one, SAVE[kind]).click()
    wait_until(lambda: button(one, "retry_package").isVisible())
    assert "memoria" in said(one)
    assert "otra" in said(one)
    assert not stick.exists()
    assert one.plan.all(Delivery) == ()
    stick.mkdir()
    button(one, "retry_package").click()
    wait_until(lambda: button(one, "open_package").isVisible())
    (made,) = stick.iterdir()
    assert verify(made).whole


@pytest.mark.parametrize("kind", SAVE)
def test_stopped_half_way(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    stick = tmp_path / "memoria"
    stick.mkdir()
    choose(monkeypatch, stick)
    one = bench(example_plan)
    page = prepared(one)
    begun, stopped = threading.Event(), threading.Event()

    def wait_for_stop() -> None:
        begun.set()
        assert stopped.wait(60)

    meddle(monkeypatch, wait_for_stop)
    button(one, SAVE[kind]).click()
    wait_until(begun.is_set)
    stop = page.package.working.findChild(QPushButton, "stop_job")
    assert isinstance(stop, QPushButton)
    stop.click()
    stopped.set()
    wait_until(lambda: "Se detuvo a pedido suyo" in said(one))
    assert list(stick.iterdir()) == []
    assert one.plan.all(Delivery) == ()
    button(one, "retry_package").click()
    wait_until(lambda: button(one, "open_package").isVisible())
    assert verify(next(stick.iterdir())).whole
