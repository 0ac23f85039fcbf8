"""The self-assessment: keys that rate, a place that is never lost, and nothing that is lost with the level."""

from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from pmi_desktop.domain.catalog import Reference, latest_assessment
from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.figures.profile import profile_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.domain.school import Site
from pmi_desktop.ui.pages.self_assessment import SelfAssessmentPage
from pmi_desktop.ui.pages.self_assessment_walk import earlier_of
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.level_picker import LevelPicker
from tests.samples import make, make_assessment, make_plan, make_rating
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(one: Bench, component: str = "") -> SelfAssessmentPage:
    """The step's page, at a component or at the first one that is pending."""
    page = one.page("self_assessment")
    assert isinstance(page, SelfAssessmentPage)
    if component:
        page.go_to(component)
    return page


def press(one: Bench, *keys: Qt.Key, control: bool = False) -> None:
    """Keys where the focus is."""
    for key in keys:
        focus = one.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)


def panel_name(page: SelfAssessmentPage) -> str:
    return page.panel.objectName()


def level(one: Bench, component: str) -> int | None:
    rating = one.plan.get(Rating, f"assessments-1/{component}")
    return rating.level if rating else None


def test_all_components_are_rated_by_keyboard_alone(bench: OpenBench, reference: Reference) -> None:
    one = bench(make_plan())
    page = opened(one)
    press(one, Qt.Key.Key_Space)  # the only button of an empty page
    order = tuple(reference.catalog(one.plan).components)
    for place in range(len(order)):
        press(one, Qt.Key(Qt.Key.Key_1 + place % 4))
        press(one, Qt.Key.Key_Return, control=True)
    assessment = latest_assessment(one.plan)
    assert assessment is not None
    assert assessment.year == one.plan.info.start_year - 1
    rated = profile_of(one.plan, reference, assessment)
    assert rated.school.counts == (24, 23, 23, 23)
    assert rated.school.pending == 0
    assert one.find(QLabel, "rating_counter").text() == "93 de 93 valorados"
    assert panel_name(page) == f"ratings:{assessment.id}/{order[-1]}"
    one.frame.autosave.save()
    wait_until(lambda: one.on_disk() == one.plan)


def test_digits_typed_in_a_text_are_no_rating(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating(level=2)))
    opened(one, "1.1.1")
    press(one, Qt.Key.Key_Return)
    evidence = one.find(QPlainTextEdit, "ratings.evidence")
    assert one.window.focusWidget() is evidence
    type_text(evidence, "Acta 3 de 2024 N 1")
    assert one.plan.all(Rating) == (make_rating(level=2, evidence="Acta 3 de 2024 N 1"),)


