"""What handing in does to the plan: noted once, kept as it was, compared later."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.versions import is_delivered, opening_label
from pmi_desktop.official.package.manifest import Manifest
from pmi_desktop.paths import bundled
from pmi_desktop.services.delivering import (
    deliveries_at,
    desk_at,
    keep_version,
    kept_plan,
    kept_versions,
    moment_to_deliver,
    noted,
    reason_for,
    upload_steps,
    who,
)
from pmi_desktop.services.hand_in import Request, prepare
from pmi_desktop.services.sending import silent
from pmi_desktop.storage.store import PlanStore, plan_image
from tests.samples import NOW

TODAY = NOW.date()
CUT = Moment("checkpoint", checkpoint="c1")


@pytest.fixture(scope="module")
def manifest(example_plan: Plan, reference: Reference) -> Manifest:
    desk = desk_at(Path("plan.pmi"), Path("nada"), reference, TODAY)
    return prepare(example_plan, Request(), desk, silent).manifest


@pytest.fixture
def store(example_plan: Plan, tmp_path: Path) -> Iterator[PlanStore]:
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(example_plan, NOW))
    with closing(PlanStore(path)) as opened:
        yield opened


def _note(
    plan: Plan, manifest: Manifest, moment: Moment = PLAN, *, packaged: Plan | None = None, key: str = "d"
) -> Plan:
    return plan.after(noted(plan, packaged or plan, moment, manifest, "t2", key))


def _other_goal(plan: Plan) -> Plan:
    return plan.after(gestures.change(plan, plan.all(Goal)[0], text="Otra meta"))


def test_a_package_is_noted_with_all_that_is_known_of_it(example_plan: Plan, manifest: Manifest) -> None:
    plan = _note(example_plan, manifest)
    assert is_delivered(plan)
    (one,) = plan.all(Delivery)
    assert (one.moment, one.checkpoint, one.year, one.version) == ("plan", None, None, 1)
    assert (one.made_on, one.package_code) == (manifest.made_on, manifest.code)
    assert one.delivered_by == who(plan, "t2") != ""
    (cut,) = deliveries_at(_note(plan, manifest, CUT, key="e"), CUT)
    assert (cut.moment, cut.checkpoint) == ("checkpoint", "c1")


def test_made_again_it_takes_the_place_of_the_one_nobody_received(example_plan: Plan, manifest: Manifest) -> None:
    first = _note(example_plan, manifest)
    again = _note(first, manifest, key="e")
    assert [one.id for one in again.all(Delivery)] == ["d"]
    received = again.after(gestures.change(again, again.all(Delivery)[0], receipt_number="2026-041"))
    assert [one.id for one in _note(received, manifest, key="e").all(Delivery)] == ["d", "e"]


def test_what_changed_while_it_was_written_is_the_next_version(example_plan: Plan, manifest: Manifest) -> None:
    plan = _note(_other_goal(example_plan), manifest, packaged=example_plan)
    assert plan.info.version == 2
    assert not is_delivered(plan)
    assert plan.all(Delivery)[0].version == 1
    cut = _note(_other_goal(example_plan), manifest, CUT, packaged=example_plan)
    assert cut.info.version == 1


def test_a_version_is_kept_as_it_was_delivered(store: PlanStore, reference: Reference, manifest: Manifest) -> None:
    plan = _note(store.load(), manifest)
    keep_version(store, plan, reference, NOW)
    assert kept_plan(store, 1, reference) == plan
    assert [(one.number, one.closed_at) for one in kept_versions(store, plan)] == [(1, "2026-02-13T10:42:00")]
    assert kept_plan(store, 2, reference) is None
    followed = plan.after(gestures.change(plan, plan.all(Delivery)[0], note="Radicado"))
    keep_version(store, followed, reference, NOW + dt.timedelta(days=1))
    assert kept_plan(store, 1, reference) == plan


def test_a_version_whose_delivery_was_taken_back_is_kept_anew(
    store: PlanStore, reference: Reference, manifest: Manifest
) -> None:
    plan = store.load()
    keep_version(store, plan, reference, NOW)
    assert kept_versions(store, plan) == ()
    other = _note(_other_goal(plan), manifest)
    keep_version(store, other, reference, NOW)
    assert kept_plan(store, 1, reference) == other


def test_the_reason_of_a_version_comes_from_the_log(store: PlanStore) -> None:
    plan = store.load()
    edit = gestures.change(plan, plan.info, version=2)
    store.apply([dataclasses.replace(edit, label=opening_label(2, "Lo pidió la Secretaría"), at=NOW, revision=1)])
    assert reason_for(store, 2) == "Lo pidió la Secretaría"
    assert reason_for(store, 1) == ""


def test_what_comes_next(example_plan: Plan, manifest: Manifest) -> None:
    late = dt.date(2027, 1, 10)
    assert moment_to_deliver(example_plan, late) == PLAN
    plan = _note(example_plan, manifest)
    assert moment_to_deliver(plan, TODAY) == PLAN
    cut = moment_to_deliver(plan, late)
    assert cut.kind == "checkpoint"
    plan = _note(plan, manifest, cut, key="e")
    assert moment_to_deliver(plan, late) == Moment("closing", year=2026)


def test_the_steps_to_upload_name_the_folder_and_are_one_line_each() -> None:
    lines = upload_steps("PMI Loma 2026").splitlines()
    assert [line[:2] for line in lines[:5]] == ["1.", "2.", "3.", "4.", "5."]
    assert "PMI Loma 2026" in lines[2]


def test_the_desk_has_the_shipped_forms(reference: Reference, tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "plan.pmi", tmp_path, reference, TODAY)
    assert {form.id for form in desk.forms} == {path.name for path in bundled("forms").iterdir() if path.is_dir()}
