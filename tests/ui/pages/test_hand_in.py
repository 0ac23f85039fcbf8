"""Handing in through the window: blocked, prepared, written, read back, noted down; and nothing half done."""

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.handing_in import Delivery, Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services import files, packages
from pmi_desktop.ui.pages import hand_in_forms, hand_in_package
from pmi_desktop.ui.pages.hand_in import HandInPage
from pmi_desktop.ui.widgets.page_preview import PagePreview
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, type_text, wait_until

ChooseFolder = Callable[[Path], None]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> ChooseFolder:
    """`folder(path)`: what somebody chooses in the picker."""

    def choose(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))

    return choose


def button(bench: Bench, name: str) -> QPushButton:
    return bench.find(QPushButton, name)


def text(bench: Bench, name: str) -> str:
    return bench.find(QLabel, name).text()


def prepare(bench: Bench) -> None:
    """Prepare the package and wait for it."""
    button(bench, "prepare_package").click()
    wait_until(lambda: button(bench, "save_package_folder").isVisible())


def hand_in(bench: Bench) -> None:
    """Prepare and write it where the picker says."""
    prepare(bench)
    button(bench, "save_package_folder").click()
    wait_until(lambda: button(bench, "open_package").isVisible() or button(bench, "retry_package").isVisible())


def test_the_plan_goes_into_a_folder_and_comes_back_whole(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder
) -> None:
    folder(tmp_path)
    one = bench(example_plan)
    one.page("hand_in")
    prepare(one)
    told = text(one, "package_contents")
    assert "Constancia de entrega.pdf" in told
    assert "\N{NO-BREAK SPACE}kB en 8 archivos" in told
    hand_in(one)
    said = text(one, "package_result")
    assert "Se leyó otra vez y está completo" in said
    assert "puede retirar la memoria" in said.lower()
    found = packages.verify(tmp_path / next(path.name for path in tmp_path.iterdir() if path.name.startswith("PMI")))
    assert found.whole
    assert found.verdict.manifest is not None
    (noted,) = one.plan.all(Delivery)
    assert (noted.moment, noted.version, noted.package_code) == ("plan", 1, found.verdict.manifest.code)
    assert found.verdict.manifest.short_code in said
    assert found.verdict.manifest.folder in text(one, "upload_steps")
    assert one.frame.notice.text == "Entrega anotada"
    wait_until(lambda: not button(one, "open_package").visibleRegion().isEmpty())
    one.frame.undo()
    assert one.plan.all(Delivery) == ()