def test_digits_typed_in_the_list_are_no_rating_and_do_not_move(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    page = opened(one)
    page.view.setFocus()
    press(one, Qt.Key.Key_1, Qt.Key.Key_3)
    assert one.plan.all(Rating) == ()
    assert panel_name(page) == "ratings:assessments-1/1.1.1"


def test_arrows_move_and_the_number_pad_rates(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    page = opened(one)
    press(one, Qt.Key.Key_Down)
    QTest.keyClick(page.panel.picker, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    press(one, Qt.Key.Key_Up)
    press(one, Qt.Key.Key_2)
    assert (level(one, "1.1.1"), level(one, "1.1.2")) == (2, 4)
    press(one, Qt.Key.Key_Backspace)
    assert one.plan.all(Rating) == (make_rating("1.1.2", 4),)


def test_the_next_component_after_an_area_is_in_the_next_area(bench: OpenBench, reference: Reference) -> None:
    one = bench(make_plan(make_assessment()))
    page = opened(one)
    areas = reference.catalog(one.plan).areas
    page.go_to(areas[0].components[-1].id)
    press(one, Qt.Key.Key_Down)
    assert panel_name(page) == f"ratings:assessments-1/{areas[1].components[0].id}"
    assert page.view.currentIndex().data(Qt.ItemDataRole.UserRole) == f"assessments-1/{areas[1].components[0].id}"


def test_not_applicable_asks_for_the_reason(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating(level=3, evidence="PEI")))
    opened(one, "1.1.1")
    press(one, Qt.Key.Key_N)
    assert one.window.focusWidget() is one.find(QPlainTextEdit, "ratings.reason")
    type_text(one.find(QPlainTextEdit, "ratings.reason"), "No hay internado 1")
    assert one.plan.all(Rating) == (
        make_rating(level=None, not_applicable=True, reason="No hay internado 1", evidence="PEI"),
    )
    one.find(QCheckBox, "ratings.not_applicable").click()
    assert one.plan.all(Rating)[0].not_applicable is False


def test_texts_that_no_longer_fit_are_kept_and_marked(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating(level=4, strength="Se planea en el microcentro.")))
    page = opened(one, "1.1.1")
    rows = page.panel.form.rows
    assert rows["strength"].isVisibleTo(page)
    assert not rows["opportunity"].isVisibleTo(page)
    press(one, Qt.Key.Key_1)
    assert rows["strength"].isVisibleTo(page)
    assert rows["strength"].message.startswith("! El componente está en nivel 1.")
    assert rows["opportunity"].isVisibleTo(page)
    assert one.plan.all(Rating)[0].strength == "Se planea en el microcentro."
    press(one, Qt.Key.Key_N)
    assert "No aplica" in rows["strength"].message
    press(one, Qt.Key.Key_X)
    page.panel.focus("level")
    press(one, Qt.Key.Key_3)
    assert rows["reason"].isVisibleTo(page)
    assert "ya no está como «No aplica»" in rows["reason"].message
    assert rows["strength"].message == ""


def test_among_the_pending_ones_the_current_one_stays_until_one_moves_on(
    bench: OpenBench, reference: Reference
) -> None:
    order = tuple(reference.catalog(make_plan()).components)
    left = (order[2], order[40])
    one = bench(make_plan(*(make_rating(component, 2) for component in order if component not in left)))
    page = opened(one)
    one.find(QCheckBox, "pending_only").click()
    page.panel.focus("level")
    assert panel_name(page).endswith(f"/{order[2]}")
    press(one, Qt.Key.Key_3)
    keys = [page.model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(page.model.rowCount())]
    assert [key for key in keys if key] == [f"assessments-1/{order[2]}"]
    press(one, Qt.Key.Key_Return, control=True)
    assert panel_name(page).endswith(f"/{order[40]}")
    press(one, Qt.Key.Key_3)
    press(one, Qt.Key.Key_Return, control=True)
    assert panel_name(page).endswith(f"/{order[40]}")
    assert one.find(QLabel, "notice_text").text() == "No queda ningún otro componente pendiente."


def test_tabs_count_and_come_back_to_where_one_was(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating("2.1.1", 3)))
    page = opened(one)
    page.go_to("1.1.3")
    tabs = page.findChildren(QWidget)
    second = next(tab for tab in tabs if tab.property("text") == "Académica 1/19")
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert panel_name(page) == "ratings:assessments-1/2.1.2"
    first = next(tab for tab in tabs if tab.property("text") == "Directiva 0/34")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert panel_name(page) == "ratings:assessments-1/1.1.3"


