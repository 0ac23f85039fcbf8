"""The forms outside a package: files to keep."""

import datetime as dt
import errno
from pathlib import Path

import pytest

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.delivering import desk_at
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.form_files import ENDINGS, all_ready, file_name, one_ready
from pmi_desktop.services.forms import forms_at
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.sending import Cancelled, silent


@pytest.fixture(scope="module")
def desk(reference: Reference) -> Desk:
    return desk_at(Path("plan.pmi"), Path("nada"), reference, dt.date(2026, 2, 13))


def test_one_form_is_written_under_the_name_it_has_in_a_package(example_plan: Plan, desk: Desk, tmp_path: Path) -> None:
    form = desk.forms[-1]
    target = tmp_path / file_name(form, example_plan, desk, "xlsx")
    assert target.name.startswith(form.id)
    assert one_ready(form, example_plan, PLAN, desk, target, silent).save().read_bytes()[:2] == b"PK"


def test_all_forms_go_into_a_folder_of_their_own(example_plan: Plan, desk: Desk, tmp_path: Path) -> None:
    told: list[float] = []
    ready = all_ready(example_plan, PLAN, desk, tmp_path, lambda _, part: told.append(part))
    assert ready.remarks == ()
    places = [ready.save(), ready.save()]
    assert len(set(places)) == 2
    for place in places:
        assert len(list(place.iterdir())) == len(forms_at(PLAN, desk.forms)) * len(ENDINGS)
    assert told == sorted(told)


def test_stopped_or_refused_half_way_nothing_is_left(
    example_plan: Plan, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_words: str, part: float) -> None:
        if part > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        all_ready(example_plan, PLAN, desk, tmp_path, stop)
    ready = all_ready(example_plan, PLAN, desk, tmp_path, silent)
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(CannotWrite) as caught:
        ready.save()
    assert caught.value.facts["reason"] == "full"
    assert [path for path in tmp_path.iterdir() if path.name != "data"] == []
