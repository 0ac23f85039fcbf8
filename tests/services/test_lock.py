import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pmi_desktop.services import lock as lock_module
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.lock import Holder, PlanInUse, PlanLock
from tests.samples import NOW, ROOT


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Plan de la «Ñ».pmi"
    path.touch()
    return path


def _holder(problem: PlanInUse) -> Holder:
    holder = problem.facts["holder"]
    assert isinstance(holder, Holder)
    return holder


def test_a_second_one_is_told_who_has_it(plan: Path) -> None:
    with PlanLock(plan, program="la ventana", at=NOW), pytest.raises(PlanInUse) as raised:
        PlanLock(plan, program="la línea de órdenes", at=NOW)
    holder = _holder(raised.value)
    assert raised.value.facts["path"] == plan
    assert (holder.program, holder.since) == ("la ventana", "2026-02-13T10:42")
    assert holder.computer
    assert holder.user


def test_released_it_leaves_nothing(plan: Path) -> None:
    lock = PlanLock(plan, program="x", at=NOW)
    lock.release()
    lock.release()
    assert list(plan.parent.iterdir()) == [plan]
    PlanLock(plan, program="x", at=NOW).release()


def test_another_way_to_the_same_file_is_the_same_lock(plan: Path, tmp_path: Path) -> None:
    link = tmp_path / "enlace.pmi"
    try:
        link.symlink_to(plan)
    except OSError:
        pytest.skip("links are not permitted here")
    with PlanLock(link, program="x", at=NOW), pytest.raises(PlanInUse):
        PlanLock(plan.parent / "." / plan.name, program="x", at=NOW)


@pytest.mark.parametrize("left", ["", "basura", "[]", json.dumps({"user": "Ana", "since": 7})])
def test_what_a_power_cut_leaves_locks_nobody_out(plan: Path, left: str) -> None:
    plan.with_name(plan.name + ".lock").write_text(left, "utf-8")
    PlanLock(plan, program="x", at=NOW).release()


def test_odd_words_in_a_held_lock_are_only_words(plan: Path) -> None:
    with PlanLock(plan, program="x", at=NOW) as lock:
        lock.path.write_text('{"user": ["a"], "program": "' + "y" * 900 + '"}', "utf-8")
        with pytest.raises(PlanInUse) as raised:
            PlanLock(plan, program="x", at=NOW)
    assert len(_holder(raised.value).program) == 200


_HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from pmi_desktop.services.lock import PlanLock
lock = PlanLock(Path(sys.argv[1]), program="otra ventana", at=datetime(2026, 2, 13, 9, 0))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_killed_process_is_free(plan: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(plan)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(PlanInUse) as raised:
            PlanLock(plan, program="x", at=NOW)
        assert _holder(raised.value).program == "otra ventana"
        other.kill()
    assert other.returncode == (-signal.SIGKILL if os.name == "posix" else 1)
    assert plan.with_name(plan.name + ".lock").exists()
    PlanLock(plan, program="x", at=NOW).release()


def test_no_folder_no_lock(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as raised:
        PlanLock(tmp_path / "no" / "plan.pmi", program="x", at=NOW)
    assert raised.value.facts["reason"] == "missing"


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be removed there")
def test_a_lock_on_a_file_just_removed_by_its_last_holder_is_none(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    really = lock_module._lock

    def removed_meanwhile(descriptor: int) -> bool:
        tried.append(descriptor)
        if len(tried) == 1:
            plan.with_name(plan.name + ".lock").unlink()
        return really(descriptor)

    monkeypatch.setattr(lock_module, "_lock", removed_meanwhile)
    with PlanLock(plan, program="x", at=NOW):
        assert len(tried) == 2
        with pytest.raises(PlanInUse):
            PlanLock(plan, program="y", at=NOW)
