"""The meeting mode: keys from across the room, votes that decide nothing by themselves, and Esc back to the place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.meeting import MeetingWindow
from pmi_desktop.ui.meeting_votes import leading, outcome
from pmi_desktop.ui.pages.self_assessment import SelfAssessmentPage
from tests.samples import NOW, make_assessment, make_plan, make_rating
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until
from tests.ui.looking import cut_off, overlapping, sideways, unreadable, visible
from tests.ui.test_screens import keep

CONTROL = Qt.KeyboardModifier.ControlModifier


def start(one: Bench, component: str = "1.1.1") -> MeetingWindow:
    page = one.page("self_assessment")
    assert isinstance(page, SelfAssessmentPage)
    page.go_to(component)
    one.find(QPushButton, "meeting_mode").click()
    meeting = page.meeting
    assert meeting is not None
    meeting.showNormal()
    meeting.resize(1024, 768)
    meeting.activateWindow()
    wait_until(meeting.isActiveWindow)
    return meeting


def press(meeting: MeetingWindow, *keys: Qt.Key, control: bool = False) -> None:
    for key in keys:
        focus = meeting.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)


def said(meeting: MeetingWindow, name: str) -> str:
    label = meeting.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_keys_rate_and_move_and_the_progress_follows(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    assert said(meeting, "meeting_progress") == "0 de 93 · faltan 93"
    press(meeting, Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_4, Qt.Key.Key_Down, Qt.Key.Key_1)
    press(meeting, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert {one.component: one.level for one in one.plan.all(Rating)} == {"1.1.1": 3, "1.1.2": 4, "1.1.3": 1}
    assert (meeting.component, said(meeting, "meeting_progress")) == ("1.1.1", "3 de 93 · faltan 90")
    press(meeting, Qt.Key.Key_P)
    assert meeting.component == "1.1.4"


def test_the_last_pending_one_is_said(bench: OpenBench, reference: Reference) -> None:
    order = tuple(reference.catalog(make_plan()).components)
    one = bench(make_plan(*(make_rating(component, 2) for component in order[1:])))
    meeting = start(one, order[5])
    assert said(meeting, "meeting_progress") == "92 de 93 · falta 1"
    press(meeting, Qt.Key.Key_P, Qt.Key.Key_2, Qt.Key.Key_P)
    assert meeting.component == order[0]
    assert said(meeting, "meeting_notice") == "No queda ningún otro componente pendiente."
    assert said(meeting, "meeting_progress") == "93 de 93 · completa"


def test_escape_leaves_the_text_first_and_then_the_mode_at_the_same_component(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one, "2.1.1")
    press(meeting, Qt.Key.Key_Right, Qt.Key.Key_Return)
    evidence = meeting.findChild(QPlainTextEdit, "ratings.evidence")
    assert meeting.focusWidget() is evidence
    type_text(evidence, "Acta 12 del 3 de mayo")
    press(meeting, Qt.Key.Key_Escape)
    assert meeting.focusWidget() is meeting.panel.picker
    assert one.plan.all(Rating) == (make_rating("2.1.2", None, evidence="Acta 12 del 3 de mayo"),)
    press(meeting, Qt.Key.Key_Escape)
    page = one.frame.page
    assert isinstance(page, SelfAssessmentPage)
    assert page.meeting is None
    assert page.panel.objectName() == "ratings:assessments-1/2.1.2"
    assert one.window.focusWidget() is page.panel.picker


def test_control_enter_goes_on_from_a_text(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    press(meeting, Qt.Key.Key_Return, Qt.Key.Key_4)
    press(meeting, Qt.Key.Key_Return, control=True)
    assert (meeting.component, meeting.focusWidget()) == ("1.1.2", meeting.panel.picker)
    assert one.plan.all(Rating) == (make_rating("1.1.1", None, evidence="4"),)


def test_votes_are_kept_and_the_most_voted_level_is_only_proposed(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    press(meeting, Qt.Key.Key_V)
    for count in (Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_1):
        press(meeting, count, Qt.Key.Key_Return)
    assert one.plan.all(Rating) == (make_rating(level=None, votes=(0, 2, 5, 1)),)
    assert said(meeting, "votes_outcome") == "Más votos: 3 Apropiación, 5 de 8."
    accept = meeting.findChild(QPushButton, "votes_accept")
    assert meeting.focusWidget() is accept
    assert accept.text() == "Aceptar 3 Apropiación"
    press(meeting, Qt.Key.Key_Space)
    assert one.plan.all(Rating) == (make_rating(level=3, votes=(0, 2, 5, 1)),)
    assert meeting.focusWidget() is meeting.panel.picker


def test_a_tie_is_said_and_nothing_is_chosen(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    press(meeting, Qt.Key.Key_V)
    for count in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_4):
        press(meeting, count, Qt.Key.Key_Return)
    press(meeting, Qt.Key.Key_Return)
    assert one.plan.all(Rating) == (make_rating(level=None, votes=(1, 4, 4, 0)),)
    assert said(meeting, "votes_outcome").startswith("Empate entre 2 Pertinencia y 3 Apropiación, con 4 votos")
    accept = meeting.findChild(QPushButton, "votes_accept")
    assert isinstance(accept, QPushButton)
    assert not accept.isVisible()
    assert meeting.focusWidget() is meeting.panel.picker


def test_votes_belong_to_their_component(bench: OpenBench) -> None:
    one = bench(make_plan(make_rating("1.1.2", 2, votes=(0, 6, 1, 0))))
    meeting = start(one)
    assert not meeting.votes.isVisible()
    press(meeting, Qt.Key.Key_V, Qt.Key.Key_3)
    press(meeting, Qt.Key.Key_Return, control=True)
    assert {rating.component: rating.votes for rating in one.plan.all(Rating)} == {
        "1.1.1": (3, 0, 0, 0),
        "1.1.2": (0, 6, 1, 0),
    }
    assert not meeting.votes.isVisible()
    assert "Votos: 0 por el 1, 6 por el 2, 1 por el 3, 0 por el 4." in [
        label.text() for label in meeting.panel.findChildren(QLabel)
    ]
    press(meeting, Qt.Key.Key_V)
    second = meeting.findChild(QLineEdit, "ratings.votes.2")
    assert isinstance(second, QLineEdit)
    assert (second.isVisible(), second.text()) == (True, "6")


def test_a_count_being_typed_is_left_alone_only_for_its_component(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    press(meeting, Qt.Key.Key_V, Qt.Key.Key_3)
    first = meeting.findChild(QLineEdit, "ratings.votes.1")
    assert isinstance(first, QLineEdit)
    meeting.votes.show_rating(make_rating("1.1.1", 2), read_only=False)
    assert first.text() == "3"
    meeting.votes.show_rating(make_rating("1.1.2", 2), read_only=False)
    assert first.text() == ""


@pytest.mark.parametrize(
    ("votes", "levels"), [((), ()), ((0, 0, 0, 0), ()), ((0, 1, 0, 0), (2,)), ((2, 2, 2, 1), (1, 2, 3))]
)
def test_the_most_voted_levels(votes: tuple[int, ...], levels: tuple[int, ...]) -> None:
    assert leading(votes) == levels
    assert outcome(votes).startswith("Empate" if len(levels) > 1 else "Más votos" if levels else "")


def test_undo_works_in_the_meeting_and_shows_its_component(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    press(meeting, Qt.Key.Key_3, Qt.Key.Key_Right)
    press(meeting, Qt.Key.Key_Z, control=True)
    assert one.plan.all(Rating) == ()
    assert (meeting.component, said(meeting, "meeting_notice")) == ("1.1.1", "Se deshizo: valorar 1.1.1")
    press(meeting, Qt.Key.Key_Y, control=True)
    assert one.plan.all(Rating) == (make_rating(level=3),)
    press(meeting, Qt.Key.Key_Z, Qt.Key.Key_Z, control=True)
    assert one.plan == make_plan(make_assessment())


def test_not_applicable_asks_for_the_reason_in_large_type(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    press(meeting, Qt.Key.Key_N)
    reason = meeting.findChild(QPlainTextEdit, "ratings.reason")
    assert meeting.focusWidget() is reason
    assert reason.font().pointSizeF() >= 15
    type_text(reason, "Sin internado")
    press(meeting, Qt.Key.Key_Escape)
    assert one.plan.all(Rating) == (make_rating(level=None, not_applicable=True, reason="Sin internado"),)


def test_the_year_before_stands_beside(bench: OpenBench, example_plan: Plan) -> None:
    meeting = start(bench(example_plan))
    told = [label.text() for label in meeting.panel.findChildren(QLabel)]
    assert "En 2024: 2 Pertinencia." in told


def test_everything_fits_a_projector_and_letters_grow_with_the_screen(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    meeting = start(one)
    one.settle()
    assert meeting._scroll.verticalScrollBar().maximum() == 0
    small = meeting.panel.picker.font().pointSizeF()
    meeting.resize(1920, 1080)
    assert meeting.panel.picker.font().pointSizeF() > small


@pytest.mark.parametrize(("size", "look"), [(100, "light"), (100, "dark"), (150, "light"), (150, "dark")])
def test_the_meeting_is_readable_and_nothing_is_cut_off(
    bench: OpenBench, example_plan: Plan, size: int, look: str
) -> None:
    one = bench(example_plan)
    one.window.theme.set_size(size)
    one.window.theme.set_look(look)
    meeting = start(one)
    try:
        one.settle()
        keep(meeting, f"meeting-{size}-{look}")
        assert (meeting.width(), meeting.height()) == (1024, 768)
        assert [*cut_off(meeting), *sideways(meeting), *overlapping(meeting), *unreadable(meeting)] == []
        press(meeting, Qt.Key.Key_V)
        for _ in range(4):
            press(meeting, Qt.Key.Key_4, Qt.Key.Key_Return)
        one.settle()
        keep(meeting, f"meeting-votos-{size}-{look}")
        assert [*cut_off(meeting), *sideways(meeting), *overlapping(meeting), *unreadable(meeting)] == []
    finally:
        one.window.theme.set_size(100)
        one.window.theme.set_look("light")


def test_whatever_takes_the_focus_says_what_it_is_and_what_it_is_for(bench: OpenBench) -> None:
    meeting = start(bench(make_plan(make_rating(votes=(1, 2, 0, 0)))))
    meeting.vote()
    silent = [
        widget.objectName()
        for widget in visible(meeting)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea)
        if not (widget.accessibleName() and widget.accessibleDescription())
    ]
    assert silent == []


def test_an_acta_begun_in_the_meeting_waits_behind_it(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    button = meeting.findChild(QPushButton, "meeting_minutes")
    assert button is not None
    button.click()
    button.click()
    press(meeting, Qt.Key.Key_3)
    press(meeting, Qt.Key.Key_Escape)
    (minutes,) = one.plan.all(Meeting)
    assert (minutes.kind, minutes.date, minutes.agenda) == ("equipo", NOW.date(), "Autoevaluación institucional 2025")
    assert one.frame.step == "outreach"
    assert one.window.focusWidget() is one.find(QLineEdit, "meetings.number")
    one.frame.undo()
    one.frame.undo()
    assert one.plan.all(Meeting) == ()


def test_an_acta_taken_back_is_not_gone_to(bench: OpenBench) -> None:
    one = bench(make_plan(make_assessment()))
    meeting = start(one)
    meeting.begin_minutes()
    press(meeting, Qt.Key.Key_Z, control=True)
    press(meeting, Qt.Key.Key_Escape)
    assert one.plan.all(Meeting) == ()
    assert one.frame.step == "self_assessment"
