"""The team's page: members, who leads what, the act, the Consejo Directivo."""

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import CouncilMember, Member
from pmi_desktop.ui.pages.team import TeamPage
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import type_text, wait_until


def _texts(page: TeamPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_member_leads_an_area_and_the_page_says_who_is_lacking(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = one.page("team")
    assert isinstance(page, TeamPage)
    type_text(one.find(QLineEdit, "plan.team_act"), "Resolución 004")
    page._members.add()
    type_text(one.find(QLineEdit, "team.name"), "Ana Núñez")
    area = next(mark for mark in page.findChildren(QCheckBox) if mark.text() == "Gestión académica")
    area.click()
    member = one.plan.all(Member)[0]
    assert (member.name, member.leads, one.plan.info.team_act) == ("Ana Núñez", ("2",), "Resolución 004")
    wait_until(lambda: "Gestión académica: Ana Núñez" in _texts(page))
    assert "Gestión directiva: ! nadie todavía" in _texts(page)


def test_the_council_is_typed_in_below(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = one.page("team")
    assert isinstance(page, TeamPage)
    page._council.add()
    type_text(one.find(QLineEdit, "council.name"), "Marleny")
    type_text(one.find(QLineEdit, "council.represents"), "Familias")
    assert [(one.name, one.represents) for one in one.plan.all(CouncilMember)] == [("Marleny", "Familias")]


def test_going_to_each_kind_of_field(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    for ident, field, name in (
        (("plan", ""), "team_act", "plan.team_act"),
        (("team", "t3"), "position", "team.position"),
        (("council", "k2"), "represents", "council.represents"),
    ):
        one.frame.go_to(ident, field, "team")
        wait_until(one.find(QLineEdit, name).hasFocus)
