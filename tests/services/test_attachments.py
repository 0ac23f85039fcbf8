"""Files attached: kept first, named afterwards, lent under their own names, and nothing left of what was stopped."""

import errno
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO

import pytest

from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services import evidence as evidence_module
from pmi_desktop.services.attachments import (
    EvidenceGone,
    Keeping,
    NotAttachable,
    attached,
    evidence_about,
    keep_files,
    lend,
    save_evidence,
)
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead, CannotWrite
from pmi_desktop.services.sending import Cancelled, silent
from pmi_desktop.services.sentences import sentence
from tests.official.test_pictures import bomb, photo
from tests.samples import make_plan
from tests.small_disk import small_disk

ABOUT = (ActionProgress.KIND, "c1/a1")


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "plan.pmi")


def file(tmp_path: Path, name: str, data: bytes = b"%PDF-1.7") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def keep(folder: EvidenceFolder, *sources: Path, shrink: bool = False) -> Keeping:
    return keep_files(folder, sources, shrink=shrink, progress=silent)


def named(plan: Plan, keeping: Keeping) -> Plan:
    numbers = count(1)
    return plan.after(attached(plan, ABOUT, keeping.kept, lambda: f"ev{next(numbers)}"))


def only(plan: Plan) -> Evidence:
    (one,) = evidence_about(plan, ABOUT)
    return one


def test_a_document_is_kept_whole_and_a_photo_smaller(folder: EvidenceFolder, tmp_path: Path) -> None:
    data = photo(quality=95)
    found = keep(folder, file(tmp_path, "Acta 02.PDF"), file(tmp_path, "río.WEBP", photo(kind="WEBP", quality=95)),
                 file(tmp_path, "foto.jpg", data), shrink=True)  # fmt: skip
    assert [(one.name, one.media_type) for one in found.kept] == [
        ("Acta 02.PDF", "application/pdf"),
        ("río.jpg", "image/jpeg"),
        ("foto.jpg", "image/jpeg"),
    ]
    assert found.kept[0].size == found.kept[0].before == 8
    assert found.kept[2].size < found.kept[2].before == len(data)
    assert all(folder.verify(one.sha256) for one in found.kept)
    whole = keep(folder, tmp_path / "foto.jpg")
    assert whole.kept[0].size == len(data)


def test_a_photo_that_cannot_be_made_smaller_is_kept_as_it_is(folder: EvidenceFolder, tmp_path: Path) -> None:
    data = bomb(60_000, 60_000)
    found = keep(folder, file(tmp_path, "rara.png", data), shrink=True)
    assert [(one.name, one.size) for one in found.kept] == [("rara.png", len(data))]


def test_documents_go_into_the_package_and_pictures_wait(folder: EvidenceFolder, tmp_path: Path) -> None:
    plan = named(make_plan(), keep(folder, file(tmp_path, "a.pdf"), file(tmp_path, "b.jpg", b"x")))
    assert [(one.name, one.in_package, one.shows_minors) for one in evidence_about(plan, ABOUT)] == [
        ("a.pdf", True, False),
        ("b.jpg", False, False),
    ]


def test_the_same_bytes_are_named_once_and_the_same_names_stay_apart(folder: EvidenceFolder, tmp_path: Path) -> None:
    other = tmp_path / "otra"
    other.mkdir()
    sources = [file(tmp_path, "a.pdf"), file(tmp_path, "copia.pdf"), file(other, "a.pdf", b"%PDF otra")]
    plan = named(make_plan(), keep(folder, *sources))
    assert [one.name for one in evidence_about(plan, ABOUT)] == ["a.pdf", "a.pdf"]
    again = attached(plan, ABOUT, keep(folder, *sources).kept, lambda: "nuevo")
    assert again.changes == ()
    elsewhere = attached(plan, (ActionProgress.KIND, "c2/a1"), keep(folder, sources[0]).kept, lambda: "nuevo")
    assert len(elsewhere.changes) == 1


@pytest.mark.parametrize("name", ["juego.exe", "foto.jpg.lnk", "sin ending", "macro.docm"])
def test_what_could_run_is_left_out_and_the_rest_comes(folder: EvidenceFolder, tmp_path: Path, name: str) -> None:
    found = keep(folder, file(tmp_path, name), file(tmp_path, "a.pdf"), tmp_path / "no está.pdf", tmp_path)
    assert [one.name for one in found.kept] == ["a.pdf"]
    assert [type(one) for one in found.refused] == [NotAttachable, CannotRead, NotAttachable]
    assert name in sentence(found.refused[0])


