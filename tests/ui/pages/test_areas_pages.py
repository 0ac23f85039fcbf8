"""Giving, working on, taking and telling areas in the real window, on a real stick."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from pmi_desktop.domain import gestures
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.school import Member, School
from pmi_desktop.services.area_loans import away
from pmi_desktop.ui.pages.self_assessment import SelfAssessmentPage
from tests.samples import example_plan, make_plan
from tests.services.lending import Computer
from tests.services.test_areas import RATING, goal, newer, writing
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, open_window, still_found, wait_until
from tests.ui.looking import cut_off, overlapping, sideways, unreadable
from tests.ui.test_screens import keep

LOOKS = [(100, "light"), (150, "dark")]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "memoria").mkdir()
    return tmp_path / "memoria"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, stick: Path) -> dict[str, Path]:
    """What the file pickers answer: `save` and `open`."""
    answers = {"save": stick / "a.pmiarea", "open": stick / "b.pmiarea"}
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(answers["save"]), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(answers["open"]), ""))
    return answers


def look_over(one: Bench, name: str) -> None:
    """Paint the window in small and large, and find nothing cut off."""
    for size, look in LOOKS:
        one.window.theme.set_size(size)
        one.window.theme.set_look(look)
        one.at_rest()
        one.frame.notice.hide()
        keep(one.window, f"{name}-{size}-{look}")
        assert still_found(lambda: [*cut_off(one.window), *sideways(one.window), *overlapping(one.window)]) == [], name
        assert unreadable(one.window) == [], name
        assert one.window.width() == 1366
    one.window.theme.set_size(100)
    one.window.theme.set_look("light")
    one.settle()


def press(one: Bench, name: str) -> None:
    button = one.find(QPushButton, name)
    assert button.isEnabled(), name
    button.click()


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)).replace("\u200b", "")


def test_an_area_is_given_in_the_window(bench: OpenBench, asked: dict[str, Path]) -> None:
    one = bench(example_plan())
    page = one.page("areas")
    assert not one.find(QPushButton, "give_area").isEnabled()
    one.find(QCheckBox, "give.area.2").setChecked(True)
    one.find(QPlainTextEdit, "give.note").setPlainText("Para el viernes, por favor.")
    look_over(one, "entregar-área")
    press(one, "give_area")
    wait_until(lambda: "comprobado" in texts(page))
    (loan,) = away(one.context.editor.notes)
    assert (loan.areas, loan.to, loan.note, loan.planning) == (
        ("2",), "Ramiro Ibarra Contreras", "Para el viernes, por favor.", False,
    )  # fmt: skip
    one.settle()
    assert "Gestión académica está con Ramiro Ibarra Contreras desde el 13 de febrero de 2026" in texts(page)
    look_over(one, "entregada-área")
    assert "Gestión académica está con Ramiro Ibarra Contreras" in texts(one.page("home"))


def test_changing_what_is_away_is_told_once_and_done(bench: OpenBench, asked: dict[str, Path]) -> None:
    one = bench(example_plan())
    page = one.page("areas")
    one.find(QCheckBox, "give.area.2").setChecked(True)
    press(one, "give_area")
    wait_until(lambda: "comprobado" in texts(page))
    one.context.apply(gestures.change(one.plan, one.plan.school, nit="900"))
    one.settle()
    assert "está con" not in one.frame.notice.text
    one.context.apply(writing("De aquí")(one.plan))
    wait_until(lambda: "está con Ramiro Ibarra Contreras" in one.frame.notice.text)
    rating = one.plan.get(Rating, RATING)
    assert rating is not None
    assert rating.evidence == "De aquí"
    one.frame.notice.hide()
    one.context.apply(writing("Otra vez")(one.plan))
    one.settle()
    assert not one.frame.notice.isVisible()


@pytest.fixture
def school(tmp_path: Path, stick: Path) -> Computer:
    school = Computer(tmp_path / "colegio", example_plan())
    school.give(stick / "a.pmiarea", "2", planning=False, author="t1")
    return school


def test_on_another_computer_it_opens_in_two_clicks_and_goes_back(
    qapp: QApplication, school: Computer, stick: Path, asked: dict[str, Path], tmp_path: Path
) -> None:
    asked["open"], asked["save"] = stick / "a.pmiarea", stick / "b.pmiarea"
    window = open_window(qapp, tmp_path / "casa")
    wait_until(lambda: "Buscando" not in window.start.waiting)
    bring = window.findChild(QPushButton, "bring")
    assert bring is not None
    bring.click()
    wait_until(lambda: (found := window.findChild(QPushButton, "bring_copy")) is not None and found.isVisible())
    keep(window, "traer-área")
    copy = window.findChild(QPushButton, "bring_copy")
    assert copy is not None
    assert copy.text() == "Traer esta área"
    copy.click()
    wait_until(lambda: window.frame is not None)
    assert window.opened is not None
    one = Bench(window, window.opened.path)
    bar = one.find(QFrame, "loan_bar")
    assert bar.isVisible()
    assert "Copia de trabajo: Gestión académica" in texts(bar)
    steps = one.find(QListView, "step_list")
    shown = [
        steps.model().index(row, 0).data(Qt.ItemDataRole.UserRole)
        for row in range(steps.model().rowCount())
        if not steps.isRowHidden(row)
    ]
    assert [step for step in shown if step] == ["self_assessment", "profile", "strengths", "priorities"]
    one.page("home")
    assert one.find(QPushButton, "go_on").text() == "Continuar: Autoevaluación"
    _only_the_area_is_there_to_be_rated(one)
    _the_rest_can_be_read_and_not_changed(one)
    one.context.apply(writing("Acta 7")(one.plan))
    page = one.page("areas")
    look_over(one, "devolver-área")
    press(one, "write_back")
    wait_until(lambda: "comprobado" in texts(page))
    window.close()
    window.deleteLater()
    before = school.plan
    school.take(stick / "b.pmiarea")
    assert school.plan == before.after(writing("Acta 7")(before))


def test_what_was_not_lent_offers_nothing_to_change(
    qapp: QApplication, school: Computer, stick: Path, tmp_path: Path
) -> None:
    home = Computer(tmp_path / "casa")
    home.borrow(stick / "a.pmiarea")
    window = open_window(qapp, tmp_path / "casa", home.path)
    wait_until(lambda: window.frame is not None)
    one = Bench(window, home.path)
    one.find(QCheckBox, "show_everything").setChecked(True)
    only_read = ("school", "sites", "team", "identity", "objectives", "goals", "actions", "budget", "checkpoints")
    assert {step: _enabled(one.page(step)) for step in only_read} == {step: set() for step in only_read}
    assert _enabled(one.page("outreach")) == {"print_minutes"}
    assert _enabled(one.page("evaluation")) == {"deliver", "families"}
    page = one.page("self_assessment")
    assert isinstance(page, SelfAssessmentPage)
    press(one, "meeting_mode")
    assert page.meeting is not None
    minutes = page.meeting.findChild(QPushButton, "meeting_minutes")
    assert minutes is not None
    assert not minutes.isEnabled()
    page.meeting.close()
    one.frame.go_to(("factors", "f1"), "description")
    assert one.find(QPlainTextEdit, "factors.description").isReadOnly() is False
    window.close()
    window.deleteLater()


def _enabled(page: QWidget) -> set[str]:
    """The buttons that can be pressed and the inputs that can be written in."""
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isEnabled()]
    inputs = [one for one in page.findChildren(QPlainTextEdit) if not one.isReadOnly()]
    lines = [one for one in page.findChildren(QLineEdit) if not one.isReadOnly() and one.isEnabled()]
    found: list[QWidget] = [*buttons, *inputs, *lines]
    return {one.objectName() or one.accessibleName() for one in found if one.isVisibleTo(page)} - {""}


def _only_the_area_is_there_to_be_rated(one: Bench) -> None:
    page = one.page("self_assessment")
    assert isinstance(page, SelfAssessmentPage)
    look_over(one, "trabajar-área")
    assert "19 de 19" in one.find(QLabel, "rating_counter").text()
    assert all((one.ident or ("", ""))[0] in ("ratings", "factors") for one in one.frame.checking.findings)
    one.find(QCheckBox, "show_everything").setChecked(True)
    assert "93 de 93" in one.find(QLabel, "rating_counter").text()
    one.find(QCheckBox, "show_everything").setChecked(False)


def _the_rest_can_be_read_and_not_changed(one: Bench) -> None:
    one.find(QCheckBox, "show_everything").setChecked(True)
    one.frame.go_to(("ratings", "as2025/3.1.1"), "evidence")
    assert one.find(QPlainTextEdit, "ratings.evidence").isReadOnly()
    look_over(one, "leer-lo-demás")
    one.frame.go_to(("ratings", RATING), "evidence")
    assert not one.find(QPlainTextEdit, "ratings.evidence").isReadOnly()
    before = one.plan
    one.context.apply(gestures.remove(before, before.all(Member)[0]))
    assert one.plan == before
    assert "Eso no se cambió" in one.frame.notice.text
    one.find(QCheckBox, "show_everything").setChecked(False)
    one.frame.notice.hide()


@pytest.fixture
def back(qapp: QApplication, stick: Path, tmp_path: Path) -> Iterator[Bench]:
    """The school's window, with area 2 lent and a file on the stick in which it comes back."""
    school, home = Computer(tmp_path / "colegio", example_plan()), Computer(tmp_path / "casa")
    school.give(stick / "a.pmiarea", "2")
    home.borrow(stick / "a.pmiarea")
    home.do(writing("De allá, con el acta 7"), goal("Otra meta"), writing("Ajena", "as2025/3.1.1"))
    home.give(stick / "b.pmiarea", "2")
    school.do(writing("De aquí, con el acta 4"), goal("Una tercera meta"))
    window = open_window(qapp, tmp_path / "colegio", school.path)
    wait_until(lambda: window.frame is not None)
    yield Bench(window, school.path)
    window.close()
    window.deleteLater()


