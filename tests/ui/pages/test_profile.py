"""The profile's page: figures, drawings with their words, the year before, the picture."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QTableView

from pmi_desktop.domain import gestures
from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.profile import ProfilePage
from pmi_desktop.ui.widgets.profile_charts import ProfileChart
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import wait_until


def _texts(page: ProfilePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def the_button(page: ProfilePage) -> QPushButton:
    """An empty page has one."""
    (found,) = [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    return found


def _row(table: QTableView, name: str) -> list[str]:
    model = table.model()
    for row in range(model.rowCount()):
        cells = [str(model.index(row, column).data()) for column in range(model.columnCount())]
        if cells[0] == name:
            return cells
    raise AssertionError(name)


def test_the_figures_are_those_computed(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("profile")
    assert isinstance(page, ProfilePage)
    assert "Promedio del establecimiento: 2,12 · 92 de 93 valorados · 1 no aplica" in _texts(page)
    table = page.findChild(QTableView)
    assert isinstance(table, QTableView)
    assert _row(table, "Todo el establecimiento")[1:] == [
        "17\n18\N{NO-BREAK SPACE}%",
        "47\n51\N{NO-BREAK SPACE}%",
        "28\n30\N{NO-BREAK SPACE}%",
        "–",
        "2,12",
        "1,95",
    ]
    assert _row(table, "4 Gestión de la comunidad")[5:] == ["1,77", "1,69"]


def test_the_drawings_say_in_words_what_they_show(bench: OpenBench, example_plan: Plan) -> None:
    page = bench(example_plan).page("profile")
    bars, processes = page.findChildren(ProfileChart)
    assert (
        "1 Gestión directiva: promedio 2,18; el año anterior, 1,97; nivel 1: 4 (11,76" in bars.accessibleDescription()
    )
    assert "4.4 Prevención de riesgos: promedio 1,33" in processes.accessibleDescription()


def test_another_rating_shows_at_once_and_another_year_can_be_chosen(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("profile")
    assert isinstance(page, ProfilePage)
    rating = one.plan.get(Rating, "as2025/1.1.1")
    assert rating is not None
    one.context.apply(gestures.change(one.plan, rating, level=4))
    wait_until(lambda: "Promedio del establecimiento: 2,13" in _texts(page))
    choice = page.findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(1)
    assert "Promedio del establecimiento: 1,95" in _texts(page)


def test_nothing_rated_is_said(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = one.page("profile")
    assert isinstance(page, ProfilePage)
    assert "El perfil sale de la autoevaluación" in _texts(page)
    the_button(page).click()
    assert one.frame.step == "self_assessment"
    one.frame.go("profile")
    one.context.apply(gestures.add(one.plan, Assessment(id="as1", year=2025)))
    wait_until(lambda: "Todavía no se ha valorado ningún componente." in _texts(page))


def test_the_profile_is_saved_as_a_picture(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bench(example_plan).page("profile")
    target = tmp_path / "perfil ñ"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    button = next(one for one in page.findChildren(QPushButton) if one.text().startswith("Guardar"))
    button.click()
    wait_until((tmp_path / "perfil ñ.png").exists)
    image = QImage(str(tmp_path / "perfil ñ.png"))
    assert image.width() == 2000
    assert len({image.pixel(x, y) for x in range(100, 1900, 7) for y in range(100, image.height() - 100, 7)}) > 10
