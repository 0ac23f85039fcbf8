"""The sites' page: adding, totals, removing and bringing back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView

from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Site
from pmi_desktop.ui.pages.sites import SitesPage, totals
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import press, type_text, wait_until


def _labels(page: SitesPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_two_sites_typed_in_the_first_is_the_main_one(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = one.page("sites")
    assert isinstance(page, SitesPage)
    for name, students in (("Principal", "78"), ("El Moral", "17")):
        page._list.add()
        type_text(one.find(QLineEdit, "sites.name"), name)
        type_text(one.find(QLineEdit, "sites.students"), students)
    sites = one.plan.all(Site)
    assert [(site.name, site.students, site.main) for site in sites] == [
        ("Principal", 78, True),
        ("El Moral", 17, False),
    ]
    assert totals(one.plan) == "2 sedes · 95 estudiantes · 0 docentes"
    wait_until(lambda: totals(one.plan) in _labels(page))
    wait_until(lambda: one.on_disk() == one.plan)


def test_the_main_mark_is_an_edit(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("sites")
    one.find(QCheckBox, "sites.main").click()
    assert not one.plan.all(Site)[0].main
    one.frame.undo()
    assert one.plan.all(Site)[0].main
    assert one.find(QCheckBox, "sites.main").isChecked()


def test_a_site_removed_by_key_comes_back_by_name(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("sites")
    view = one.find(QListView, "sites")
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    press(view, Qt.Key.Key_Delete)
    assert [site.id for site in one.plan.all(Site)] == ["s1", "s2", "s4", "s5", "s6"]
    assert one.context.editor.undo_label == "eliminar sede"
    one.frame.undo()
    assert one.plan == example_plan


def test_going_to_a_field_makes_its_site_the_current_one(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("sites", "s5"), "teachers")
    teachers = one.find(QLineEdit, "sites.teachers")
    wait_until(teachers.hasFocus)
    assert one.find(QLineEdit, "sites.name").text() == "Palo Colorado"