def test_what_comes_back_is_shown_decided_and_taken_in_one_step(back: Bench, asked: dict[str, Path]) -> None:
    page = back.page("taking")
    before = back.plan
    press(back, "choose_area")
    wait_until(lambda: "De aquí, con el acta 4" in texts(page))
    take = back.find(QPushButton, "take")
    assert take.text() == "Recibir (falta decidir 2)"
    assert not take.isEnabled()
    said = texts(page)
    for words in ("2 en conflicto", "De aquí, con el acta 4", "De allá, con el acta 7", "no se pidió", "Ajena"):
        assert words in said
    look_over(back, "recibir-conflictos")
    rating = back.find(QFrame, f"conflict:ratings:{RATING}:evidence")
    written = rating.findChild(QRadioButton, "write")
    assert written is not None
    written.click()
    editor = rating.findChild(QPlainTextEdit, "written")
    assert editor is not None
    assert editor.toPlainText() == "De aquí, con el acta 4\n\nDe allá, con el acta 7"
    editor.setPlainText("Actas 4 y 7")
    theirs = back.find(QFrame, "conflict:goals:m11:text").findChild(QRadioButton, "theirs")
    assert theirs is not None
    theirs.click()
    look_over(back, "recibir-decidido")
    assert take.text() == "Recibir"
    take.click()
    wait_until(lambda: "Se recibió" in texts(page))
    expected = before.after(writing("Actas 4 y 7")(before))
    assert back.plan == expected.after(goal("Otra meta")(expected))
    look_over(back, "recibida-área")
    back.frame.undo()
    assert back.plan == before


