"""Strengths and opportunities: edited in place, holes named, nothing lost when the level changes."""

from PySide6.QtWidgets import QLabel, QListView, QPlainTextEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.strengths import StrengthsPage
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until


def _texts(bench: Bench) -> str:
    page = bench.frame.page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_text_is_written_for_the_component_chosen(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("ratings", "as2025/2.2.1"), "strength", "strengths")
    edit = one.find(QPlainTextEdit, "ratings.strength")
    wait_until(edit.hasFocus)
    type_text(edit, "Leemos a diario")
    rating = one.plan.get(Rating, "as2025/2.2.1")
    assert rating is not None
    assert rating.strength == "Leemos a diario"
    view = one.find(QListView, "ratings")
    wait_until(lambda: "+ Leemos a diario" in str(view.currentIndex().data()))


def test_areas_without_strengths_are_named(bench: OpenBench, example_plan: Plan) -> None:
    plan = example_plan
    for rating in plan.where(Rating, "assessment", "as2025"):
        if rating.component.startswith("4."):
            plan = plan.after(gestures.change(plan, rating, strength=""))
    one = bench(plan)
    page = one.page("strengths")
    assert isinstance(page, StrengthsPage)
    assert "aún no hay" not in _texts(one)
    page._tabs.select(3)
    assert "! En Gestión de la comunidad aún no hay fortalezas." in _texts(one)


def test_a_strength_that_no_longer_fits_is_kept_and_pointed_at(bench: OpenBench, example_plan: Plan) -> None:
    rating = next(one for one in example_plan.where(Rating, "assessment", "as2025") if one.strength)
    one = bench(example_plan)
    one.frame.go_to(rating.ident, "strength", "strengths")
    one.context.apply(gestures.change(one.plan, rating, level=1))
    wait_until(lambda: "revise si el nivel es ese" in _texts(one))
    assert one.find(QPlainTextEdit, "ratings.strength").toPlainText() == rating.strength


def test_without_an_assessment_the_page_says_what_to_do_first(bench: OpenBench) -> None:
    one = bench(make_plan())
    one.page("strengths")
    assert "Primero haga la autoevaluación" in _texts(one)
    (button,) = [found for found in one.frame.page.findChildren(QPushButton) if found.isVisibleTo(one.frame.page)]
    button.click()
    assert one.frame.step == "self_assessment"
