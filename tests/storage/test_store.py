import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmi_desktop.domain.errors import PlanIsClosed
from pmi_desktop.domain.gestures import add, change, remove
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.school import Identity
from pmi_desktop.storage.errors import CannotSave
from pmi_desktop.storage.store import PlanStore, plan_image, read_file
from tests.samples import NOW, example_plan, make, make_plan, ten_times
from tests.strategies import edits, plans

Stored = Callable[[Plan], Path]


def stamped(edit: Edit, plan: Plan, seconds: int = 0) -> Edit:
    return replace(
        edit, author="t1", installation="pc", at=NOW + dt.timedelta(seconds=seconds), revision=plan.revision + 1
    )


@given(plan=plans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_plan_comes_back_equal(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(plan, NOW))
    assert read_file(path) == plan


def test_the_example_comes_back_equal(stored: Stored) -> None:
    assert read_file(stored(example_plan())) == example_plan()
    assert read_file(stored(ten_times(example_plan()))) == ten_times(example_plan())


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_any_edits_come_back_and_their_log_says_how_it_came(tmp_path: Path, data: st.DataObject) -> None:
    plan = data.draw(plans())
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(plan, NOW))
    first = _data(plan)
    with closing(PlanStore(path)) as store:
        for seconds in range(data.draw(st.integers(1, 5))):
            edit = stamped(data.draw(edits(plan)), plan, seconds * data.draw(st.integers(1, 9)))
            plan = plan.after(edit)
            store.apply([edit])
        with closing(sqlite3.connect(path)) as raw:
            lines = [json.loads(row[0]) for row in raw.execute("SELECT changes FROM plan_edits ORDER BY revision")]
    again = read_file(path)
    assert again == plan
    assert again.revision == plan.revision
    for line in lines:
        _replay(first, line)
    assert first == _data(plan)


def _data(plan: Plan) -> dict[tuple[str, str], dict[str, Any]]:
    """The fields of every record that say something, as the log writes them."""
    from pmi_desktop.storage.log import _filled
    from pmi_desktop.storage.rows import to_json

    return {record.ident: json.loads(to_json(_filled(record))) for record in plan}


def _replay(held: dict[tuple[str, str], dict[str, Any]], line: list[dict[str, Any]]) -> None:
    """Does to the data what a line of the log says was done."""
    from pmi_desktop.domain.fields import default_of, field_of
    from pmi_desktop.domain.kinds import KINDS
    from pmi_desktop.domain.values import write_value

    for one in line:
        ident, cls = (one["kind"], one["key"]), KINDS[one["kind"]]
        if "gone" in one:
            assert held.pop(ident) == one["gone"]
        elif "new" in one:
            assert ident not in held
            held[ident] = one["new"]
        for name, step in one.get("set", {}).items():
            nothing = 0 if name == "order" else write_value(field_of(cls, name), default_of(cls, name))
            before = held[ident].pop(name, nothing)
            if isinstance(step, dict):
                end = step["at"] + len(step["cut"])
                assert before[step["at"] : end] == step["cut"]
                after = before[: step["at"]] + step["put"] + before[end:]
            else:
                assert before == step[0]
                after = step[1]
            if name == "order" or after != nothing:
                held[ident][name] = after


def test_all_or_nothing(small: Path) -> None:
    with closing(PlanStore(small)) as store:
        plan = store.load()
        goal = plan.all(Goal)[0]
        good = stamped(change(plan, goal, text="Segunda"), plan)
        later = plan.after(good)
        bad = stamped(change(later, goal, text="\ud800"), later)
        with pytest.raises(UnicodeEncodeError):
            store.apply([good, bad])
        assert store.log() == ()
        store.apply([good])
    assert read_file(small).all(Goal)[0].text == "Segunda"


def test_removing_a_goal_takes_its_rows(stored: Stored) -> None:
    path = stored(make_plan(make(Indicator)))
    with closing(PlanStore(path)) as store:
        plan = store.load()
        gone = stamped(remove(plan, plan.all(Goal)[0]), plan)
        store.apply([gone])
        assert [(one.label, len(one.touched)) for one in store.log()] == [("eliminar meta", 2)]
    assert read_file(path).all(Indicator) == ()
    with closing(PlanStore(path)) as store:
        store.apply([stamped(gone.inverse(), store.load())])
    assert read_file(path) == plan


