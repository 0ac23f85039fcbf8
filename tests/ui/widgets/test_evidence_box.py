"""Files attached in the window: without holding it up, with a way back, and never more than was meant."""

import os
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Event
from time import perf_counter

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QListView, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.attachments import Keeping, evidence_about, keep_files
from pmi_desktop.services.delivering import desk_at
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.hand_in import Request, hand_in
from pmi_desktop.services.packages import verify
from pmi_desktop.services.sending import Progress, silent
from pmi_desktop.ui.pages.progress import ProgressPage
from pmi_desktop.ui.widgets import evidence_box
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from tests.official.test_pictures import photo
from tests.samples import NOW, make
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, wait_until
from tests.ui.pages.test_progress import opened, two_actions

ABOUT = (ActionProgress.KIND, "c1/a1")


def box_of(one: Bench) -> EvidenceBox:
    return opened(one).panel.evidence


def files(folder: Path, *names: str) -> list[Path]:
    """Small files, each with its own bytes."""
    for name in names:
        (folder / name).write_bytes(f"bytes de {name}".encode())
    return [folder / name for name in names]


def named(plan: Plan) -> list[str]:
    return [one.name for one in evidence_about(plan, ABOUT)]


def attach(one: Bench, *sources: Path) -> None:
    box = box_of(one)
    box.attach(sources)
    wait_until(lambda: not box.working.busy)


def said(one: Bench) -> str:
    return one.frame.notice.text.replace("\N{NO-BREAK SPACE}", " ")


def lines(box: EvidenceBox) -> list[str]:
    return [box.model.index(row).data().replace("\N{NO-BREAK SPACE}", " ") for row in range(box.model.rowCount())]


def test_files_chosen_are_kept_named_said_and_taken_back(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(two_actions())
    box = box_of(one)
    sources = [str(path) for path in files(tmp_path, "acta.pdf", "lista.xlsx")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (sources, ""))
    one.find(QPushButton, "attach").click()
    wait_until(lambda: named(one.plan) == ["acta.pdf", "lista.xlsx"])
    assert said(one) == "2 archivos adjuntados: 36 bytes."
    assert all(one.context.opened.evidence.verify(each.sha256) for each in evidence_about(one.plan, ABOUT))
    assert lines(box)[0] == "acta.pdf\n17 bytes · va en el paquete"
    one.frame.undo()
    assert named(one.plan) == []
    one.frame.redo()
    assert named(one.plan) == ["acta.pdf", "lista.xlsx"]
    one.frame.autosave.save()
    wait_until(lambda: one.on_disk() == one.plan)


def test_files_can_be_let_go_on_the_box(bench: OpenBench, tmp_path: Path) -> None:
    one = bench(two_actions())
    box = box_of(one)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path, "foto ñ.jpg")])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    box.dropEvent(drop)
    wait_until(lambda: named(one.plan) == ["foto ñ.jpg"])
    (kept,) = evidence_about(one.plan, ABOUT)
    assert (kept.media_type, kept.in_package) == ("image/jpeg", False)


def test_pictures_become_smaller_unless_somebody_minds(bench: OpenBench, tmp_path: Path) -> None:
    one = bench(two_actions())
    big = tmp_path / "grande.jpg"
    big.write_bytes(photo(quality=97))
    attach(one, big)
    (small,) = evidence_about(one.plan, ABOUT)
    assert (small.size or 0) < big.stat().st_size
    assert "(eran " in said(one)
    one.find(QCheckBox, "smaller_pictures").setChecked(False)
    attach(one, big)
    assert [each.size for each in evidence_about(one.plan, ABOUT)] == [small.size, big.stat().st_size]
    one.frame.go("school")
    one.frame.forget_hidden_pages()
    assert not box_of(one)._smaller.isChecked()


def test_a_picture_with_minors_leaves_the_package_until_it_is_put_there_on_purpose(
    bench: OpenBench, tmp_path: Path
) -> None:
    one = bench(two_actions())
    attach(one, *files(tmp_path, "salida.jpg"))
    box = box_of(one)
    assert box._warning.isVisibleTo(box)
    inside, minors = (one.find(QCheckBox, f"evidences.{name}") for name in ("in_package", "shows_minors"))
    inside.click()
    minors.click()
    (kept,) = evidence_about(one.plan, ABOUT)
    assert (kept.shows_minors, kept.in_package) == (True, False)
    wait_until(lambda: not inside.isChecked())
    inside.click()
    (kept,) = evidence_about(one.plan, ABOUT)
    assert (kept.shows_minors, kept.in_package) == (True, True)
    wait_until(lambda: "autorización escrita" in box._warning.text())
    assert "se reconocen menores" in lines(box)[0]


