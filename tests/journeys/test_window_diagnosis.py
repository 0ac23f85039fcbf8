"""A rector's first evening: the school, its sites and its team, all components rated, and the profile; then again.

What was typed into the window is also written by hand as an interchange file. Both must give the same dump.
"""

import json
import shutil
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from pmi_desktop.cli import main
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.ui.window import MainWindow
from tests.samples import CATALOG, NOW
from tests.ui.driving import Bench, fast_folder, open_window, press, type_text, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
SCHOOL = {
    "name": "Centro Educativo Rural El Jordán", "dane_code": "254051999010", "locality": "Vereda El Jordán",
    "head_name": "Ñoraida Güecha",
}  # fmt: skip
SITES = (
    {"name": "Sede principal El Jordán", "dane_code": "254051999010", "students": 78, "teachers": 5, "main": True},
    {"name": "El Moral", "dane_code": "254051999028", "students": 17, "teachers": 1},
)
TEAM = (
    {"name": "Ñoraida Güecha", "position": "Directora rural", "leads": ["1"]},
    {"name": "Jesús Peña", "position": "Docente de la sede El Moral", "leads": []},
)
NOT_APPLICABLE = 7
"""The place of the component that does not apply."""


def level_at(place: int) -> int:
    """The level that the team gives the component at that place."""
    return 1 + (place * 3 + place // 5) % 4


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:
    folder = fast_folder()
    one = open_window(qapp, folder)
    yield one
    one.close()
    one.deleteLater()
    shutil.rmtree(folder)


def press_there(one: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    focus = one.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def new_plan(window: MainWindow) -> Bench:
    press(window, Qt.Key.Key_Tab)
    window.start.new_button.setFocus()
    press(window.start.new_button, Qt.Key.Key_Space)
    name = window.findChild(QLineEdit, "new_plan.school")
    assert name is not None
    type_text(name, str(SCHOOL["name"]))
    press(name, Qt.Key.Key_Return)
    wait_until(lambda: window.frame is not None)
    assert window.opened is not None
    return Bench(window, window.opened.path)


def take_offer(one: Bench) -> None:
    """Close the list of names that typing has opened; a window in memory does not become active again by itself."""
    offered = QApplication.activePopupWidget()
    assert offered is not None
    press(offered, Qt.Key.Key_Tab)
    one.window.activateWindow()
    wait_until(one.window.isActiveWindow)


def type_school(one: Bench) -> None:
    assert one.frame.step == "school"
    for field, text in SCHOOL.items():
        if field != "name":
            type_text(one.find(QLineEdit, f"school.{field}"), text)
    type_text(one.find(QLineEdit, "school.municipality"), "Arboledas")
    take_offer(one)
    kind = one.find(QComboBox, "school.kind")
    kind.setFocus()
    press(kind, Qt.Key.Key_C)  # «Centro educativo»
    type_text(one.find(QLineEdit, "school.staff.docentes"), "6")
    one.find(QCheckBox, "school.levels.primaria").click()


def begin_button(one: Bench, kind: str) -> QPushButton:
    """The only button of an empty list."""
    words = f"Agregar {KINDS[kind].NOUN}"
    buttons = one.frame.page.findChildren(QPushButton)
    return next(button for button in buttons if button.text() == words and button.isVisible())


def type_list(one: Bench, kind: str, rows: tuple[dict[str, Any], ...]) -> None:
    """Records of a kind, each begun with a key and typed field by field."""
    one.page(kind)
    for place, row in enumerate(rows):
        if place:
            view = one.find(QListView, kind)
            view.setFocus()
            press(view, Qt.Key.Key_Insert)
        else:
            press(begin_button(one, kind), Qt.Key.Key_Space)
        for field, value in row.items():
            if isinstance(value, str | int) and not isinstance(value, bool):
                type_text(one.find(QLineEdit, f"{kind}.{field}"), str(value))
        for area in row.get("leads", ()):
            one.find(QCheckBox, f"{kind}.leads.{area}").click()


def rate_all(one: Bench, components: tuple[str, ...]) -> None:
    """Every component by keys, one after the other."""
    one.page("self_assessment")
    press_there(one, Qt.Key.Key_Space)  # the only button of an empty page
    for place, _ in enumerate(components):
        if place == NOT_APPLICABLE:
            press_there(one, Qt.Key.Key_N)
            type_text(one.find(QPlainTextEdit, "ratings.reason"), "Aquí no hay grado 11.")
        else:
            press_there(one, Qt.Key(Qt.Key.Key_0 + level_at(place)))
        if place == 0:
            press_there(one, Qt.Key.Key_Return)
            type_text(one.find(QPlainTextEdit, "ratings.evidence"), "Acta 3 de 2025: «1, 2 y N»")
        press_there(one, Qt.Key.Key_Return, CONTROL)


def shown_profile(one: Bench) -> list[str]:
    """The school's line of the table on the profile's page."""
    page = one.page("profile")
    table = page.findChild(QTableView)
    assert isinstance(table, QTableView)
    model = table.model()
    wait_until(lambda: model.rowCount() > 0)
    assert model.index(0, 0).data() == "Todo el establecimiento"
    return [str(model.index(0, column).data()).partition("\n")[0] for column in range(1, 6)]


def expected_profile(components: tuple[str, ...]) -> list[str]:
    """The same, counted here."""
    levels = [level_at(place) for place in range(len(components)) if place != NOT_APPLICABLE]
    mean = (Decimal(sum(levels)) / len(levels)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return [str(levels.count(level) or "–") for level in (1, 2, 3, 4)] + [show_number(mean, 2)]


def written_by_hand(components: tuple[str, ...]) -> dict[str, Any]:
    """What was typed, as an interchange file."""
    ratings: list[dict[str, Any]] = [
        {"assessment": "a", "component": component, "level": level_at(place)}
        for place, component in enumerate(components)
    ]
    ratings[0]["evidence"] = "Acta 3 de 2025: «1, 2 y N»"
    ratings[NOT_APPLICABLE] |= {"level": None, "not_applicable": True, "reason": "Aquí no hay grado 11."}
    return {
        "format": "pmi-plan",
        "format_version": 1,
        "plan": {"id": "p", "start_year": NOW.year, "end_year": NOW.year, "catalog": CATALOG},
        "school": {
            **SCHOOL, "municipality": "54051", "kind": "centro_educativo", "levels": ["primaria"],
            "staff": {"docentes": 6},
        },
        "sites": [{"id": f"s{place}", **site} for place, site in enumerate(SITES)],
        "team": [{"id": f"t{place}", **member} for place, member in enumerate(TEAM)],
        "assessments": [{"id": "a", "year": NOW.year - 1}],
        "ratings": ratings,
    }  # fmt: skip


def dump_of(path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    capfd.readouterr()
    assert main(["dump", str(path)]) == 0
    return json.loads(capfd.readouterr().out)


def without_ids(tree: Any) -> Any:
    """The same tree with its ids numbered in the order in which they come."""
    numbers: dict[str, str] = {}

    def collect(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("id"), str):
                numbers.setdefault(part["id"], f"#{len(numbers)}")
            for inner in part.values():
                collect(inner)
        elif isinstance(part, list):
            for inner in part:
                collect(inner)

    def renamed(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: renamed(inner) for key, inner in part.items()}
        if isinstance(part, list):
            return [renamed(inner) for inner in part]
        return numbers.get(part, part) if isinstance(part, str) else part

    collect(tree)
    return renamed(tree)


def test_from_a_new_plan_to_the_profile_and_back_after_closing(
    window: MainWindow, reference: Reference, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = new_plan(window)
    components = tuple(reference.catalog(one.plan).components)
    assert len(components) == 93
    type_school(one)
    type_list(one, "sites", SITES)
    type_list(one, "team", TEAM)
    rate_all(one, components)
    assert shown_profile(one) == expected_profile(components)

    one.frame.go_to(("school", ""), "locality")
    before = one.plan
    one.close()
    again = one.reopened()
    try:
        assert again.plan == before
        assert again.frame.step == "school"
        wait_until(lambda: again.window.focusWidget() is again.find(QLineEdit, "school.locality"))
        assert shown_profile(again) == expected_profile(components)
    finally:
        again.close()
        again.window.deleteLater()

    (tmp_path / "a mano.json").write_text(json.dumps(written_by_hand(components)), encoding="utf-8")
    assert main(["import", str(tmp_path / "a mano.json"), str(tmp_path / "importado.pmi")]) == 0
    typed, imported = (dump_of(path, capfd) for path in (one.path, tmp_path / "importado.pmi"))
    assert without_ids(typed) == without_ids(imported)