def test_a_zip_is_one_file(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def choose(*args: object) -> tuple[str, str]:
        proposed.append(str(args[2]))
        return str(tmp_path / "entrega"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    one = bench(example_plan)
    one.page("hand_in")
    prepare(one)
    button(one, "save_package_zip").click()
    wait_until(lambda: button(one, "open_package").isVisible())
    assert proposed[0].endswith("versión 1.zip")
    assert packages.verify(tmp_path / "entrega.zip").whole


def test_what_blocks_is_named_leads_there_and_leaves_only_a_draft(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder
) -> None:
    folder(tmp_path)
    one = bench(example_plan.after(gestures.change(example_plan, example_plan.school, head_name="")))
    one.page("hand_in")
    draft = one.find(QCheckBox, "draft")
    assert draft.isChecked()
    assert not draft.isEnabled()
    hand_in(one)
    assert "BORRADOR" in text(one, "package_result")
    assert one.plan.all(Delivery) == ()
    assert one.plan.info.version == 1
    blocking = one.find(QListView, "blocking")
    blocking.activated.emit(blocking.model().index(0, 0))
    wait_until(one.find(QLineEdit, "school.head_name").hasFocus)
    type_text(one.find(QLineEdit, "school.head_name"), "Yolima")
    one.page("hand_in")
    assert not draft.isChecked()
    assert not one.find(QListView, "blocking").isVisible()


def test_another_change_needs_another_package(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("hand_in")
    prepare(one)
    one.find(QCheckBox, "contacts").click()
    assert not button(one, "save_package_folder").isVisible()
    prepare(one)
    one.context.apply(gestures.change(one.plan, one.plan.school, phone="310"))
    wait_until(lambda: not button(one, "save_package_folder").isVisible())


def test_a_full_disk_is_said_leaves_nothing_and_can_be_tried_again(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    one = bench(example_plan)
    one.page("hand_in")
    with monkeypatch.context() as broken:

        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        broken.setattr(files, "_to_disk", full)
        hand_in(one)
        assert "No hay espacio" in text(one, "package_result")
        assert one.plan.all(Delivery) == ()
        assert [path for path in tmp_path.iterdir() if path.name.startswith(("PMI", "."))] == []
    button(one, "retry_package").click()
    wait_until(lambda: button(one, "open_package").isVisible())
    assert len(one.plan.all(Delivery)) == 1


def test_a_folder_that_is_gone_is_said(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder
) -> None:
    folder(tmp_path / "memoria" / "PMI")
    one = bench(example_plan)
    one.page("hand_in")
    hand_in(one)
    assert "No existe la carpeta" in text(one, "package_result")
    assert not (tmp_path / "memoria").exists()


def held_up(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> tuple[Event, Event]:
    """A job of a page waits at its beginning: that it got there, and that it may go on."""
    there, go_on, job = Event(), Event(), getattr(module, name)

    def held(*args: object) -> object:
        there.set()
        go_on.wait(90)
        return job(*args)

    monkeypatch.setattr(module, name, held)
    return there, go_on


def test_the_delivery_is_noted_whatever_page_is_open_by_then(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    one = bench(example_plan)
    one.page("hand_in")
    there, go_on = held_up(monkeypatch, hand_in_package, "write")
    prepare(one)
    button(one, "save_package_folder").click()
    wait_until(there.is_set)
    one.frame.go("school")
    one.frame.forget_hidden_pages()
    go_on.set()
    wait_until(lambda: one.plan.all(Delivery))
    wait_until(lambda: one.frame.notice.text == "Entrega anotada")
    one.at_rest()


def test_forms_are_saved_whatever_page_is_open_by_then(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    one = bench(example_plan)
    one.page("hand_in")
    there, go_on = held_up(monkeypatch, hand_in_forms, "all_ready")
    button(one, "save_all_forms").click()
    wait_until(there.is_set)
    one.frame.go("school")
    one.frame.forget_hidden_pages()
    go_on.set()
    wait_until(lambda: one.frame.notice.text.startswith("Guardado en"))
    assert [path for path in tmp_path.iterdir() if path.name.startswith("Formatos")]


def test_it_can_be_stopped(bench: OpenBench, example_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    one = bench(example_plan)
    page = one.page("hand_in")
    assert isinstance(page, HandInPage)
    there, go_on = held_up(monkeypatch, hand_in_package, "prepared")
    button(one, "prepare_package").click()
    wait_until(there.is_set)
    stop = page.package.working.findChild(QPushButton, "stop_job")
    assert isinstance(stop, QPushButton)
    stop.click()
    go_on.set()
    wait_until(lambda: "Se detuvo a pedido suyo" in text(one, "package_result"))
    assert not button(one, "save_package_folder").isVisible()
    assert button(one, "prepare_package").isEnabled()


def test_the_attached_files_that_go_are_counted_before(bench: OpenBench, example_plan: Plan) -> None:
    kept = [
        Evidence(id="a", name="acta.pdf", size=2_000_000, sha256="0" * 64, in_package=True),
        Evidence(id="b", name="foto.jpg", size=3_000_000, sha256="1" * 64, shows_minors=True),
    ]
    one = bench(example_plan.after(gestures.add(example_plan, *kept)))
    one.page("hand_in")
    which = one.find(QComboBox, "evidence_choice")
    assert text(one, "evidence_sum") == "Va 1 archivo adjunto: 2,0\N{NO-BREAK SPACE}MB."
    which.setCurrentIndex(which.findData("all"))
    assert "1 queda fuera: se reconocen menores" in text(one, "evidence_sum")
    which.setCurrentIndex(which.findData("none"))
    assert text(one, "evidence_sum") == "No va ningún archivo adjunto."


def test_the_pages_of_a_form_are_shown_in_the_window(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("hand_in")
    assert isinstance(page, HandInPage)
    look = button(one, "look_D02.03.F01-V5")
    look.setFocus()
    look.click()
    pages = one.find(PagePreview, "form_pages")
    wait_until(lambda: pages.document.pages)
    assert pages.isVisible()
    assert not page.area.isVisible()
    assert example_plan.school.name in " ".join(run.text for run in pages.document.pages[0].texts())
    press(pages, Qt.Key.Key_PageDown)
    assert pages.page == 1
    press(pages, Qt.Key.Key_Escape)
    assert page.area.isVisible()
    assert look.hasFocus()


def test_a_form_is_saved_in_excel_and_pdf(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(example_plan)
    one.page("hand_in")
    for ending, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        target = tmp_path / f"formato.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        button(one, f"save_{ending}_D02.03.F02-V3.0").click()
        wait_until(target.exists)
        assert target.read_bytes().startswith(start)
        said = f"Guardado en {target}."
        wait_until(partial(_says, one, said))


def _says(bench: Bench, sentence: str) -> bool:
    return bench.frame.notice.text == sentence


def test_what_the_paper_would_not_show_is_said_before_it_is_written(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleepy = gestures.change(example_plan, example_plan.school, head_name="Yolima \N{SLEEPING SYMBOL}")
    one = bench(example_plan.after(sleepy))
    one.page("hand_in")
    target = tmp_path / "formato.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    button(one, "save_pdf_D02.03.F02-V3.0").click()
    wait_until(lambda: button(one, "save_anyway").isVisible())
    assert "salen como un cuadro: \N{SLEEPING SYMBOL}" in text(one, "form_remarks")
    assert not target.exists()
    button(one, "save_anyway").click()
    wait_until(target.exists)
    wait_until(lambda: not button(one, "save_anyway").isVisible())
    button(one, "look_D02.03.F02-V3.0").click()
    wait_until(lambda: "salen como un cuadro" in text(one, "preview_remarks"))


def test_all_forms_go_into_one_folder(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder
) -> None:
    folder(tmp_path)
    one = bench(example_plan)
    one.page("hand_in")
    button(one, "save_all_forms").click()
    wait_until(lambda: one.frame.notice.text.startswith("Guardado en"))
    (made,) = [path for path in tmp_path.iterdir() if path.name.startswith("Formatos")]
    assert len(list(made.iterdir())) == 4


def test_the_moment_says_which_forms_go(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("hand_in")
    moment = one.find(QComboBox, "moment")
    assert moment.currentText() == "El plan"
    moment.setCurrentIndex(moment.findData("checkpoint:c1"))
    assert moment.currentText().startswith("Corte 1")
    assert one.frame.page.findChild(QPushButton, "look_D02.03-V2") is not None
    moment.setCurrentIndex(moment.findData("closing:2026"))
    assert moment.currentText() == "Cierre de 2026"
    one.frame.go_to(("checkpoints", "c2"), "", "hand_in")
    assert moment.currentText().startswith("Corte 2")
    assert moment.hasFocus()


def test_what_the_other_side_says_is_noted_down(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, folder: ChooseFolder
) -> None:
    folder(tmp_path)
    one = bench(example_plan)
    one.page("hand_in")
    hand_in(one)
    channel = one.find(QComboBox, "deliveries.channel")
    channel.setCurrentIndex(channel.findData("enjambre"))
    type_text(one.find(QLineEdit, "deliveries.receipt_number"), "2026-041")
    type_text(one.find(QLineEdit, "deliveries.received_by"), "Marta")
    (noted,) = one.plan.all(Delivery)
    assert (noted.channel, noted.receipt_number, noted.received_by) == ("enjambre", "2026-041", "Marta")
    assert one.find(QWidget, f"deliveries:{noted.id}").isVisible()
    assert one.plan.info.version == 1
    assert one.find(QListView, "deliveries").currentIndex().data().startswith("El plan, versión 1\n")
    assert not one.find(QComboBox, "deliveries.checkpoint").isVisible()
    kind = one.find(QComboBox, "deliveries.moment")
    kind.setCurrentIndex(kind.findData("checkpoint"))
    cut = one.find(QComboBox, "deliveries.checkpoint")
    wait_until(cut.isVisible)
    cut.setCurrentIndex(cut.findData("c1"))
    wait_until(lambda: one.find(QListView, "deliveries").currentIndex().data().startswith("Corte 1\n"))