def test_the_place_is_found_again_after_closing(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    page = opened(one)
    page.go_to("3.2.1")
    press(one, Qt.Key.Key_3)
    one.window.leave(lambda: one.window.open_path(one.path))
    wait_until(lambda: one.window.frame is not None)
    again = one.frame.page
    assert isinstance(again, SelfAssessmentPage)
    assert panel_name(again) == "ratings:assessments-1/3.2.1"
    assert one.window.focusWidget() is one.find(LevelPicker, "ratings.level")


def test_undo_comes_back_to_the_component_it_is_about(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    page = opened(one)
    press(one, Qt.Key.Key_4)
    page.go_to("4.1.1")
    one.frame.undo()
    assert one.plan.all(Rating) == ()
    assert panel_name(page) == "ratings:assessments-1/1.1.1"
    assert one.find(QLabel, "notice_text").text() == "Se deshizo: valorar 1.1.1"


def test_a_new_year_with_the_new_edition_stands_beside_the_old_one(bench: OpenBench, reference: Reference) -> None:
    heir, olds = next((heir, olds) for heir, olds in reference.crosswalk.heirs.items() if len(olds) > 1)
    plan = make_plan(
        make_assessment(catalog="guia34-2008"), *(make_rating(old, 2) for old in olds), catalog="guia34-2026"
    )
    one = bench(plan)
    page = opened(one)
    one.find(QPushButton, "new_assessment").click()
    newest = latest_assessment(one.plan)
    assert newest is not None
    assert (newest.year, newest.catalog) == (2026, "")
    assert one.find(QLabel, "rating_counter").text() == "0 de 45 valorados"
    page.go_to(heir)
    told = [label.text() for label in page.panel.findChildren(QLabel)]
    assert any(text.startswith("En 2025, con la edición anterior de la guía:") for text in told)
    choice = one.find(Combo, "assessments")
    assert [choice.itemText(row) for row in range(choice.count())] == ["Año 2026", "Año 2025"]
    choice.setCurrentIndex(1)
    assert one.find(QLabel, "rating_counter").text() == f"{len(olds)} de 93 valorados"


def test_what_was_before_is_told_also_where_it_has_no_antecedent(reference: Reference) -> None:
    old, new = make_assessment(id="old", year=2024, catalog="guia34-2026"), make_assessment(id="new", year=2025)
    plan = make_plan(old, new, make_rating("1.1.1", 4, assessment="new"))
    orphan = next(
        one
        for one in reference.catalogs["guia34-2008"].components
        if not any(one in olds for olds in reference.crosswalk.heirs.values())
    )
    told = earlier_of(plan, reference, plan.all(Assessment)[1], orphan)
    assert (told.levels, told.told) == ((), "Este componente no tiene antecedente en la autoevaluación de 2024.")
    told = earlier_of(plan, reference, plan.all(Assessment)[0], "D1.1")
    assert (told.levels, told.told) == ((), "")
    later = make_plan(new, make_rating("1.1.1", 4, assessment="new"), make_assessment(id="next", year=2026))
    told = earlier_of(later, reference, later.all(Assessment)[1], "1.1.1")
    assert (told.year, told.levels, told.told) == ("2025", (4,), "En 2025: 4 Mejoramiento continuo.")


def test_year_and_date_are_changed_where_they_are_shown(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment(year=None)))
    opened(one)
    one.find(QPushButton, "assessment_data").click()
    year = one.find(QLineEdit, "assessments.year")
    assert year.isVisible()
    type_text(year, "2024")
    type_text(one.find(QLineEdit, "assessments.finished_on"), "29/11/2024")
    made = one.plan.all(Assessment)[0]
    assert (made.year, str(made.finished_on)) == (2024, "2024-11-29")


def test_a_removed_assessment_comes_back_whole(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one)
    one.find(QPushButton, "assessment_data").click()
    next(b for b in page.findChildren(QPushButton) if b.text() == "Eliminar esta autoevaluación").click()
    assert len(one.plan.all(Assessment)) == len(example_plan.all(Assessment)) - 1
    one.frame.undo()
    assert one.plan == example_plan


def test_the_mouse_rates_and_chooses(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    page = opened(one)
    row = page.panel.picker.lay_rows(page.panel.picker.width())[2]
    QTest.mouseClick(page.panel.picker, Qt.MouseButton.LeftButton, pos=row.area.center())
    assert level(one, "1.1.1") == 3
    where = page.view.visualRect(page.model.index_of("assessments-1/1.1.2")).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert panel_name(page) == "ratings:assessments-1/1.1.2"
    assert one.window.focusWidget() is page.panel.picker


def test_screen_readers_hear_the_level(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating(level=3)))
    page = opened(one, "1.1.1")
    picker = one.find(LevelPicker, "ratings.level")
    assert picker.accessibleName() == "Nivel: 3 Apropiación"
    assert "1 Existencia: Apenas comienza" in picker.accessibleDescription()
    here = page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert here.endswith(": 3 Apropiación")


def test_sheets_for_paper_are_written_where_one_chose(
    bench: OpenBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(make_plan(make_assessment(), make(Site, id="s1", name="El Zarzal")))
    opened(one)
    asked: list[str] = []

    def choose(parent: QWidget, title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / "hojas"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    menu = one.find(QPushButton, "paper").menu()
    menu.aboutToShow.emit()
    offered = {action.text(): action for action in menu.actions() if action.text()}
    assert list(offered)[:2] == ["Todas las áreas", "Gestión directiva"]
    offered["Todas las áreas, sede El Zarzal"].trigger()
    wait_until((tmp_path / "hojas.pdf").exists)
    assert asked == ["Hojas de autoevaluación 2025 El Zarzal.pdf"]
    wait_until(lambda: one.find(QLabel, "notice_text").text().startswith("Hojas guardadas en"))


def test_a_plan_only_to_be_looked_at_is_not_rated(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating(level=2)))
    one.window.leave(lambda: one.window.open_path(one.path, read_only=True))
    wait_until(lambda: one.window.frame is not None)
    opened(one, "1.1.1")
    press(one, Qt.Key.Key_4, Qt.Key.Key_N)
    assert one.plan.all(Rating) == (make_rating(level=2),)


def test_a_key_is_quick_in_a_plan_ten_times_the_example(
    bench: OpenBench, example_plan: Plan, reference: Reference
) -> None:
    usual = _seconds_of_a_key(bench(example_plan))
    assert _seconds_of_a_key(bench(_ten_assessments(example_plan))) < max(0.016, 3 * usual), "a slow machine has more"


def _seconds_of_a_key(one: Bench) -> float:
    """The median of forty ratings, in this thread's own time."""
    opened(one)
    spent = []
    for place in range(40):
        started = thread_time()
        press(one, Qt.Key(Qt.Key.Key_1 + place % 4))
        one.settle()
        spent.append(thread_time() - started)
        press(one, Qt.Key.Key_Down)
    return sorted(spent)[len(spent) // 2]


def _ten_assessments(plan: Plan) -> Plan:
    """The example with eight more years of assessments, all rated."""
    records = list(plan)
    latest = latest_assessment(plan)
    assert latest is not None
    assert latest.year is not None
    for back in range(2, 10):
        older = latest.but(id=f"{latest.id}-{back}", year=latest.year - back, order=latest.order - back)
        assert isinstance(older, Listed)
        records.append(older)
        records += [one.but(assessment=older.id) for one in plan.where(Rating, "assessment", latest.id)]
    return Plan.of(records)
