"""Four leaders fill four areas on four PCs; what comes back is the plan that one PC would have made."""

import json
import os
import shutil
import subprocess
import sys
from itertools import count, permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pmi_desktop.cli import main
from pmi_desktop.domain import gestures
from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.lending import Lent, Scope
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Listed, Record
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.workspace import Workspace
from tests.samples import EXAMPLE, NOW, ROOT, example_plan, reference

AREAS = ("1", "2", "3", "4")


def of_area(plan: Plan, area: str) -> list[Record]:
    """What its leader has to fill in, parents first."""
    order = list(KINDS)
    lent = Lent(Scope((area,), planning=True, progress=True), plan, reference())
    found = [one for one in plan if lent.holds(one, plan) and area == areas_of(one, plan.find, reference())[0]]
    return sorted(found, key=lambda one: order.index(one.KIND))


def emptied(plan: Plan) -> Plan:
    """The plan before anybody has filled in an area."""
    for area in AREAS:
        plan = plan.after(Edit("", gestures.remove(plan, *of_area(plan, area)).changes))
    return plan


def fill(path: Path, data: Path, area: str) -> None:
    """Fill in an area, record by record, with ids of one's own."""
    workspace = Workspace(data, clock=lambda: NOW, new_id=new_id, program="la prueba")
    opened = workspace.open(path)
    ids: dict[tuple[str, str], str] = {}
    for record in of_area(example_plan(), area):
        opened.editor.apply(gestures.add(opened.editor.plan, renamed(record, ids)))
    assert opened.close()


def renamed(record: Record, ids: dict[tuple[str, str], str]) -> Record:
    values: dict[str, Any] = {}
    if isinstance(record, Listed):
        values["id"] = ids[record.ident] = new_id()
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.holds in (Type.PARENT, Type.REF) and value is not None:
            values[field.name] = ids.get((field.target, value), value)
        elif field.holds is Type.REFS:
            values[field.name] = tuple(ids.get((field.target, one), one) for one in value)
    return record.but(**values)


def do(*words: object) -> None:
    assert main([str(word) for word in words]) == 0