def test_typing_is_one_line_of_the_log_and_stores_only_what_was_typed(small: Path) -> None:
    with closing(PlanStore(small)) as store:
        plan = store.load()
        text = "La escuela reúne a las familias de las seis veredas. " * 60
        for index, letter in enumerate("abcdefghij"):
            text += letter
            seconds = index if index < 5 else 60 + index
            edit = stamped(change(plan, plan.identity, mission=text), plan, seconds)
            plan = plan.after(edit)
            store.apply([edit])
        entries = store.log()
        assert [entry.revision for entry in entries] == [5, 10]
        assert [entry.touched[0].fields for entry in entries] == [("mission",)] * 2
        with closing(sqlite3.connect(small)) as raw:
            sizes = [row[0] for row in raw.execute("SELECT length(changes) FROM plan_edits ORDER BY revision")]
    assert sizes[0] > len(text) / 2
    assert sizes[1] < 200
    assert read_file(small).get(Identity, "") == plan.identity


def test_log_names_who_and_when(small: Path) -> None:
    with closing(PlanStore(small)) as store:
        plan = store.load()
        edit = stamped(add(plan, make(Goal, id="otra")), plan)
        store.apply([edit])
        entry = store.log()[0]
    assert (entry.revision, entry.at, entry.author, entry.installation) == (1, "2026-02-13T10:42:00", "t1", "pc")
    assert entry.label == "agregar meta"
    assert [(one.kind, one.key) for one in entry.touched] == [("goals", "otra")]


def test_delivered_versions_are_kept_by_their_number(small: Path) -> None:
    with closing(PlanStore(small)) as store:
        store.close_version(2, NOW, "Lo pidió la Secretaría", '{"format": "pmi-plan"}')
        store.close_version(1, NOW, "", "{}")
        store.close_version(1, NOW, "", '{"format": "pmi-plan", "plan": {}}')
    with closing(PlanStore(small)) as store:
        assert [(one.number, one.reason) for one in store.versions()] == [(1, ""), (2, "Lo pidió la Secretaría")]
        assert store.version_text(1) == '{"format": "pmi-plan", "plan": {}}'
        assert store.version_text(3) is None


def test_snapshot_is_a_file_of_what_is_saved(small: Path, tmp_path: Path) -> None:
    with closing(PlanStore(small)) as store:
        plan = store.load()
        edit = stamped(change(plan, plan.school, name="CER Nuevo"), plan)
        store.apply([edit])
        copy = tmp_path / "copia.pmi"
        copy.write_bytes(store.snapshot())
    assert read_file(copy) == plan.after(edit)


def test_somebody_elses_edits_are_not_overwritten(small: Path) -> None:
    with closing(PlanStore(small)) as ours, closing(PlanStore(small)) as theirs:
        plan = ours.load()
        theirs.apply([stamped(change(plan, plan.school, name="Ellos"), plan)])
        with pytest.raises(CannotSave) as problem:
            ours.apply([replace(stamped(change(plan, plan.school, name="Nosotros"), plan), installation="pc2")])
    assert problem.value.facts["reason"] == "changed"
    assert read_file(small).school.name == "Ellos"


def test_an_edit_that_reached_the_disk_unnoticed_is_not_written_twice(small: Path) -> None:
    with closing(PlanStore(small)) as store:
        plan = store.load()
        first = stamped(change(plan, plan.school, name="Uno"), plan)
        plan = plan.after(first)
        second = stamped(change(plan, plan.school, kind="centro_educativo"), plan)
        with closing(PlanStore(small)) as other:
            other.apply([first])
        store.apply([first, second])
        assert [entry.revision for entry in store.log()] == [1, 2]
    assert read_file(small).school.kind == "centro_educativo"


def test_a_file_is_one_file_when_idle_and_durable(small: Path) -> None:
    with closing(PlanStore(small)) as store:
        plan = store.load()
        store.apply([stamped(change(plan, plan.school, name="CER"), plan)])
        settings = store._writer.ask(
            lambda file: [
                file._raw.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "trusted_schema", "cell_size_check", "mmap_size")
            ]
        ).result()
        assert sorted(path.name for path in small.parent.iterdir()) == [small.name]
    assert settings == ["delete", 3, 0, 1, 0]


def test_closed_store_says_so_instead_of_waiting_for_ever(small: Path) -> None:
    store = PlanStore(small)
    store.close()
    with pytest.raises(PlanIsClosed):
        store.log()
    assert not store.flush(0)
