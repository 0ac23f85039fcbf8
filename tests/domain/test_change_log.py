"""The log told: who did what, on which day, in which area."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.change_log import GONE, NOBODY, ChangeLog, LogLine, What, line_of
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.school import Member

NOON = dt.datetime(2026, 11, 12, 12, 0)


class _Writing:
    """A plan that people work on, and its log."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lines: list[LogLine] = []

    def did(self, author: str, edit: Edit, at: dt.datetime | None = NOON) -> None:
        edit = replace(edit, author=author, at=at, revision=self.plan.revision + 1)
        self.plan = self.plan.after(edit)
        self.lines.append(line_of(edit))

    def rate(self, author: str, components: Sequence[str], at: dt.datetime | None = NOON, level: int = 3) -> None:
        for component in components:
            rating = self.plan.get(Rating, f"as2025/{component}")
            assert rating is not None
            self.did(author, gestures.change(self.plan, rating, level=level), at)

    def log(self, reference: Reference) -> ChangeLog:
        return ChangeLog(self.lines, self.plan, reference)


@pytest.fixture
def writing(example_plan: Plan) -> _Writing:
    return _Writing(example_plan)


def test_a_days_work_of_an_area_is_one_line(writing: _Writing, reference: Reference) -> None:
    components = [one.id for one in reference.catalogs["guia34-2008"].areas[2].components]
    writing.rate("t3", components, level=1)
    writing.rate("t3", components, level=2)
    (chapter,) = writing.log(reference).chapters()
    assert chapter.text == (
        "Nelly Rangel Tarazona, Gestión administrativa y financiera: 26 valoraciones, 12 de noviembre de 2026"
    )
    assert (chapter.areas, chapter.author) == (("3",), "t3")


def test_days_people_and_areas_are_told_apart(writing: _Writing, reference: Reference) -> None:
    writing.rate("t3", ["3.1.1", "2.4.3"], level=4)
    writing.rate("t4", ["3.1.1"], level=2)
    writing.rate("t3", ["3.1.1"], NOON + dt.timedelta(days=1), level=1)
    writing.did("Reunión del equipo", gestures.change(writing.plan, writing.plan.school, phone="607 000 0000"), None)
    assert [one.text for one in writing.log(reference).chapters()] == [
        "Nelly Rangel Tarazona, Gestión administrativa y financiera: 1 valoración, 12 de noviembre de 2026",
        "Nelly Rangel Tarazona, Gestión académica: 1 valoración, 12 de noviembre de 2026",
        "Edilson Pabón Leal, Gestión administrativa y financiera: 1 valoración, 12 de noviembre de 2026",
        "Nelly Rangel Tarazona, Gestión administrativa y financiera: 1 valoración, 13 de noviembre de 2026",
        "Reunión del equipo: datos del establecimiento",
    ]


def test_filters(writing: _Writing, reference: Reference) -> None:
    writing.rate("t3", ["3.1.1", "2.4.3"], level=4)
    writing.rate("t4", ["4.4.1"], NOON + dt.timedelta(days=3), level=2)
    writing.did("", gestures.change(writing.plan, writing.plan.school, phone="1"), None)
    log = writing.log(reference)
    assert log.people == (("t3", "Nelly Rangel Tarazona"), ("t4", "Edilson Pabón Leal"), ("", NOBODY))
    assert [one.ident[1] for one in log.chosen(author="t3", area="3")] == ["as2025/3.1.1"]
    assert [one.ident[0] for one in log.chosen(area="")] == ["school"]
    assert [one.author for one in log.chosen(first=NOON.date() + dt.timedelta(days=1))] == ["t4"]
    assert [one.author for one in log.chosen(last=NOON.date())] == ["t3", "t3"]
    assert len(log.chosen()) == 4