def dump(path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """What `dump` says, ids replaced by the order in which they appear."""
    capfd.readouterr()
    do("dump", path)
    tree = json.loads(capfd.readouterr().out)
    numbers = count()
    names = {
        one["id"]: f"#{next(numbers)}" for part in tree.values() if isinstance(part, list) for one in _with_id(part)
    }
    return _replaced(tree, names)


def _with_id(part: list[Any]) -> list[Any]:
    return [one for one in part if isinstance(one, dict) and "id" in one]


def _replaced(tree: Any, names: dict[str, str]) -> Any:
    if isinstance(tree, dict):
        return {key: _replaced(value, names) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_replaced(one, names) for one in tree]
    return names.get(tree, tree) if isinstance(tree, str) else tree


def test_four_areas_filled_on_four_computers_make_the_plan_of_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start = emptied(example_plan())
    assert len(list(start)) < len(list(example_plan())) / 3
    assert start.all(Assessment) == example_plan().all(Assessment)
    school, stick = tmp_path / "colegio", tmp_path / "memoria"
    workspace = Workspace(school, clock=lambda: NOW, new_id=new_id, program="la prueba")
    plan = workspace.create(start)
    stick.mkdir()
    for area in AREAS:
        do("area", "give", plan, "--area", area, "--out", stick / f"{area}.pmiarea", "--data", school)
    for area in reversed(AREAS):
        data, copy = tmp_path / f"pc{area}", tmp_path / f"pc{area}" / "copia.pmi"
        data.mkdir()
        do("import", stick / f"{area}.pmiarea", copy, "--data", data)
        fill(copy, data, area)
        do("area", "give", copy, "--area", area, "--out", stick / f"{area} de vuelta.pmiarea", "--data", data)
    alone = workspace.create(start, tmp_path / "solo.pmi")
    for area in AREAS:
        fill(alone, school, area)
    expected = dump(alone, capfd)
    for order in Random("áreas").sample(list(permutations(AREAS)), 2):
        together = tmp_path / f"{''.join(order)}.pmi"
        shutil.copy(plan, together)
        for area in order:
            do("area", "take", together, stick / f"{area} de vuelta.pmiarea", "--data", school)
        assert dump(together, capfd) == expected
        before = together.read_bytes()
        do("area", "take", together, stick / f"{order[0]} de vuelta.pmiarea", "--data", school)
        assert together.read_bytes() == before


def run(data: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """A command in a program of its own."""
    environment = {**os.environ, "PMI_DESKTOP_DATA": str(data)}
    typed = [sys.executable, "-m", "pmi_desktop", *(str(word) for word in words)]
    return subprocess.run(typed, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def begin(data: Path, *words: object) -> "subprocess.Popen[str]":
    """A command in a program of its own that goes on meanwhile."""
    environment = {**os.environ, "PMI_DESKTOP_DATA": str(data)}
    typed = [sys.executable, "-m", "pmi_desktop", *(str(word) for word in words)]
    return subprocess.Popen(
        typed, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def test_two_programs_that_take_at_once_take_turns(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.pmi"
    workspace = Workspace(tmp_path / "colegio", clock=lambda: NOW, new_id=new_id, program="la prueba")
    workspace.create(emptied(example_plan()), plan)
    for area in ("2", "4"):
        data, file = tmp_path / f"pc{area}", tmp_path / f"{area}.pmiarea"
        data.mkdir()
        do("area", "give", plan, "--area", area, "--out", file, "--data", tmp_path / "colegio")
        do("import", file, data / "copia.pmi", "--data", data)
        fill(data / "copia.pmi", data, area)
        do("area", "give", data / "copia.pmi", "--area", area, "--out", tmp_path / f"{area} vuelve", "--data", data)
    alone = workspace.create(emptied(example_plan()), tmp_path / "solo.pmi")
    for area in ("2", "4"):
        fill(alone, tmp_path / "colegio", area)
    takings = [("area", "take", plan, tmp_path / f"{area} vuelve") for area in ("2", "4")]
    both = [begin(tmp_path / "colegio", *words) for words in takings]
    for said, one in [(one.communicate()[1], one) for one in both]:
        assert one.returncode == 0 or (one.returncode == 2 and "abierto" in said), said
    for words in takings:
        assert run(tmp_path / "colegio", *words).returncode == 0
    assert dump(plan, capfd) == dump(alone, capfd)


def test_half_a_file_is_noticed_before_anything_changes(tmp_path: Path) -> None:
    school, plan, file = tmp_path / "colegio", tmp_path / "plan.pmi", tmp_path / "b.pmiarea"
    copy = tmp_path / "copia.pmi"
    assert run(school, "import", EXAMPLE, plan).returncode == 0
    assert run(school, "area", "give", plan, "--area", "2", "--out", file).returncode == 0
    whole, before = file.read_bytes(), plan.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    for words in (("area", "take", plan, file), ("import", file, copy)):
        found = run(school, *words)
        assert (found.returncode, found.stdout) == (2, "")
        assert found.stderr.count("\n") == 1
        assert str(file) in found.stderr
    assert plan.read_bytes() == before
    assert not copy.exists()


def test_two_programs_at_once_meet_only_in_files(tmp_path: Path) -> None:
    school, home, file = tmp_path / "colegio", tmp_path / "casa", tmp_path / "a.pmiarea"
    plan, copy = tmp_path / "plan.pmi", tmp_path / "copia.pmi"
    assert run(school, "import", EXAMPLE, plan).returncode == 0
    assert run(school, "area", "give", plan, "--area", "2", "--out", file).returncode == 0
    workspace = Workspace(school, clock=lambda: NOW, new_id=new_id, program="la ventana")
    opened = workspace.open(plan)
    try:
        opened.editor.apply(gestures.change(opened.editor.plan, opened.editor.plan.school, nit="900"))
        assert run(home, "import", file, copy).returncode == 0
        assert run(home, "area", "give", copy, "--area", "2", "--out", tmp_path / "b.pmiarea").returncode == 0
        kept_out = run(school, "area", "take", plan, tmp_path / "b.pmiarea")
        assert (kept_out.returncode, kept_out.stdout) == (2, "")
        assert "la ventana" in kept_out.stderr
    finally:
        assert opened.close()
    assert run(school, "area", "take", plan, tmp_path / "b.pmiarea").returncode == 0
    assert json.loads(run(school, "dump", plan).stdout)["school"]["nit"] == "900"