def test_what_is_too_large_is_left_out(folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_module, "LARGEST", 5)
    found = keep(folder, file(tmp_path, "a.pdf"), file(tmp_path, "b.pdf", b"b"))
    assert [one.name for one in found.kept] == ["b.pdf"]


def test_names_come_as_a_plan_can_hold_them(folder: EvidenceFolder, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"acta\n\xff de " + "ría".encode() + b" " + b"x" * 150 + b".pdf")
    odd.write_bytes(b"%PDF")
    (name,) = (one.name for one in keep(folder, odd).kept)
    assert name.startswith("acta de ría xxx")
    assert name.endswith(".pdf")
    assert len(name) == 120


def test_stopping_leaves_nothing_but_what_was_there(folder: EvidenceFolder, tmp_path: Path) -> None:
    kept = keep(folder, file(tmp_path, "vieja.pdf", b"%PDF vieja"))
    sources = [tmp_path / "vieja.pdf", file(tmp_path, "a.pdf"), file(tmp_path, "b.pdf", b"%PDF b")]

    def stop(words: str, _part: float) -> None:
        if words.startswith("Adjuntando 3"):
            raise Cancelled

    with pytest.raises(Cancelled):
        keep_files(folder, sources, shrink=True, progress=stop)
    assert set(folder.present()) == {kept.kept[0].sha256}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disco", 1024) as place:
        yield place


def test_a_full_disk_takes_all_or_nothing(disk: Path, tmp_path: Path) -> None:
    folder = EvidenceFolder(disk / "plan.pmi")
    sources = [file(tmp_path, f"{number}.pdf", os.urandom(400_000)) for number in range(4)]
    with pytest.raises(CannotWrite) as caught:
        keep(folder, *sources)
    assert caught.value.facts["reason"] == "full"
    assert list(disk.iterdir()) == []
    assert len(keep(folder, *sources[:2]).kept) == 2


def test_a_disk_that_fills_up_in_the_middle(
    folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where no disk can be mounted: the third file finds no room."""
    real, calls = shutil.copyfileobj, count(1)

    def copy(source: IO[bytes], target: IO[bytes], length: int = 0) -> None:
        if next(calls) == 3:
            raise OSError(errno.ENOSPC, "no room")
        real(source, target, length)

    monkeypatch.setattr(shutil, "copyfileobj", copy)
    with pytest.raises(CannotWrite):
        keep(folder, *(file(tmp_path, f"{number}.pdf", bytes([number])) for number in range(4)))
    assert not folder.path.exists()


def test_a_copy_is_lent_under_its_name_and_what_happens_to_it_stays_there(
    folder: EvidenceFolder, tmp_path: Path
) -> None:
    one = only(named(make_plan(), keep(folder, file(tmp_path, "Acta.pdf"))))
    lent = lend(folder, one.but(name="Acta: uno/dos?.pdf"), tmp_path / "vistas")
    assert lent.name == "Acta uno dos .pdf"
    lent.write_bytes(b"cambiada")
    assert folder.verify(one.sha256)
    assert lend(folder, one.but(name="Acta: uno/dos?.pdf"), tmp_path / "vistas").read_bytes() == b"%PDF-1.7"
    os.utime(lent.parent, (0, 0))
    lend(folder, one.but(sha256=one.sha256), tmp_path / "otras")
    lend(folder, one, tmp_path / "vistas")
    assert [path.name for path in (tmp_path / "vistas").rglob("*.pdf")] == ["Acta.pdf"]


def test_what_came_from_elsewhere_and_could_run_is_not_opened(folder: EvidenceFolder, tmp_path: Path) -> None:
    one = only(named(make_plan(), keep(folder, file(tmp_path, "Acta.pdf")))).but(name="Acta.pdf.exe")
    with pytest.raises(NotAttachable):
        lend(folder, one, tmp_path / "vistas")


def test_missing_or_damaged_bytes_are_said_and_mended_by_attaching_again(
    folder: EvidenceFolder, tmp_path: Path
) -> None:
    source = file(tmp_path, "Acta.pdf")
    kept = keep(folder, source)
    one = only(named(make_plan(), kept))
    path = folder.find(one.sha256)
    assert path is not None
    path.write_bytes(b"otra cosa")
    with pytest.raises(EvidenceGone, match=r"Acta\.pdf"):
        save_evidence(folder, one, tmp_path / "fuera.pdf")
    path.unlink()
    with pytest.raises(EvidenceGone):
        lend(folder, one, tmp_path / "vistas")
    keep(folder, source)
    assert save_evidence(folder, one, tmp_path / "fuera.pdf").read_bytes() == source.read_bytes()