def test_the_same_file_again_is_said_and_what_could_run_is_left_out(bench: OpenBench, tmp_path: Path) -> None:
    one = bench(two_actions())
    acta, program = files(tmp_path, "acta.pdf", "juego.exe")
    attach(one, acta)
    attach(one, acta)
    assert (named(one.plan), said(one)) == (["acta.pdf"], "Ya estaba adjunto.")
    attach(one, program, *files(tmp_path, "otra.pdf"))
    assert named(one.plan) == ["acta.pdf", "otra.pdf"]
    assert "«juego.exe» no se puede adjuntar" in said(one)


def test_a_copy_is_opened_and_saved_and_missing_bytes_are_told(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(two_actions())
    attach(one, *files(tmp_path, "acta.pdf"))
    box = box_of(one)
    seen: list[Path] = []

    def show(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    box.open()
    wait_until(lambda: seen)
    assert (seen[0].name, seen[0].read_bytes()) == ("acta.pdf", b"bytes de acta.pdf")
    assert one.context.opened.evidence.path not in seen[0].parents
    target = tmp_path / "fuera.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    box.save_as()
    wait_until(target.exists)
    shutil.rmtree(one.context.opened.evidence.path)
    one.frame.go("school")
    one.frame.forget_hidden_pages()
    box = box_of(one)
    wait_until(lambda: "falta el archivo" in lines(box)[0])
    box.open()
    wait_until(lambda: "no está junto al plan" in said(one))
    attach(one, tmp_path / "acta.pdf")
    wait_until(lambda: one.context.opened.evidence.find(evidence_about(one.plan, ABOUT)[0].sha256))


def test_an_older_look_at_the_disk_that_ends_last_is_not_believed(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(two_actions())
    box, present = box_of(one), EvidenceFolder.present
    held, go_on = Event(), Event()

    def slowly(self: EvidenceFolder) -> dict[str, Path]:
        found = present(self)
        if found and not held.is_set():
            held.set()
            go_on.wait(90)
        return found

    monkeypatch.setattr(EvidenceFolder, "present", slowly)
    attach(one, *files(tmp_path, "uno.pdf"))
    wait_until(held.is_set)
    attach(one, *files(tmp_path, "dos.pdf"))
    wait_until(lambda: box._there is not None)
    go_on.set()
    one.at_rest()
    assert len(lines(box)) == 2
    assert not any("falta el archivo" in line for line in lines(box))


def test_taking_one_away_can_be_undone_and_its_bytes_stay(bench: OpenBench, tmp_path: Path) -> None:
    one = bench(two_actions())
    attach(one, *files(tmp_path, "uno.pdf", "dos.pdf"))
    box = box_of(one)
    view = box.findChild(QListView, Evidence.KIND)
    assert view is not None
    gone = evidence_about(one.plan, ABOUT)[0]
    box.focus(gone.id)
    box.remove()
    assert named(one.plan) == ["dos.pdf"]
    assert one.context.opened.evidence.verify(gone.sha256)
    one.frame.undo()
    assert named(one.plan) == ["uno.pdf", "dos.pdf"]


def test_stopping_names_nothing_and_leaves_nothing(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(two_actions())
    box = box_of(one)
    half_way, stopped = Event(), Event()

    def keep_until_stopped(
        folder: EvidenceFolder, sources: Sequence[Path], *, shrink: bool, progress: Progress
    ) -> Keeping:
        def tell(words: str, part: float) -> None:
            if part > 0.5:
                half_way.set()
                stopped.wait(90)
            progress(words, part)

        return keep_files(folder, sources, shrink=shrink, progress=tell)

    monkeypatch.setattr(evidence_box, "keep_files", keep_until_stopped)
    box.attach(files(tmp_path, *(f"{number}.pdf" for number in range(20))))
    wait_until(half_way.is_set)
    one.find(QPushButton, "stop_job").click()
    stopped.set()
    wait_until(lambda: not box.working.busy)
    assert (named(one.plan), said(one)) == ([], "Se detuvo a pedido suyo: no quedó nada a medias.")
    assert not one.context.opened.evidence.path.exists()


def test_leaving_the_page_does_not_lose_what_is_on_its_way(bench: OpenBench, tmp_path: Path) -> None:
    one = bench(two_actions())
    box = box_of(one)
    box.attach(files(tmp_path, *(f"{number}.pdf" for number in range(20))))
    one.frame.go("school")
    one.frame.forget_hidden_pages()
    wait_until(lambda: len(named(one.plan)) == 20)


def test_files_of_an_action_that_is_gone_are_still_seen(bench: OpenBench, example_plan: Plan) -> None:
    evidence = make(
        Evidence, id="ev1", name="foto.jpg", sha256="0" * 64, about=(About(kind="action_progress", key="c1/a1"),)
    )
    plan = example_plan.after(gestures.add(example_plan, evidence))
    action = plan.get(Action, "a1")
    assert action is not None
    one = bench(plan.after(gestures.remove(plan, action)))
    page = one.page("progress")
    assert isinstance(page, ProgressPage)
    assert page.loose.isVisibleTo(page)
    assert page.focus_field((Evidence.KIND, "ev1"), "")
    page.loose.remove()
    assert one.plan.all(Evidence) == ()
    assert not page.loose.isVisibleTo(page)


def silence_in(during: Callable[[], bool]) -> float:
    """The longest time for which the window did not answer while something lasted, as a part of all that time.

    A part, not seconds: on a busy machine both grow.
    """
    start = last = perf_counter()
    worst = 0.0

    def tick() -> None:
        nonlocal last, worst
        now = perf_counter()
        worst, last = max(worst, now - last), now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    wait_until(lambda: not during(), 500)
    timer.stop()
    return worst / (perf_counter() - start)


def photos(folder: Path, count: int, width: int, height: int) -> list[Path]:
    """As many photographs, each of its own grain, of some megabytes where they are large."""
    grain = Image.effect_noise((width, height), 80).convert("RGB")
    made = []
    for number in range(count):
        path = folder / f"foto {number}.jpg"
        grain.putpixel((number, 0), (255, 0, 0))
        grain.save(path, "JPEG", quality=90, comment=os.urandom(16))
        made.append(path)
    return made


def test_the_window_answers_while_pictures_are_attached(bench: OpenBench, tmp_path: Path, qapp: QApplication) -> None:
    one = bench(two_actions())
    box = box_of(one)
    silences = []
    for turn in range(3):  # a busy machine may hold up one of them
        folder = tmp_path / str(turn)
        folder.mkdir()
        box.attach(photos(folder, 5, 2000, 1500))
        silences.append(silence_in(lambda: box.working.busy))
        if silences[-1] < 0.5:
            break
    assert min(silences) < 0.5
    assert len(named(one.plan)) == 5 * len(silences)


def attached_shrunk_and_handed_in(one: Bench, sources: list[Path], tmp_path: Path, *, patience: float) -> None:
    """Photographs on their whole way: attached, made smaller, kept, seen in the next window, in a package.

    ``patience`` is the part of the time for which the window may be silent at once.
    """
    box = box_of(one)
    box.attach(sources)
    assert silence_in(lambda: box.working.busy) < patience
    kept = evidence_about(one.plan, ABOUT)
    assert len(kept) == len(sources)
    folder = one.context.opened.evidence
    for each in kept:
        assert folder.verify(each.sha256)
        with Image.open(folder.path / f"{each.sha256}.jpg") as picture:
            assert max(picture.size) == 1600
    one.frame.autosave.save()
    wait_until(lambda: one.on_disk() == one.plan)
    one.close()
    again = one.reopened()
    lines = box_of(again).model
    wait_until(lambda: lines.rowCount() == len(sources))
    assert not any("falta el archivo" in lines.index(row).data() for row in range(lines.rowCount()))
    desk = desk_at(again.path, tmp_path, again.context.reference, NOW.date())
    _, place = hand_in(again.plan, Request(draft=True, evidence="all"), desk, tmp_path, silent)
    packed = {path.stem: path.read_bytes() for path in (place / "evidencias").iterdir()}
    assert packed.keys() == {each.sha256 for each in kept}
    assert all(sha256(data).hexdigest() == name for name, data in packed.items())
    assert verify(place).whole
    again.close()


def test_forty_photos(bench: OpenBench, tmp_path: Path) -> None:
    attached_shrunk_and_handed_in(bench(two_actions()), photos(tmp_path, 40, 1700, 60), tmp_path, patience=1)


@pytest.mark.torture
@pytest.mark.timeout(600)
def test_forty_photos_of_five_megabytes(bench: OpenBench, tmp_path: Path) -> None:
    sources = photos(tmp_path, 40, 3400, 2550)
    assert min(path.stat().st_size for path in sources) > 4_500_000
    attached_shrunk_and_handed_in(bench(two_actions()), sources, tmp_path, patience=0.1)
