"""Handing in: all or nothing, and what is written is read back before anybody is told."""

import dataclasses
import datetime as dt
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member
from pmi_desktop.official.package.assembling import Package
from pmi_desktop.official.package.errors import FileChanged, PackageTooBig
from pmi_desktop.paths import bundled
from pmi_desktop.services import packages, sending
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.forms import forms_in
from pmi_desktop.services.hand_in import Blocked, Desk, NoForm, Request, hand_in, prepare, title_of
from pmi_desktop.services.outgoing import contact_fields, select_evidence, without_contacts
from pmi_desktop.services.sending import Cancelled, WrittenBadly, deliver, silent

TODAY = dt.date(2026, 2, 13)


@pytest.fixture(scope="module")
def desk(reference: Reference) -> Desk:
    return Desk(
        reference=reference,
        forms=forms_in(bundled("forms")),
        fonts=bundled("resources", "fonts"),
        today=TODAY,
        evidence_file=lambda _: None,
    )


@pytest.fixture(scope="module")
def package(example_plan: Plan, desk: Desk) -> Package:
    return prepare(example_plan, Request(), desk, silent)


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "data"}


def _with(plan: Plan, *records: Evidence) -> Plan:
    return Plan.of([*plan, *records])


def test_progress_goes_from_nothing_to_all(example_plan: Plan, desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    made, place = hand_in(example_plan, Request(), desk, tmp_path / "p.zip", lambda *one: told.append(one))
    parts = [part for _, part in told]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0.0, 1.0)
    assert told[0][0] == "Revisando el plan"
    assert "Comprobando lo escrito" in {words for words, _ in told}
    assert packages.verify(place).verdict.manifest == made.manifest


