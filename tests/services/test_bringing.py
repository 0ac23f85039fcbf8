"""Plans from a stick come into the library whole, and say what is already here."""

from pathlib import Path

import pytest

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.bringing import Form, bring, look_at
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead
from pmi_desktop.services.interchange import write_plan
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage.errors import NotAPlan
from pmi_desktop.storage.store import read_file
from tests.samples import NOW, make, make_plan


def library(folder: Path) -> Workspace:
    return Workspace(folder, clock=lambda: NOW, new_id=new_id, program="la prueba")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Another PC's library, as on a stick."""
    (tmp_path / "memoria").mkdir()
    return tmp_path / "memoria"


def test_a_file_comes_with_its_history_and_its_attached_files(
    tmp_path: Path, stick: Path, reference: Reference
) -> None:
    attached = EvidenceFolder(stick / "plan.pmi").put_bytes(b"acta", "acta.pdf")
    plan = make_plan(make(Evidence, name="acta.pdf", sha256=attached.sha256, size=4))
    other, own = library(tmp_path / "otro"), library(tmp_path / "este")
    path = other.create(plan, stick / "plan.pmi")
    opened = other.open(path)
    opened.editor.apply(change(plan, plan.school, name="CER El Jordán"))
    opened.close()
    before = path.read_bytes()

    found = look_at(path, own, reference)
    assert (found.form, found.evidence, found.here, found.damaged) == (Form.FILE, 1, (), False)
    assert found.plan.school.name == "CER El Jordán"
    brought = bring(found, own, reference)

    assert brought.parent == own.library
    assert read_file(brought) == found.plan
    assert EvidenceFolder(brought).verify(attached.sha256)
    again = own.open(brought, read_only=True)
    assert [one.label for one in again.editor.store.log()] != []
    again.close()
    assert path.read_bytes() == before


def test_the_same_plan_already_here_is_told_and_can_come_as_a_copy(
    tmp_path: Path, stick: Path, example_plan: Plan, reference: Reference
) -> None:
    own = library(tmp_path / "este")
    here = own.create(example_plan)
    (stick / "plan.json").write_bytes(write_plan(example_plan, reference))
    found = look_at(stick / "plan.json", own, reference)
    assert found.form is Form.INTERCHANGE
    assert [one.path for one in found.here] == [here]
    assert bring(found, own, reference) != here
    assert len(list(own.library.glob("*.pmi"))) == 2


@pytest.mark.parametrize(("name", "expected"), [("roto.pmi", NotAPlan), ("no está.pmi", CannotRead)])
def test_what_is_no_plan_is_refused_and_leaves_nothing(
    tmp_path: Path, stick: Path, reference: Reference, name: str, expected: type[Exception]
) -> None:
    (stick / "roto.pmi").write_bytes(b"nada de eso" * 100)
    own = library(tmp_path / "este")
    with pytest.raises(expected):
        look_at(stick / name, own, reference)
    assert not own.library.exists()