def test_an_entry_leads_back_to_the_field(writing: _Writing, reference: Reference) -> None:
    goal = writing.plan.all(Goal)[0]
    writing.did("t2", gestures.change(writing.plan, goal, due_on=dt.date(2026, 12, 15)))
    (entry,) = writing.log(reference).entries
    assert (entry.ident, entry.field, entry.step) == (("goals", "m11"), "due_on", "goals")
    assert entry.text == (
        "La meta «A noviembre de 2026, el 75 % de los estudiantes de 3.º a…»: cambia la fecha de cumplimiento."
    )
    assert entry.label == "cambiar fecha de cumplimiento"


def test_what_came_and_what_went_is_worked_out_from_what_is_there(writing: _Writing, reference: Reference) -> None:
    add = gestures.add(writing.plan, Goal(id="x", objective="o1", text="Nueva"), Goal(id="y", objective="o1"))
    writing.did("t1", add)
    goal = writing.plan.get(Goal, "x")
    assert goal is not None
    removal = gestures.remove(writing.plan, goal)
    writing.did("t1", removal)
    writing.did("t1", removal.inverse())
    kept, kept_plan = writing.log(reference), writing.plan
    assert [one.what for one in kept.entries if one.ident[1] == "x"] == [What.CAME, What.WENT, What.CAME]
    writing.did("t1", removal)
    gone = writing.log(reference)
    assert [one.what for one in gone.entries if one.ident[1] == "x"] == [What.CAME, What.WENT, What.CAME, What.WENT]
    assert gone.entries[0].text == "Se agrega una meta que ya no está."
    assert gone.entries[1].text == "Se agrega una meta sin texto."
    assert [one.summary for one in kept.chapters()] == ["2 metas nuevas"]
    assert [one.summary for one in gone.chapters()] == ["1 meta nueva"]
    assert [one.summary for one in ChangeLog(writing.lines[1:], writing.plan, reference).chapters()] == [
        "1 meta eliminada"
    ]
    assert ChangeLog(writing.lines[1:3], kept_plan, reference).chapters() == ()


def test_who_left_the_team_is_no_code(writing: _Writing, reference: Reference) -> None:
    writing.rate("t4", ["4.4.1"])
    member = writing.plan.get(Member, "t4")
    assert member is not None
    writing.did("t1", gestures.remove(writing.plan, member))
    assert writing.log(reference).people[0] == ("t4", GONE)


def test_a_removed_rating_still_counts_for_its_area(writing: _Writing, reference: Reference) -> None:
    rating = writing.plan.get(Rating, "as2025/4.4.1")
    assert rating is not None
    writing.did("t1", gestures.remove(writing.plan, rating))
    (chapter,) = writing.log(reference).chapters()
    assert (chapter.areas, chapter.summary) == (("4",), "1 valoración eliminada")


def test_moving_is_said(writing: _Writing, reference: Reference) -> None:
    edit = gestures.move(writing.plan, writing.plan.all(Goal)[2], after=None)
    line = line_of(edit)
    moved = replace(line.touched[0], fields=("order",))  # type: ignore[type-var]  # as the storage keeps it
    log = ChangeLog([replace(line, touched=(moved,))], writing.plan, reference)  # type: ignore[type-var]  # the same
    assert log.entries[0].text.endswith(": cambia de lugar.")


def test_no_log_is_no_story(example_plan: Plan, reference: Reference) -> None:
    log = ChangeLog([], example_plan, reference)
    assert (log.entries, log.people, log.chapters()) == ((), (), ())


def test_the_lines_that_the_storage_keeps_are_told(example_plan: Plan, reference: Reference) -> None:
    from pmi_desktop.storage.log import LogEntry, Touched

    line = LogEntry(
        7, "2026-11-12T09:30:00", "t2", "pc", "cambiar nivel", (Touched("ratings", "as2025/2.4.3", ("level",)),)
    )
    (entry,) = ChangeLog([line], example_plan, reference).entries
    assert entry.text == "La valoración de «Seguimiento a la asistencia» (2025): cambia el nivel."
    assert entry.at == dt.datetime(2026, 11, 12, 9, 30)