@pytest.mark.parametrize("name", ["p.zip", "carpeta"])
def test_it_can_be_stopped_at_any_point_and_leaves_nothing(
    example_plan: Plan, desk: Desk, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    steps = 0

    def stopping(limit: int) -> Callable[[str, float], None]:
        def progress(_words: str, _part: float) -> None:
            nonlocal steps
            steps += 1
            if steps == limit:
                raise Cancelled

        return progress

    for limit in (1, 3, 5, 7, 9, 11, 14):
        steps = 0
        with pytest.raises(Cancelled):
            hand_in(example_plan, Request(), desk, target, stopping(limit))
        assert _left(tmp_path) == set()


def test_the_same_plan_on_the_same_day_makes_the_same_bytes(
    example_plan: Plan, desk: Desk, package: Package, tmp_path: Path
) -> None:
    first = deliver(package, tmp_path / "1.zip", silent)
    second = deliver(prepare(example_plan, Request(), desk, silent), tmp_path / "2.zip", silent)
    assert first.read_bytes() == second.read_bytes()
    later = dataclasses.replace(desk, today=dt.date(2026, 2, 14))
    assert prepare(example_plan, Request(), later, silent).manifest.code != package.manifest.code


def test_a_finding_that_blocks_stops_all_but_a_draft(example_plan: Plan, desk: Desk) -> None:
    headless = example_plan.after(change(example_plan, example_plan.school, head_name=""))
    with pytest.raises(Blocked) as caught:
        prepare(headless, Request(), desk, silent)
    assert [one.code for one in caught.value.facts["findings"]] == ["school-field-missing"]  # type: ignore[attr-defined]  # facts are objects
    assert prepare(headless, Request(draft=True), desk, silent).manifest.draft


def test_a_moment_without_form_is_told(example_plan: Plan, desk: Desk) -> None:
    with pytest.raises(NoForm):
        prepare(example_plan, Request(), dataclasses.replace(desk, forms=()), silent)


def test_moments_are_said_in_words(example_plan: Plan) -> None:
    assert title_of(PLAN, example_plan) == "Plan de Mejoramiento Institucional"
    assert "Corte 1" in title_of(Moment("checkpoint", checkpoint="c1"), example_plan)
    assert title_of(Moment("closing", year=2026), example_plan).endswith("cierre de 2026")


def test_only_the_fields_declared_as_contacts_stay(example_plan: Plan) -> None:
    assert contact_fields() == ("team.email", "team.phone")
    member = example_plan.all(Member)[0]
    plan = example_plan.after(change(example_plan, member, phone="310", email="a@b.co"))
    shared = without_contacts(plan)
    assert shared == example_plan
    assert shared.revision == plan.revision


def test_what_goes_of_the_attached_files(example_plan: Plan, tmp_path: Path) -> None:
    here = tmp_path / "foto.jpg"
    here.write_bytes(b"x")

    def evidence(id: str, *, shows_minors: bool = False, in_package: bool = False) -> Evidence:
        digest = f"{id:0>64}"
        return Evidence(
            id=id, name=f"{id}.jpg", size=7, sha256=digest, shows_minors=shows_minors, in_package=in_package
        )

    records = [
        evidence("a"),
        evidence("b", in_package=True),
        evidence("c", shows_minors=True),
        evidence("d", shows_minors=True, in_package=True),
        evidence("e", in_package=True),
    ]
    plan = _with(example_plan, *records)

    def groups(choice: str) -> list[str]:
        found = select_evidence(plan, choice, lambda one: None if one.id == "e" else here)  # type: ignore[arg-type]  # a literal in a variable
        return [
            "".join(one.id for one in group) for group in (found.going, found.chosen_out, found.minors, found.absent)
        ]

    assert groups("all") == ["abd", "", "c", "e"]
    assert groups("chosen") == ["bd", "ac", "", "e"]
    assert groups("none") == ["", "abcde", "", ""]
    assert select_evidence(plan, "all", lambda _: here).size == 28


@pytest.fixture
def attached(example_plan: Plan, desk: Desk, tmp_path: Path) -> tuple[Plan, Desk, Path]:
    """The example with one attached file, and that file."""
    folder = EvidenceFolder(tmp_path / "plan.pmi")
    kept = folder.put_bytes(b"una foto", "foto.jpg")
    one = Evidence(id="e1", name="foto.jpg", size=8, sha256=kept.sha256, in_package=True)
    return (
        _with(example_plan, one),
        dataclasses.replace(desk, evidence_file=lambda one: folder.find(one.sha256)),
        kept.path,
    )


def test_bytes_that_are_no_longer_those_of_the_file_count_as_absent(attached: tuple[Plan, Desk, Path]) -> None:
    plan, desk, file = attached
    assert prepare(plan, Request(), desk, silent).manifest.left_out.absent == ()
    file.write_bytes(b"otra cosa")
    made = prepare(plan, Request(), desk, silent).manifest
    assert made.left_out.absent == ("e1",)
    assert not any(path.startswith("evidencias") for path in made.files)


def test_a_file_that_changes_on_the_way_stops_the_writing(attached: tuple[Plan, Desk, Path], tmp_path: Path) -> None:
    plan, desk, file = attached
    made = prepare(plan, Request(), desk, silent)
    file.write_bytes(b"una f0to")
    for target in (tmp_path / "p.zip", tmp_path / "carpeta"):
        with pytest.raises(FileChanged):
            deliver(made, target, silent)
    assert _left(tmp_path) == {"plan.evidencias"}


def test_too_much_evidence_is_told_before_anything_is_written(
    attached: tuple[Plan, Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, desk, _ = attached
    monkeypatch.setattr("pmi_desktop.official.package.assembling.LARGEST_PACKAGE", 2**20 + 1000)
    with pytest.raises(PackageTooBig):
        prepare(plan, Request(), desk, silent)


@pytest.mark.parametrize("name", ["p.zip", "carpeta"])
def test_a_stick_that_lies_is_found_out(
    package: Package, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read back is another thing than what was written: the old package stays."""
    place = deliver(package, tmp_path / name, silent)
    for check in ("_check_zip", "_check_folder"):
        honest = getattr(sending, check)

        def lying(*args: object, honest: Callable[..., None] = honest) -> None:
            written = args[-1]
            assert isinstance(written, Path)
            file = written if written.is_file() else written / "plan.json"
            data = file.read_bytes()
            file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            honest(*args)

        monkeypatch.setattr(sending, check, lying)
    with pytest.raises(WrittenBadly):
        deliver(package, tmp_path / name, silent)
    assert packages.verify(place).whole
    assert _left(tmp_path) == {name}


def test_a_full_disk_leaves_the_package_that_was_there(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = deliver(package, tmp_path / "p.zip", silent)
    before = place.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    for target in (tmp_path / "p.zip", tmp_path / "carpeta"):
        with pytest.raises(CannotWrite) as caught:
            deliver(package, target, silent)
        assert caught.value.facts["reason"] == "full"
    monkeypatch.undo()
    assert place.read_bytes() == before
    assert _left(tmp_path) == {"p.zip"}


def test_the_place_of_a_stick_that_is_gone_is_not_made(package: Package, tmp_path: Path) -> None:
    for target in (tmp_path / "memoria" / "carpeta", tmp_path / "memoria" / "p.zip"):
        with pytest.raises(CannotWrite) as caught:
            deliver(package, target, silent)
        assert caught.value.facts == {"path": tmp_path / "memoria", "reason": "missing"}
    assert _left(tmp_path) == set()


def test_another_delivery_of_the_same_name_is_not_replaced(package: Package, tmp_path: Path) -> None:
    deliver(package, tmp_path, silent)
    import msgspec

    other = dataclasses.replace(package, manifest=msgspec.structs.replace(package.manifest, moment="closing:2026"))
    with pytest.raises(CannotWrite) as caught:
        deliver(other, tmp_path, silent)
    assert caught.value.facts["reason"] == "exists"