@pytest.fixture
def spoiled(back: Bench, stick: Path, tmp_path: Path) -> dict[str, Path]:
    """What else may lie on a stick, by what the window says of it."""
    whole = (stick / "b.pmiarea").read_bytes()
    spoiled = bytearray(whole)
    spoiled[len(whole) // 2] ^= 4
    for name, data in {"mitad": whole[: len(whole) // 2], "dañado": bytes(spoiled), "vacío": b""}.items():
        (stick / name).write_bytes(data)
    other = Computer(tmp_path / "otro colegio", make_plan(School(name="IE La Palmita"), id="otro"))
    other.give(stick / "ajena", "2", to="Alguien")
    next_plan = Computer(tmp_path / "otro plan", make_plan(example_plan().school, id="otro-plan"))
    next_plan.give(stick / "otro plan", "2", to="Alguien")
    return {
        "Pida que se lo envíen otra vez": stick / "mitad",
        "falta o cambió": stick / "dañado",
        "no trae un área": stick / "vacío",
        "IE La Palmita": stick / "ajena",
        "es de otro plan de este establecimiento": stick / "otro plan",
        "es de una versión más nueva de PMI Escritorio": newer(stick / "b.pmiarea", stick / "nuevo"),
        "no trae un área. Elija": back.path,
        "No se encontró": stick / "nada",
    }


def test_what_cannot_be_taken_is_said_in_one_sentence_and_nothing_changes(
    back: Bench, asked: dict[str, Path], spoiled: dict[str, Path]
) -> None:
    page, before, on_disk = back.page("taking"), back.plan, back.path.read_bytes()
    said = {}
    for words, path in spoiled.items():
        asked["open"] = path
        press(back, "choose_area")
        wait_until(lambda path=path: f"«{path}»" in texts(page))  # type: ignore[misc]
        said[words] = words in texts(page)
        assert not back.find(QPushButton, "take").isVisibleTo(page)
        assert not back.find(QPushButton, "take_anyway").isVisibleTo(page)
    assert said == dict.fromkeys(spoiled, True)
    look_over(back, "recibir-dañado")
    assert (back.plan, back.path.read_bytes()) == (before, on_disk)


def test_an_older_return_is_said(back: Bench, asked: dict[str, Path], stick: Path, tmp_path: Path) -> None:
    Computer(tmp_path / "casa").give(stick / "c.pmiarea", "2")
    asked["open"] = stick / "c.pmiarea"
    page = back.page("taking")
    press(back, "choose_area")
    wait_until(lambda: back.find(QPushButton, "take").isVisibleTo(page))
    press(back, "all_ours")
    press(back, "take")
    wait_until(lambda: "Se recibió" in texts(page))
    asked["open"] = stick / "b.pmiarea"
    press(back, "choose_area")
    wait_until(lambda: "ya se recibió algo más nuevo" in texts(page))


def test_a_plan_that_does_not_remember_the_loan_takes_it_anyway(
    qapp: QApplication, school: Computer, asked: dict[str, Path], stick: Path, tmp_path: Path
) -> None:
    home = Computer(tmp_path / "casa")
    home.borrow(stick / "a.pmiarea")
    home.do(writing("Acta 7"))
    home.give(stick / "b.pmiarea", "2")
    restored = Computer(tmp_path / "restaurado", example_plan())
    window = open_window(qapp, tmp_path / "restaurado", restored.path)
    wait_until(lambda: window.frame is not None)
    one = Bench(window, restored.path)
    page, before = one.page("taking"), one.plan
    press(one, "choose_area")
    wait_until(lambda: one.find(QPushButton, "take_anyway").isVisibleTo(page))
    assert "no recuerda haber entregado" in texts(page)
    look_over(one, "recibir-de-todos-modos")
    press(one, "take_anyway")
    wait_until(lambda: one.find(QPushButton, "take").isVisibleTo(page))
    assert "Se entregó el 13 de febrero de 2026; aquí, desde entonces, nada ha cambiado." in texts(page)
    press(one, "take")
    wait_until(lambda: "Se recibió" in texts(page))
    assert one.plan == before.after(writing("Acta 7")(before))
    window.close()
    window.deleteLater()


def test_a_log_without_lines_says_so(bench: OpenBench) -> None:
    one = bench(make_plan(School(name="IE La Palmita")))
    page = one.page("log")
    wait_until(lambda: "Todavía no se ha cambiado nada en este plan." in texts(page))
    assert not one.find(QPushButton, "save_log").isEnabled()
    one.context.apply(gestures.change(one.plan, one.plan.school, nit="900"))
    one.page("home")
    one.page("log")
    wait_until(lambda: one.find(QListView, "log_chapters").model().rowCount() == 1)
    assert "Todavía no" not in texts(page)


def test_the_log_tells_who_did_what_and_leads_back(back: Bench, asked: dict[str, Path], stick: Path) -> None:
    page = back.page("taking")
    press(back, "choose_area")
    wait_until(lambda: back.find(QPushButton, "take").isVisibleTo(page))
    press(back, "all_theirs")
    press(back, "take")
    wait_until(lambda: "Se recibió" in texts(page))
    back.page("log")
    chapters, entries = back.find(QListView, "log_chapters"), back.find(QListView, "log_entries")
    wait_until(lambda: chapters.model().rowCount() > 1)
    told = [chapters.model().index(row, 0).data() for row in range(chapters.model().rowCount())]
    assert told[0].startswith("Ramiro Ibarra Contreras, Gestión académica: ")
    assert told[0].endswith(", 13 de febrero de 2026")
    back.frame.notice.hide()
    look_over(back, "qué-ha-pasado")
    rows = [entries.model().index(row, 0) for row in range(entries.model().rowCount())]
    to_rating = next(row for row in rows if "valoración" in row.data())
    entries.activated.emit(to_rating)
    wait_until(lambda: back.frame.step == "self_assessment")
    back.page("log")
    target = stick / "cambios.pdf"
    asked["save"] = target
    wait_until(lambda: back.find(QPushButton, "save_log").isEnabled())
    press(back, "save_log")
    wait_until(target.exists)
    assert target.read_bytes().startswith(b"%PDF")
